import DaemonTesting
import Foundation
import Persistence
import SuiteProtocol
import Testing

/// Much that one person sends doesn't keep another waiting.
@Suite struct TurnTests {
    @Test(arguments: TestDatabase.engines) func peopleTakeTurns(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(["DOCUMENTS_CONVERTERS": "1"], on: engine) { documents in
            let (busy, other) = (try await Keeper(documents), try await Keeper(documents))
            let (many, few) = (try await busy.makeCollection(), try await other.makeCollection())
            // While the first is read, the others wait.
            let long = try await busy.uploaded([("largo.pdf", Papers.pdf(pages: 600))], to: many)[0]
            let files = (1...12).map { ("\($0).txt", Papers.text("Papel número \($0).")) }
            let sent = try await busy.uploaded(files, to: many)
            #expect(try await other.read("uno.txt", Papers.text("Un solo papel."), into: few).state == "ready")
            for id in ([long] + sent).compactMap(\.documentID) {
                #expect(try await busy.ended(id).state == "ready")
            }
            let order = try await documents.withDatabase { db in
                try db.rows("SELECT owner FROM jobs ORDER BY taken_at, id").map { try $0.get("owner", as: String.self) }
            }
            let place = try #require(order.firstIndex(of: other.id))
            #expect(order.count == 14 && place < 12, "\(place)")
        }
    }

    @Test(arguments: TestDatabase.engines) func aLongDocumentLetsOthersGoFirst(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(["DOCUMENTS_CONVERTERS": "1"], on: engine) { documents in
            let (busy, other) = (try await Keeper(documents), try await Keeper(documents))
            let (many, few) = (try await busy.makeCollection(), try await other.makeCollection())
            let long = try await busy.uploaded([("largo.pdf", Papers.pdf(pages: 1_200))], to: many)[0]
            let (id, job) = (try #require(long.documentID), try #require(long.jobID))
            try await DocumentsFixture.eventually {
                try await busy.get("documents/\(id)", as: SeenDocument.self).pagesDone >= 25
            }
            let short = try await other.uploaded([("uno.txt", Papers.text("Un solo papel."))], to: few)[0]
            // As if it had been at it for longer than a turn.
            _ = try await documents.withDatabase { db in
                try db.execute("UPDATE jobs SET taken_at = 1 WHERE id = \(job)")
            }
            #expect(try await other.ended(#require(short.documentID)).state == "ready")
            let meanwhile: SeenDocument = try await busy.get("documents/\(id)")
            #expect(meanwhile.state != "ready" && meanwhile.pagesDone >= 25 && meanwhile.pagesDone < 1_200)
            let document = try await busy.ended(id)
            #expect(document.state == "ready" && document.pagesDone == 1_200 && document.faultyPages == 0)
        }
    }
}
