import DaemonTesting
import Foundation
import Persistence
import SuiteProtocol
import Synchronization
import Testing

/// Reading goes on behind what is done, whoever goes on with it.
@Suite struct ResumeTests {
    /// What a killed daemon leaves: a job that looks as if somebody were at it, whose time is over.
    private static func orphan(_ documents: DocumentsFixture) async throws {
        _ = try await documents.withDatabase { db in
            try db.execute(
                """
                UPDATE jobs SET state = 'running', claim = \(newID()), due_at = 1 WHERE state IN ('waiting', 'running')
                """
            )
        }
    }

    @Test(arguments: TestDatabase.engines) func anotherGoesOnWithoutDoingPagesAgain(engine: TestDatabase) async throws {
        let owner = newID()
        let before = Pages()
        try await DocumentsFixture.runs(
            ["DOCUMENTS_CONVERTERS": "1"],
            on: engine,
            [
                { documents in
                    let teacher = try await Keeper(documents, id: owner)
                    let collection = try await teacher.makeCollection()
                    let paper = Papers.pdf(pages: 600)
                    let item = try await teacher.uploaded([("largo.pdf", paper)], to: collection)[0]
                    let id = try #require(item.documentID)
                    try await DocumentsFixture.eventually {
                        try await teacher.get("documents/\(id)", as: SeenDocument.self).pagesDone >= 25
                    }
                    // Text is searched before the end.
                    #expect(try await teacher.search("consejo").isEmpty == false)
                    let job: SeenJob = try await teacher.get("jobs/\(#require(item.jobID))")
                    #expect(job.state == "running" && job.stage == "reading" && job.total == 600)
                },
                { documents in
                    // It may have gone on since: what matters is that it isn't done.
                    before.take(try await documents.sealedPages())
                    try await Self.orphan(documents)
                    let teacher = try await Keeper(documents, id: owner)
                    let id = try #require(try await teacher.documents().first?.id)
                    let document = try await teacher.ended(id)
                    #expect(document.state == "ready" && document.pagesDone == 600 && document.faultyPages == 0)
                    let after = try await documents.sealedPages()
                    #expect(after.count == 600 && before.count >= 25)
                    // A page that is read again is sealed again, and looks different.
                    #expect(before.all.allSatisfy { after[$0.key] == $0.value })
                    for number in [1, 26, 377, 600] {
                        let found = try await teacher.search("\"Pagina \(number)\"")
                        #expect(found.contains { $0.page == number }, "\(number)")
                    }
                    let passages: Int? = try await documents.withDatabase(index: true) { db in
                        try db.value("SELECT COUNT(*) AS value FROM passages")
                    }
                    #expect(passages == 600)
                },
            ]
        )
        #expect(before.count < 600)
    }

    @Test(arguments: TestDatabase.engines) func isCancelledAndTriedAgain(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(["DOCUMENTS_CONVERTERS": "1"], on: engine) { documents in
            let teacher = try await Keeper(documents)
            let collection = try await teacher.makeCollection()
            let item = try await teacher.uploaded([("largo.pdf", Papers.pdf(pages: 600))], to: collection)[0]
            let (id, job) = (try #require(item.documentID), try #require(item.jobID))
            try await DocumentsFixture.eventually {
                try await teacher.get("documents/\(id)", as: SeenDocument.self).pagesDone >= 25
            }
            #expect(try await teacher.send("POST", "documents/\(id)/retry").code == "document_being_read")
            #expect(try await teacher.send("DELETE", "jobs/\(job)").status == 204)
            let cancelled: SeenDocument = try await teacher.get("documents/\(id)")
            #expect(cancelled.state == "cancelled" && cancelled.pagesDone < 600)
            #expect(try await teacher.search("consejo").isEmpty == false)
            let again = try await teacher.send("POST", "documents/\(id)/retry")
            #expect(again.status == 202)
            let document = try await teacher.ended(id)
            #expect(document.state == "ready" && document.pagesDone == 600 && document.jobID != job)
            #expect(try await teacher.send("POST", "documents/\(id)/retry").code == "document_being_read")
        }
    }

    /// Its pages stand there, each with what is wrong: that isn't the same as being read.
    @Test(arguments: TestDatabase.engines) func whatCannotBeReadFailsEachTime(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let teacher = try await Keeper(documents)
            let collection = try await teacher.makeCollection()
            // A tree of pages that leads back to its root.
            let paper = Papers.text(
                """
                %PDF-1.4
                1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
                2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj
                trailer<</Root 1 0 R>>
                %%EOF
                """
            )
            let item = try await teacher.uploaded([("ciclo.pdf", paper)], to: collection)[0]
            let id = try #require(item.documentID)
            let failed = try await teacher.ended(id)
            #expect(failed.state == "failed" && failed.faultyPages == 2)
            // As when it was kept and the daemon ended before it said so.
            try await documents.withDatabase { db in
                try db.execute("UPDATE documents SET state = 'waiting', fault_code = NULL WHERE id = \(id)")
                try db.execute("UPDATE jobs SET state = 'waiting', due_at = 1, ended_at = NULL WHERE subject = \(id)")
            }
            #expect(try await teacher.ended(id).state == "failed")
            let again = try await teacher.uploaded([("ciclo.pdf", paper)], to: collection)[0]
            #expect(again.documentID == id && again.duplicateOf == id)
            #expect(again.jobID != nil && again.jobID != item.jobID)
            #expect(try await teacher.ended(id).state == "failed")
        }
    }

