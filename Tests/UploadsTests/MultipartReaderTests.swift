import Foundation
import NIOCore
import Testing
import Uploads

@Suite struct MultipartReaderTests {
    @Test(arguments: [1, 2, 3, 7, 64, 10_000])
    func readsPartsHoweverTheyAreCut(size: Int) async throws {
        let body =
            "--b\r\nContent-Disposition: form-data; name=\"question\"\r\n\r\n¿Qué ves?\r\n--b\r\n"
            + "content-disposition: form-data; name=image; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
            + "\r\n--\r\n--a\r\n\u{0}data\r\n--b--\r\n"
        var reader = try MultipartReader(pieces(body, size), contentType: "multipart/form-data; boundary=\"b\"")
        let question = try #require(try await reader.next())
        #expect(question.name == "question" && question.fileName == nil)
        #expect(try await reader.text(limit: 100) == "¿Qué ves?")
        let image = try #require(try await reader.next())
        #expect(image.name == "image" && image.fileName == "a.png")
        #expect(try await reader.text(limit: 100) == "\r\n--\r\n--a\r\n\u{0}data")
        #expect(try await reader.next() == nil)
    }

    @Test func passesOverWhatIsNotRead() async throws {
        let body =
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\(String(repeating: "x", count: 100_000))"
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n2\r\n--b--"
        var reader = try MultipartReader(pieces(body, 1_000), contentType: "multipart/form-data; boundary=b")
        #expect(try await reader.next()?.name == "a")
        #expect(try await reader.next()?.name == "b")
        #expect(try await reader.text(limit: 1) == "2")
    }

    @Test(arguments: [
        "", "--b\r\n", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
        "--b\r\nX: y\r\n\r\n\r\n--b--",
        "no delimiter at all",
    ])
    func refusesWhatIsNoForm(body: String) async throws {
        await #expect(throws: UploadError.badMultipart) {
            var reader = try MultipartReader(pieces(body, 50), contentType: "multipart/form-data; boundary=b")
            while try await reader.next() != nil {}
        }
    }

    @Test(arguments: [
        ("\"a;b.pdf\"", "a;b.pdf"), ("\"a\\\"b;c.pdf\"", "a\"b;c.pdf"), ("\"a%22b.pdf\"", "a\"b.pdf"),
        ("\"Año 2026.pdf\"", "Año 2026.pdf"), ("plain.pdf", "plain.pdf"),
    ])
    func readsNamesAsTheyAreQuoted(written: String, name: String) async throws {
        let body = "--b\r\nContent-Disposition: form-data; filename=\(written); name=\"file\"\r\n\r\n1\r\n--b--"
        var reader = try MultipartReader(pieces(body, 50), contentType: "multipart/form-data; boundary=b")
        let part = try #require(try await reader.next())
        #expect(part.name == "file" && part.fileName == name)
    }

    @Test func takesAsManyPartsAsItIsTold() async throws {
        let part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
        let body = String(repeating: part, count: 70) + "--b--"
        var reader = try MultipartReader(pieces(body, 500), contentType: "multipart/form-data; boundary=b", parts: 70)
        for _ in 0..<70 { #expect(try await reader.next() != nil) }
        #expect(try await reader.next() == nil)
        await #expect(throws: UploadError.badMultipart) {
            var reader = try MultipartReader(pieces(body, 500), contentType: "multipart/form-data; boundary=b")
            while try await reader.next() != nil {}
        }
    }

    @Test func endsWhatHasNoEndInSight() async throws {
        let long = String(repeating: "x", count: 20_000)
        for body in [long, "--b\r\nContent-Disposition: form-data; name=\"\(long)\"\r\n\r\n\r\n--b--"] {
            await #expect(throws: UploadError.badMultipart) {
                var reader = try MultipartReader(pieces(body, 1_000), contentType: "multipart/form-data; boundary=b")
                _ = try await reader.next()
            }
        }
    }

    @Test(arguments: [nil, "application/json", "multipart/form-data", "multipart/form-data; boundary="])
    func refusesAHeaderWithoutABoundary(header: String?) {
        #expect(throws: UploadError.badMultipart) { try MultipartReader(pieces("", 1), contentType: header) }
    }

    private func pieces(_ text: String, _ size: Int) -> AsyncStream<ByteBuffer> {
        AsyncStream { continuation in
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                continuation.yield(ByteBuffer(bytes: rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            continuation.finish()
        }
    }
}
