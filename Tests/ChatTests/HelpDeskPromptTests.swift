import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// The help desk's instructions, in versions.
@Suite struct HelpDeskPromptTests {
    private struct Instructions: Decodable {
        struct Version: Decodable { let version: Int }

        let prompt: String
        let version: Int
        let source: String
        let versions: [Version]
    }

    private static func save(_ json: String, _ chat: ChatFixture, token: String) async throws -> Instructions {
        try await chat.daemon.post("/save_prompt", json: json, token: token).decode(by: WireJSON.decoder())
    }

    @Test(arguments: TestDatabase.engines)
    func instructionsHaveVersionsOverTheFile(engine: TestDatabase) async throws {
        try await ChatFixture.run(router: nil, on: engine) { chat in
            let token = try await chat.identity.token(roles: [.admin])
            let shipped: Instructions = try await chat.daemon.get("/get_prompt", token: token)
                .decode(by: WireJSON.decoder())
            #expect(shipped.source == "file" && shipped.version == 0 && shipped.prompt.contains("mesa de ayuda"))
            let changes = [
                (#"{"prompt":"Primera"}"#, "Primera", "database"), (#"{"prompt":"Segunda"}"#, "Segunda", "database"),
                (#"{"restore":1}"#, "Primera", "database"), (#"{"restore":0}"#, shipped.prompt, "file"),
            ]
            for (number, (json, prompt, source)) in changes.enumerated() {
                let saved = try await Self.save(json, chat, token: token)
                #expect(saved.prompt == prompt && saved.source == source && saved.version == number + 1)
            }
            #expect(try await chat.status("POST", "/save_prompt", token, body: #"{"restore":9}"#) == 404)
            #expect(try await chat.status("POST", "/save_prompt", token, body: #"{"prompt":" "}"#) == 400)
            let clerk = try await chat.identity.token(roles: [.clerk])
            #expect(try await chat.status("GET", "/get_prompt", clerk) == 403)
            let entries = try await chat.auditEntries()
            let actions = ["prompt.changed", "prompt.changed", "prompt.restored", "prompt.restored"]
            #expect(entries.map(\.action) == actions)
            #expect(entries.map { $0.object?.id } == ["1", "2", "3", "4"])
        }
    }

    @Test func nothingIsSavedOverWhatWasNotSeen() async throws {
        try await ChatFixture.run(router: nil) { chat in
            let token = try await chat.identity.token(roles: [.admin])
            let first = #"{"prompt":"De la primera","version":0}"#
            #expect(try await Self.save(first, chat, token: token).version == 1)
            for late in [#"{"prompt":"De la segunda","version":0}"#, #"{"restore":0,"version":0}"#] {
                let answer = try await chat.daemon.post("/save_prompt", json: late, token: token)
                #expect(answer.status == 409 && answer.body.contains(#""code":"changed_meanwhile""#))
            }
            #expect(try await Self.save(#"{"restore":0,"version":1}"#, chat, token: token).version == 2)
            #expect(try await chat.auditEntries().count == 2)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whoSavesAtTheSameTimeWinsOrIsToldSo(engine: TestDatabase) async throws {
        try await ChatFixture.run(router: nil, on: engine) { chat in
            let token = try await chat.identity.token(roles: [.admin])
            try await chat.withReplica(router: "http://127.0.0.1:9") { replica in
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<12 {
                        group.addTask {
                            let body = #"{"prompt":"Texto \#(number)"}"#
                            return try await (number.isMultiple(of: 2) ? chat : replica)
                                .status("POST", "/save_prompt", token, body: body)
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(Set(statuses).isSubset(of: [200, 409]), "\(statuses)")
                let kept: Instructions = try await chat.daemon.get("/get_prompt", token: token)
                    .decode(by: WireJSON.decoder())
                let saved = statuses.filter { $0 == 200 }.count
                #expect(saved >= 1 && kept.version == saved)
                #expect(kept.versions.map(\.version) == Array((1...saved).reversed()))
            }
        }
    }
}
