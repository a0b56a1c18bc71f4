import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import SuiteProtocol
import Testing

@Suite struct AttachmentTests {
    private struct Begun: Decodable { let id: String }

    private struct Attached: Decodable, Equatable {
        let collections: [String]
        let privateCollection: String?
    }

    private struct Answer: Decodable {
        struct Source: Decodable, Equatable {
            let id: String
            let title: String
            let page: Int?
            let text: String?
            let hasInstructions: Bool?
        }

        struct Sentence: Decodable, Equatable {
            let text: String
            let sourceIds: [String]
            let needsSource: Bool
        }

        let text: String?
        let sources: [Source]?
        let sentences: [Sentence]?
        let writtenBy: String?
        let mode: String?
        let leftInstitution: Bool?
        let sourcesMissing: Bool?
    }

    private struct Kept: Decodable {
        let title: String
        let collections: [String]
        let messages: [Answer]
    }

    /// An owner with an empty conversation to which these collections are attached.
    private func run(
        router: String?,
        documents: FakeDocuments = FakeDocuments(),
        attaching collections: [String] = [FakeDocuments.minutes],
        on engine: TestDatabase = .sqlite,
        settings: [String: String] = [:],
        _ body: @escaping @Sendable (_ chat: ChatFixture, _ conversation: String, _ token: String) async throws -> Void
    ) async throws {
        try await documents.run { url in
            let settings = settings.merging(["DOCUMENTS_URL": url]) { $1 }
            try await ChatFixture.run(router: router, on: engine, settings: settings) { chat in
                let token = try await chat.identity.token(roles: [.teacher])
                let begun = try await chat.daemon.post("/api/conversations", json: "{}", token: token)
                #expect(begun.status == 201)
                let id = try begun.decode(Begun.self, by: WireJSON.decoder()).id
                if !collections.isEmpty {
                    let attached = try await attach(collections, to: id, chat, token)
                    #expect(attached == 200)
                }
                try await body(chat, id, token)
            }
        }
    }

    private func attach(
        _ collections: [String],
        to conversation: String,
        _ chat: ChatFixture,
        _ token: String
    ) async throws -> Int {
        let body = String(decoding: try JSONEncoder().encode(["collections": collections]), as: UTF8.self)
        return try await chat.status("PUT", "/api/conversations/\(conversation)/collections", token, body: body)
    }

    private func kept(_ conversation: String, _ chat: ChatFixture, _ token: String) async throws -> Kept {
        try await chat.daemon.get("/api/history/\(conversation)", token: token).decode(by: WireJSON.decoder())
    }

    @Test(arguments: TestDatabase.engines) func withoutAModelTheDocumentsAnswer(engine: TestDatabase) async throws {
        try await run(router: nil, on: engine) { chat, conversation, token in
            let answer = try await chat.ask("¿Qué presupuesto se aprobó?", in: conversation, token: token)
            #expect(answer.status == 200)
            let whole = try answer.decode(Answer.self, by: WireJSON.decoder())
            #expect(whole.writtenBy == "passages" && whole.leftInstitution == false && whole.mode == "whole")
            #expect(whole.sentences?.first?.sourceIds == ["1"])
            #expect(whole.text?.contains("1.200 pesos. [1]") == true)

            let kept = try await kept(conversation, chat, token)
            #expect(kept.title == "¿Qué presupuesto se aprobó?")
            #expect(kept.collections == [FakeDocuments.minutes])
            #expect(kept.messages.last?.sources == whole.sources)
            #expect(kept.messages.last?.sources?.map(\.title) == ["Acta 12"])
            #expect(kept.messages.last?.sentences == whole.sentences)
            #expect(kept.messages.last?.writtenBy == "passages" && kept.messages.last?.mode == "whole")

            let nothing = try await chat.ask("¿Dónde está el xilófono?", in: conversation, token: token)
                .decode(Answer.self, by: WireJSON.decoder())
            #expect(nothing.text?.contains("No encontré") == true)
            #expect(nothing.sentences?.map(\.needsSource) == [false])
            let early = try await chat.ask("¿Cuándo abre el planetario?", in: conversation, token: token)
                .decode(Answer.self, by: WireJSON.decoder())
            #expect(early.text?.contains("se están leyendo") == true)

            let export = try await chat.daemon.get("/api/history/\(conversation)/export?format=markdown", token: token)
            #expect(export.body.contains("Fuentes: [1] Acta 12, p. 1"))
        }
    }

