import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import NIOHTTP1
import Persistence
import SuiteProtocol
import Testing

/// From a file to the page with the passage lit, and back to nothing.
@Suite struct LibraryTests {
    @Test(arguments: TestDatabase.engines) func aFileIsReadSearchedAndOpened(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let teacher = try await Keeper(documents)
            let collection = try await teacher.makeCollection("Consejo escolar")
            let acta = try Papers.sample("acta.pdf")
            let document = try await teacher.read("Consejo/Acta de marzo.pdf", acta, into: collection)
            #expect(document.state == "ready" && document.kind == "pdf" && document.title == "Acta de marzo")
            #expect(document.name == "Consejo/Acta de marzo.pdf")
            #expect(document.pages == 1 && document.pagesDone == 1 && document.language == "es" && document.canChange)

            let passage = try #require(try await teacher.search("comprar diccionarios").first)
            #expect(passage.documentID == document.id && passage.collectionID == collection && passage.page == 1)
            #expect(passage.highlights.map { $0.text(in: passage.text) } == ["Comprar", "diccionarios"])
            #expect(passage.section.last == "Acuerdos")
            let page: SeenPage = try await teacher.get("documents/\(document.id)/pages/1?chunk=\(passage.chunkID)")
            #expect(page.lit.map { $0.text(in: page.text) } == [passage.text])
            #expect(page.hasImage && page.pages == 1 && !page.words.isEmpty && !page.blocks.isEmpty)
            let words = page.words.map { SeenSpan(start: $0.start, end: $0.end).text(in: page.text) }
            #expect(words.contains("Acuerdos") && page.words.allSatisfy { $0.right > $0.left })

            let counts: SeenCollection = try await teacher.get("collections/\(collection)")
            #expect(counts.documents == 1 && counts.pages == 1 && counts.bytes == acta.count && counts.isMine)
        }
    }

    @Test func theOriginalAndItsPicturesAreShownSafely() async throws {
        try await DocumentsFixture.run { documents in
            let teacher = try await Keeper(documents)
            let collection = try await teacher.makeCollection()
            let html = Papers.text("<html><title>Ñandú</title><body><script>alert(1)</script><p>Ñandú</p></html>")
            let page = try await teacher.read("año; \\\"1\\\".html", html, into: collection)
            #expect(page.title == "Ñandú")
            let file = try await teacher.send("GET", "documents/\(page.id)/file")
            #expect(file.status == 200 && Data(file.body.utf8) == html)
            #expect(file.header("content-type") == "text/plain; charset=utf-8")
            #expect(file.header("x-content-type-options") == "nosniff")
            #expect(file.header("content-security-policy") == "default-src 'none'; sandbox")
            let disposition = try #require(file.header("content-disposition"))
            #expect(disposition.hasPrefix("attachment; filename=\"a_o_"))
            #expect(disposition.hasSuffix("filename*=UTF-8''a%C3%B1o%3B%20%221%22.html"))
            #expect(try await teacher.send("GET", "documents/\(page.id)/pages/1/image").status == 404)

            let scan = try await teacher.read("escaneo.tiff", Papers.sample("escaneo.tiff"), into: collection)
            #expect(scan.isRecognised && scan.pages == 2)
            let acta = try await teacher.read("acta.pdf", Papers.sample("acta.pdf"), into: collection)
            for (id, number) in [(scan.id, 2), (acta.id, 1)] {
                let path = "/api/documents/\(id)/pages/\(number)/image?width=300"
                let answer = try await documents.daemon.open("GET", path, token: teacher.token, body: nil)
                let bytes = try await answer.body.collect(upTo: 8 << 20)
                #expect(answer.status == .ok && answer.headers.first(name: "content-type") == "image/png")
                #expect(Array(bytes.readableBytesView.prefix(4)) == [0x89, 0x50, 0x4E, 0x47])
                // A browser keeps it, but shows it to nobody who may not see it.
                let tag = try #require(answer.headers.first(name: "etag"))
                #expect(answer.headers.first(name: "cache-control") == "private, no-cache")
                let stranger = try await Keeper(documents)
                for (person, status) in [(teacher, 304), (stranger, 404)] {
                    let again = try await documents.daemon.send(
                        "GET",
                        path,
                        token: person.token,
                        headers: ["if-none-match": tag],
                        body: nil
                    )
                    #expect(again.status == status)
                }
            }
            for path in ["pages/9/image", "pages/0", "pages/x", "pages/9"] {
                #expect(try await teacher.send("GET", "documents/\(acta.id)/\(path)").status == 404, "\(path)")
            }
            #expect(try await teacher.send("GET", "documents/\(acta.id)/pages/1/image?width=9999").code == "bad_width")
        }
    }

    @Test(arguments: TestDatabase.engines) func documentsAreListedFoundAndNamed(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let teacher = try await Keeper(documents)
            let (first, second) = (try await teacher.makeCollection("Uno"), try await teacher.makeCollection("Dos"))
            let files = (1...5).map { ("informe \($0).txt", Papers.text("Informe número \($0) del año.")) }
            for item in try await teacher.uploaded(files, to: first) {
                _ = try await teacher.ended(#require(item.documentID))
            }
            _ = try await teacher.read("Árbol genealógico.txt", Papers.text("Raíces y ramas."), into: second)

            #expect(try await teacher.documents().count == 6)
            #expect(try await teacher.documents("&collection_id=\(first)").count == 5)
            #expect(try await teacher.documents("&q=arbol").map(\.title) == ["Árbol genealógico"])
            #expect(try await teacher.documents("&state=failed").isEmpty)
            #expect(try await teacher.send("GET", "documents?state=nada").code == "bad_state")
            var (seen, next) = ([String](), String?.some(""))
            while let cursor = next {
                let query = cursor.isEmpty ? "" : "&cursor=\(cursor)"
                let page: SeenDocuments = try await teacher.get("documents?collection_id=\(first)&limit=2\(query)")
                seen += page.items.map(\.title)
                next = page.next
            }
            #expect(seen == ["informe 5", "informe 4", "informe 3", "informe 2", "informe 1"])

            let id = try #require(try await teacher.documents("&q=arbol").first?.id)
            let renamed = try await teacher.send("PATCH", "documents/\(id)", ["title": " Bosque \n nativo "])
            #expect(try renamed.decode(SeenDocument.self, by: WireJSON.decoder()).title == "Bosque   nativo")
            #expect(try await teacher.search("bosque").map(\.documentID) == [id])
            #expect(try await teacher.send("PATCH", "documents/\(id)", ["title": " "]).code == "bad_title")
        }
    }

    @Test(arguments: TestDatabase.engines) func theSameFileIsKnown(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let teacher = try await Keeper(documents)
            let (one, two) = (try await teacher.makeCollection("Uno"), try await teacher.makeCollection("Dos"))
            let paper = Papers.text("Una circular sobre el comedor.")
            let items = try await teacher.uploaded([("a.txt", paper), ("b.txt", paper)], to: one)
            let id = try #require(items[0].documentID)
            #expect(items[1].duplicateOf == id && items[1].documentID == id && items[1].jobID == items[0].jobID)
            #expect(try await teacher.uploaded([("c.txt", paper)], to: two)[0].duplicateOf == nil)
            _ = try await teacher.ended(id)
            #expect(try await teacher.send("DELETE", "documents/\(id)").status == 204)
            #expect(try await teacher.uploaded([("d.txt", paper)], to: one)[0].documentID != nil)
        }
    }

    @Test(arguments: TestDatabase.engines) func whatIsDeletedIsNowhere(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let teacher = try await Keeper(documents)
            let (kept, gone) = (try await teacher.makeCollection("Queda"), try await teacher.makeCollection("Se va"))
            let secret = "quimera violeta"
            _ = try await teacher.read("queda.txt", Papers.text("La quimera verde."), into: kept)
            let document = try await teacher.read("\(secret).txt", Papers.text("Una \(secret) cruza."), into: gone)
            _ = try await teacher.importLines(#"{"id": "1", "text": "Otra \#(secret) duerme."}"#, into: gone)
            #expect(try await teacher.search("violeta").count == 2)
            // Only the file itself, as it came: tables are sealed.
            #expect(Disk.files(holding: secret, below: documents.daemon.home).count == 1)
            #expect(try await teacher.send("DELETE", "collections/\(gone)").status == 204)
            #expect(try await teacher.search("quimera").map(\.title) == ["queda"])
            for path in ["documents/\(document.id)", "documents/\(document.id)/file", "collections/\(gone)"] {
                #expect(try await teacher.send("GET", path).status == 404)
            }
            #expect(Disk.files(holding: secret, below: documents.daemon.home).isEmpty)
            for table in ["documents", "document_pages", "collections", "jobs"] {
                let left: Int? = try await documents.withDatabase { db in
                    try db.value("SELECT COUNT(*) AS value FROM \(identifier: table)")
                }
                #expect(left == 1, "\(table)")
            }
            let sources: Int? = try await documents.withDatabase(index: true) { db in
                try db.value("SELECT COUNT(*) AS value FROM passage_sources")
            }
            #expect(sources == 1)
        }
    }
}
