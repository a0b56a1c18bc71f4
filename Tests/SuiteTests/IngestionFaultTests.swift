import CoreMetrics
import DaemonTesting
import Foundation
import Logging
import Persistence
import Testing

extension PaperTests {
    /// Papers that were taken in are read to their end, each page once, whatever dies meanwhile.
    @Suite struct IngestionFaultTests {
        @Test(arguments: TestDatabase.engines)
        func aDaemonThatIsKilledGoesOnWithoutReadingFinishedPagesAgain(engine: TestDatabase) async throws {
            try await Suite.withDatabase(engine) { url in
                var settings: [String: String] = [:]
                settings["DATABASE_URL"] = url
                try await Suite.run(model: "", settings: settings) { suite in
                    let scene = try await PaperScene.make(in: suite)
                    let pages = Self.pages(1_500)
                    let sent = try await scene.upload([
                        .init("memoria.pdf", TextPDF.make(pages)), .init("nota.txt", "Breve."),
                    ])
                    let id = try #require(sent.first?.documentID)
                    try await eventually("some pages are there") { try await scene.document(id).pagesDone > 0 }
                    // Twice, so that what resumed is resumed.
                    for _ in 0..<2 {
                        suite.kill("documents")
                        let kept = try await Self.sealedPages(of: id, suite, url)
                        try suite.start("documents")
                        try await eventually("it goes on") {
                            guard let seen = try? await scene.document(id) else { return false }
                            #expect(seen.pagesDone >= kept.done)
                            return seen.pagesDone > kept.done || seen.state == "ready"
                        }
                        let now = try await Self.sealedPages(of: id, suite, url)
                        // Whatever is sealed anew looks different.
                        for (number, text) in kept.pages { #expect(now.pages[number] == text, "page \(number)") }
                    }
                    for document in try await scene.untilAllAreRead() {
                        #expect(document.state == "ready" && document.pagesDone == document.pages)
                    }
                    #expect(try await scene.document(id).pages == pages.count)
                    for number in stride(from: 0, to: pages.count, by: 150) {
                        let hits = try await scene.find("\(Self.word)\(number)")
                        #expect(hits.first?.page == number + 1)
                        // Nothing is there twice.
                        #expect(Set(hits.map { "\($0.page) \($0.text)" }).count == hits.count)
                    }
                }
            }
        }

        private static let word = "cormoran"

        /// Each with a word of its own.
        private static func pages(_ count: Int) -> [String] {
            (0..<count).map { number in
                let line = "Los alumnos midieron la altura del agua y anotaron lo que vieron en la orilla.\n"
                return "\(word)\(number) es la palabra de esta hoja.\n" + String(repeating: line, count: 20)
            }
        }

        /// What is kept of a document, as it is in the database: pages by number, and how many can be found.
        private static func sealedPages(
            of id: String,
            _ suite: Suite,
            _ url: String?
        ) async throws -> (done: Int, pages: [Int: Data]) {
            let database = try await Database(
                url: url ?? "sqlite:\(suite.home)/data/documents.sqlite",
                schema: "documents",
                migrations: nil,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                metrics: NOOPMetricsHandler.instance
            )
            return try await database.read { db in
                let rows = try db.rows("SELECT number, text FROM document_pages WHERE document_id = \(id)")
                let done: Int = try db.value("SELECT pages_done AS value FROM documents WHERE id = \(id)") ?? 0
                var pages: [Int: Data] = [:]
                for row in rows { pages[try row.get("number")] = try row.get("text") }
                return (done, pages)
            }
        }
    }
}