    @Test(arguments: TestDatabase.engines) func whatIsDeletedMeanwhileIsNotReadOn(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(["DOCUMENTS_CONVERTERS": "1"], on: engine) { documents in
            let teacher = try await Keeper(documents)
            let collection = try await teacher.makeCollection()
            let item = try await teacher.uploaded([("largo.pdf", Papers.pdf(pages: 600))], to: collection)[0]
            let id = try #require(item.documentID)
            try await DocumentsFixture.eventually {
                try await teacher.get("documents/\(id)", as: SeenDocument.self).pagesDone >= 25
            }
            #expect(try await teacher.send("DELETE", "documents/\(id)").status == 204)
            #expect(try await teacher.read("otro.txt", Papers.text("Otra cosa."), into: collection).state == "ready")
            #expect(try await teacher.search("consejo").allSatisfy { $0.documentID != id })
            let left: Int? = try await documents.withDatabase { db in
                try db.value("SELECT COUNT(*) AS value FROM document_pages WHERE document_id = \(id)")
            }
            let found: Int? = try await documents.withDatabase(index: true) { db in
                try db.value("SELECT COUNT(*) AS value FROM passages WHERE document = \(id)")
            }
            #expect(left == 0 && found == 0)
        }
    }

    @Test(arguments: TestDatabase.engines) func anIndexThatWasLostIsMadeAnew(engine: TestDatabase) async throws {
        let owner = newID()
        try await DocumentsFixture.runs(
            on: engine,
            [
                { documents in
                    let teacher = try await Keeper(documents, id: owner)
                    let collection = try await teacher.makeCollection()
                    _ = try await teacher.read("largo.pdf", Papers.pdf(pages: 120), into: collection)
                    let lines = (1...300).map { #"{"id": "t\#($0)", "text": "Texto importado \#($0)."}"# }
                    _ = try await teacher.importLines(lines.joined(separator: "\n"), into: collection)
                    #expect(try await teacher.search("\"importado 250\"").map(\.externalID) == ["t250"])
                    try await documents.withDatabase(index: true) { db in
                        try db.execute("DELETE FROM passages")
                        try db.execute("DELETE FROM passage_sources")
                        // And something of a document that nobody knows.
                        try db.execute(
                            """
                            INSERT INTO passage_sources (document, collection, owner, kind, analyzer, details)
                            VALUES ('nobody', 'none', 'none', 'pdf', 'es', \(Data()))
                            """
                        )
                    }
                },
                { documents in
                    let teacher = try await Keeper(documents, id: owner)
                    try await DocumentsFixture.eventually {
                        let found = try await teacher.search("\"importado 250\"")
                        let page = try await teacher.search("\"Pagina 119\"")
                        return found.map(\.externalID) == ["t250"] && page.first?.page == 119
                    }
                    try await DocumentsFixture.eventually {
                        let unknown: Int? = try await documents.withDatabase(index: true) { db in
                            try db.value("SELECT COUNT(*) AS value FROM passage_sources WHERE document = 'nobody'")
                        }
                        return unknown == 0
                    }
                },
            ]
        )
    }
}

/// Pages between one life of a daemon and the next.
private final class Pages: Sendable {
    private let pages = Mutex<[String: Data]>([:])

    var all: [String: Data] { pages.withLock { $0 } }
    var count: Int { all.count }

    func take(_ found: [String: Data]) { pages.withLock { $0 = found } }
}

extension DocumentsFixture {
    /// The sealed text of each page, by id.
    fileprivate func sealedPages() async throws -> [String: Data] {
        try await withDatabase { db in
            try db.rows("SELECT id, text FROM document_pages").reduce(into: [:]) { pages, row in
                pages[try row.get("id", as: String.self)] = try row.get("text", as: Data.self)
            }
        }
    }
}
