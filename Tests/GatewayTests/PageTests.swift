import DaemonTesting
import Foundation
import NIOCore
import NIOHTTP1
import Testing

@Suite(.serialized) struct PageTests {
    @Test func filesHaveTagsTypesAndCompressedForms() async throws {
        try await Self.withPages { gateway in
            let plain = try await gateway.send(.GET, "/app.js")
            #expect(plain.status == 200)
            #expect(plain.headers.first(name: "content-type") == "text/javascript; charset=utf-8")
            #expect(plain.headers.first(name: "cache-control") == "no-cache")
            #expect(!plain.headers.contains(name: "content-encoding"))
            let tag = try #require(plain.headers.first(name: "etag"))
            #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))

            let same = try await gateway.send(.GET, "/app.js", headers: [("if-none-match", "\"x\", \(tag)")])
            #expect(same.status == 304)
            #expect(same.body.readableBytes == 0)

            let packed = try await gateway.send(.GET, "/app.js", headers: [("accept-encoding", "br, gzip")])
            #expect(packed.headers.first(name: "content-encoding") == "gzip")
            #expect(packed.headers.first(name: "vary") == "Accept-Encoding")
            #expect(packed.headers.first(name: "etag") != tag)
            #expect(packed.body.readableBytes < plain.body.readableBytes / 4)
            #expect(Array(packed.body.readableBytesView.prefix(2)) == [0x1F, 0x8B])
            let refused = try await gateway.send(.GET, "/app.js", headers: [("accept-encoding", "gzip;q=0")])
            #expect(!refused.headers.contains(name: "content-encoding"))
        }
    }

    @Test func headAnswersWithoutABody() async throws {
        try await Self.withPages { gateway in
            let answer = try await gateway.send(.HEAD, "/app.js")
            #expect(answer.status == 200)
            #expect(answer.headers.first(name: "content-length") == "\(Self.script.utf8.count)")
            #expect(answer.body.readableBytes == 0)
        }
    }

    @Test(arguments: ["/", "/chat", "/history/0190-abc", "/setup?token=x"])
    func placesOfTheApplicationAreTheApplication(path: String) async throws {
        try await Self.withPages { gateway in
            let answer = try await gateway.send(.GET, path)
            #expect(answer.status == 200)
            #expect(answer.text == "<!doctype html><p>hola")
        }
    }

    @Test(arguments: [
        "/missing.js", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/styles/..%5c..%5csecret.txt",
        "/.hidden.txt", "//etc/passwd.txt", "/api/unknown", "/auth/unknown",
    ]) func nothingOutsideTheFolderIsServed(path: String) async throws {
        try await Self.withPages { gateway in
            let answer = try await RawConnection.exchange(
                port: gateway.port,
                "GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            )
            #expect(answer.hasPrefix("HTTP/1.1 404 ") || answer.hasPrefix("HTTP/1.1 400 "), "\(answer.prefix(40))")
            #expect(!answer.contains("private words"))
        }
    }

    private static let script = String(repeating: "export const answer = 42;\n", count: 200)

    private static func withPages(_ body: @escaping @Sendable (RunningGateway) async throws -> Void) async throws {
        try await withTemporaryDirectory { folder in
            let web = URL(filePath: folder + "/Web")
            try FileManager.default.createDirectory(at: web, withIntermediateDirectories: true)
            try Data("private words".utf8).write(to: URL(filePath: folder + "/secret.txt"))
            try Data("private words".utf8).write(to: web.appending(path: ".hidden.txt"))
            try Data("<!doctype html><p>hola".utf8).write(to: web.appending(path: "index.html"))
            try Data(script.utf8).write(to: web.appending(path: "app.js"))
            try await RunningGateway.run(["GATEWAY_WEB": web.path], body)
        }
    }
}