    @Test func aModelCitesWhatTheServerNumbered() async throws {
        let model = try await ModelSimulatorProcess(models: ["medical-chat"], options: ["--first-token-ms", "0"])
        try await run(router: model.url) { chat, conversation, token in
            let words = "El consejo aprobó 1.200 pesos [1]. Votaron nueve docentes [1]. Hubo música [7]."
            let stream = try await chat.daemon.open(
                "POST",
                "/api/chat",
                token: token,
                body: ChatFixture.json([
                    "message": "¿Qué se aprobó? [[write:\(words)]]", "conversation_id": conversation,
                ])
            )
            let events = String(buffer: try await stream.body.collect(upTo: 1 << 20))
            let sources = try #require(events.range(of: "event: sources"))
            let delta = try #require(events.range(of: "event: delta"))
            #expect(sources.lowerBound < delta.lowerBound)
            #expect(!events.contains("[7]"))
            let last = try #require(try await kept(conversation, chat, token).messages.last)
            #expect(last.sentences?.map(\.sourceIds) == [["1"], [], []])
            #expect(last.writtenBy == "model")
            #expect(last.text?.hasPrefix("El consejo aprobó 1.200 pesos. [1] Votaron nueve docentes.") == true)
        }
    }

    @Test func whatIsReadWholeAnswersAQuestionAboutAllOfIt() async throws {
        try await run(router: nil, attaching: [FakeDocuments.minutes, FakeDocuments.flyer]) { chat, id, token in
            let whole = try await chat.ask("¿De qué trata?", in: id, token: token)
                .decode(Answer.self, by: WireJSON.decoder())
            #expect(whole.mode == "whole" && whole.writtenBy == "passages")
            #expect(whole.text?.contains("presupuesto") == true && whole.text?.contains("premios") == false)
            // All was read; what is cited is kept.
            let one = try await chat.ask("¿A qué hora abre la biblioteca?", in: id, token: token)
                .decode(Answer.self, by: WireJSON.decoder())
            #expect(one.sources?.map(\.title) == ["Folleto"])

            let body: [String: Any?] = [
                "message": "¿Qué presupuesto se aprobó?", "conversation_id": id, "mode": "search",
            ]
            let searched = try await chat.daemon.post(
                "/api/chat",
                json: ChatFixture.json(body.merging(["stream": false]) { $1 }),
                token: token
            ).decode(Answer.self, by: WireJSON.decoder())
            #expect(searched.mode == "search" && searched.sources?.count == 2)
            let wrong = try await chat.daemon.post(
                "/api/chat",
                json: ChatFixture.json(body.merging(["mode": "half"]) { $1 }),
                token: token
            )
            #expect(wrong.status == 400)
        }
    }

    /// The simulator does what the document says, as a model would that is taken in.
    @Test func whatADocumentOrdersDoesNotReachTheReader() async throws {
        let model = try await ModelSimulatorProcess(models: ["medical-chat"], options: ["--first-token-ms", "0"])
        try await run(router: model.url, attaching: [FakeDocuments.flyer]) { chat, conversation, token in
            let answer = try await chat.ask("¿A qué hora abre la biblioteca?", in: conversation, token: token)
                .decode(Answer.self, by: WireJSON.decoder())
            #expect(answer.sources?.map(\.hasInstructions) == [true])
            #expect(answer.text?.contains("premios.example") == false)
            #expect(answer.text?.contains("[8]") == false)
            #expect(answer.sentences?.allSatisfy { $0.sourceIds.isEmpty } == true)
        }
    }

