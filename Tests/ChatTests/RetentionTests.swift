import Chat
import DaemonTesting
import Foundation
import Persistence
import SuiteProtocol
import Testing

/// How long conversations are kept.
@Suite struct RetentionTests {
    @Test(arguments: TestDatabase.engines) func conversationsGoWithTheirImagesWhenTheirTimeIsOver(
        engine: TestDatabase
    ) async throws {
        try await ChatFixture.run(router: nil, on: engine, settings: ["CHAT_RETENTION_DAYS": "30"]) { chat in
            let token = try await chat.identity.token()
            let image = "data:image/png;base64," + (try await SampleImages.make("png")).base64EncodedString()
            _ = try await chat.daemon.post(
                "/api/chat",
                json: try ChatFixture.json(["message": "La de antes", "images": [image]]),
                token: token
            )
            _ = try await chat.ask("La de ahora", token: token)
            let list = try await titles(chat, token)
            #expect(list == ["La de antes", "La de ahora"])
            // As if the first had been written 31 days ago.
            try await chat.withDatabase { database in
                let old = Date(timeIntervalSinceNow: -31 * 86_400)
                try await database.write { db in
                    try db.execute(
                        """
                        UPDATE conversations SET updated_at = \(old)
                        WHERE id IN (SELECT conversation_id FROM media)
                        """
                    )
                }
            }
            try await chat.withReplica(router: "http://127.0.0.1:9") { replica in
                try await eventually("the old conversation is gone") {
                    try await titles(replica, token) == ["La de ahora"]
                }
                let media = try FileManager.default.contentsOfDirectory(atPath: replica.daemon.home + "/media/chat")
                #expect(media.isEmpty)
            }
        }
    }

    private func titles(_ chat: ChatFixture, _ token: String) async throws -> Set<String> {
        let list: HistoryList = try await chat.daemon.get("/api/history", token: token).decode(by: WireJSON.decoder())
        return Set(list.items.map(\.title))
    }

    private func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(10)
        while try await !condition() {
            try #require(ContinuousClock.now < end, "\(what)")
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
