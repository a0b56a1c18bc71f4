import DaemonTesting
import NIOHTTP1
import Testing

@Suite struct QuestionTests {
    @Test(arguments: [
        (#"{"message": "#, 400, "invalid_body"), (#"{"message": 7}"#, 400, "invalid_body"),
        (#"{"message": "  "}"#, 400, "empty_message"), (#"{}"#, 400, "empty_message"),
        (#"{"message": "a", "assistant": "nadie"}"#, 404, "assistant_not_found"),
        (#"{"message": "a", "conversation_id": "no"}"#, 404, "conversation_not_found"),
    ])
    func saysWhatIsWrongWithAQuestion(json: String, status: Int, code: String) async throws {
        try await ChatFixture.run(router: nil) { chat in
            let response = try await chat.daemon.post("/api/chat", json: json, token: try await chat.identity.token())
            #expect(response.status == status && response.body.contains(code), "\(response.body)")
            #expect(response.headers.first(name: "content-type") == "application/problem+json")
        }
    }

    @Test(arguments: [(32_001, "message_too_long"), (29 << 20, "body_too_large")])
    func saysThatAQuestionIsTooLong(length: Int, code: String) async throws {
        try await ChatFixture.run(router: nil) { chat in
            let json = #"{"message": "\#(String(repeating: "a", count: length))"}"#
            let response = try await chat.daemon.post("/api/chat", json: json, token: try await chat.identity.token())
            #expect(response.status == 413 && response.body.contains(code))
        }
    }
}