    @Test func whereTheLibraryIsAwayTheAnswerSaysSo() async throws {
        let model = try await ModelSimulatorProcess(models: ["medical-chat"], options: ["--first-token-ms", "0"])
        try await ChatFixture.run(router: model.url, settings: ["DOCUMENTS_URL": "http://127.0.0.1:9"]) { chat in
            let token = try await chat.identity.token(roles: [.teacher])
            let id = try await chat.daemon.post("/api/conversations", json: "{}", token: token)
                .decode(Begun.self, by: WireJSON.decoder()).id
            #expect(try await attach([FakeDocuments.minutes], to: id, chat, token) == 503)
            #expect(try await chat.status("POST", "/api/conversations/\(id)/files", token) == 503)
            #expect(try await attach([], to: id, chat, token) == 200)
            #expect(try await chat.ask("Hola", in: id, token: token).status == 200)
        }
    }

    @Test func attachesOnlyWhatOneMayRead() async throws {
        let documents = FakeDocuments()
        try await run(router: nil, documents: documents, attaching: []) { chat, conversation, token in
            let path = "/api/conversations/\(conversation)/collections"
            #expect(try await attach([newID()], to: conversation, chat, token) == 404)
            #expect(try await attach(["x"], to: conversation, chat, token) == 404)
            #expect(try await attach((0..<21).map { _ in newID() }, to: conversation, chat, token) == 400)
            #expect(
                try await attach([FakeDocuments.flyer, FakeDocuments.minutes], to: conversation, chat, token) == 200
            )
            let attached = try await chat.daemon.get(path, token: token).decode(Attached.self, by: WireJSON.decoder())
            #expect(
                attached
                    == Attached(
                        collections: [FakeDocuments.flyer, FakeDocuments.minutes],
                        privateCollection: nil
                    )
            )
            #expect(try await attach([FakeDocuments.minutes], to: conversation, chat, token) == 200)

            let stranger = try await chat.identity.token(roles: [.teacher])
            for (method, route, body) in [
                ("GET", path, nil), ("PUT", path, #"{"collections":[]}"#),
                ("POST", "/api/conversations/\(conversation)/files", nil),
            ] as [(String, String, String?)] {
                #expect(try await chat.status(method, route, stranger, body: body) == 404)
            }
            #expect(try await kept(conversation, chat, token).collections == [FakeDocuments.minutes])
        }
    }

    @Test(arguments: TestDatabase.engines) func filesGoWithTheirConversation(engine: TestDatabase) async throws {
        let documents = FakeDocuments(refusals: 1)
        let owner = newID()
        try await run(
            router: nil,
            documents: documents,
            attaching: [],
            on: engine,
            settings: ["CHAT_UNDO_SECONDS": "0"]
        ) { chat, _, _ in
            let token = try await chat.identity.token(subject: owner, roles: [.student])
            let id = try await chat.daemon.post("/api/conversations", json: #"{"assistant":"medico"}"#, token: token)
                .decode(Begun.self, by: WireJSON.decoder()).id
            for _ in 0..<2 {
                let files = try await chat.daemon.send(
                    "POST",
                    "/api/conversations/\(id)/files",
                    token: token,
                    body: nil
                )
                #expect(files.status == 200 && files.body.contains(FakeDocuments.privateCollection))
            }
            let attached = try await chat.daemon.get("/api/conversations/\(id)/collections", token: token)
                .decode(Attached.self, by: WireJSON.decoder())
            #expect(attached.collections == [FakeDocuments.privateCollection])
            #expect(attached.privateCollection == FakeDocuments.privateCollection)
            #expect(await documents.askedFor.allSatisfy { $0 == owner })

            #expect(try await chat.status("DELETE", "/api/history/\(id)", token) == 204)
            // The first attempt failed; it is made again, by chat itself.
            #expect(await documents.removed() == id)
            #expect(await documents.askedFor.last == "chat")
        }
    }

    @Test func conversationsBeginWithKnownAssistantsOnly() async throws {
        try await run(router: nil, attaching: []) { chat, _, token in
            let refused = try await chat.daemon.post(
                "/api/conversations",
                json: #"{"assistant":"nadie"}"#,
                token: token
            )
            #expect(refused.status == 404 || refused.status == 400)
            #expect(try await chat.daemon.post("/api/conversations", json: "{}").status == 401)
        }
    }
}
