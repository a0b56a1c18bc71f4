import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import Persistence
import SuiteProtocol
import Testing

@Suite struct MediaTests {
    @Test(arguments: ["png", "jpeg", "webp"])
    func keepsAnImageOfEachFormatForItsOwnerOnly(format: String) async throws {
        try await ChatFixture.run(router: nil) { chat in
            let token = try await chat.identity.token()
            let image = try await SampleImages.make(format)
            let upload = try await self.upload(image, to: chat, token)
            #expect(upload.type == "image/\(format)" && upload.width == 800 && upload.height == 600)
            let (whole, head) = try await self.content("/api/media/\(upload.id)", of: chat, token)
            #expect(whole.count == upload.bytes)
            #expect(head.first(name: "content-type") == "image/\(format)")
            #expect(head.first(name: "x-content-type-options") == "nosniff")
            #expect(head.first(name: "content-security-policy") == "default-src 'none'; sandbox")
            #expect(head.first(name: "cache-control")?.hasPrefix("private") == true)
            let (thumb, thumbHead) = try await self.content("/api/media/\(upload.id)?size=thumb", of: chat, token)
            #expect(thumbHead.first(name: "content-type") == "image/jpeg" && thumb.count < 40_000 && !thumb.isEmpty)
            let stranger = try await chat.identity.token(roles: [.admin])
            #expect(try await chat.status("GET", "/api/media/\(upload.id)", stranger) == 404)
            #expect(try await chat.daemon.get("/api/media/\(upload.id)").status == 401)
        }
    }

    @Test func takesAwayWhatAPhotographTellsAndTurnsItUpright() async throws {
        try await ChatFixture.run(router: nil) { chat in
            let token = try await chat.identity.token()
            let photograph = try await SampleImages.photograph()
            #expect(photograph.range(of: Data("Hospital".utf8)) != nil)
            let upload = try await self.upload(photograph, to: chat, token)
            #expect(upload.width == 600 && upload.height == 800)
            let (kept, _) = try await self.content("/api/media/\(upload.id)", of: chat, token)
            #expect(kept.range(of: Data("Hospital".utf8)) == nil && kept.range(of: Data("Exif".utf8)) == nil)
            let commented = try await SampleImages.make("png", ["-comment", "Paciente Ejemplo"])
            #expect(commented.range(of: Data("Paciente Ejemplo".utf8)) != nil)
            let second = try await self.upload(commented, to: chat, token)
            let (clean, _) = try await self.content("/api/media/\(second.id)", of: chat, token)
            #expect(clean.range(of: Data("Paciente Ejemplo".utf8)) == nil)
        }
    }

    @Test func refusesWhatIsNoBearableImage() async throws {
        try await ChatFixture.run(router: nil) { chat in
            let token = try await chat.identity.token()
            let jpeg = try await SampleImages.make("jpeg")
            let cases: [(Data, UInt, String)] = [
                (SampleImages.bomb(width: 50_000, height: 50_000), 422, "image_too_many_pixels"),
                (SampleImages.bomb(width: 2_000, height: 2_000), 422, "image_unreadable"),
                (jpeg.prefix(300), 422, "image_unreadable"),
                (Data("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), 415, "unsupported_image"),
                (
                    Data("push graphic-context\nimage over 0,0 0,0 'https://example.org/'".utf8), 415,
                    "unsupported_image"
                ),
                (Data(), 422, "image_unreadable"),
                (jpeg + Data(count: 21 << 20), 413, "image_too_large"),
            ]
            for (content, status, code) in cases {
                let response = try await self.send(content, to: chat, token)
                #expect(response.status == status && response.body.contains(code), "\(code): \(response.body)")
            }
            #expect(try self.files(of: chat).isEmpty)
        }
    }

    @Test func refusesTooLargeABodyBeforeItHasCome() async throws {
        try await ChatFixture.run(router: nil) { chat in
            let token = try await chat.identity.token()
            var request = HTTPClientRequest(url: chat.daemon.url + "/api/media")
            request.method = .POST
            request.headers.add(name: "authorization", value: "Bearer \(token)")
            request.headers.add(name: "content-type", value: "image/jpeg")
            let (pieces, piece) = AsyncStream.makeStream(of: ByteBuffer.self)
            piece.yield(ByteBuffer(bytes: [0xFF, 0xD8, 0xFF]))
            request.body = .stream(pieces, length: .known(Int64(500 << 20)))
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
            #expect(response.status == .payloadTooLarge)
            piece.finish()
        }
    }

    @Test(arguments: TestDatabase.engines)
    func showsAModelTheImagesOfTheQuestionAndOfTheTurnsBefore(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            let first = try await self.upload(try await SampleImages.make("png"), to: chat, token)
            let url =
                "data:image/jpeg;base64," + (try await SampleImages.make("jpeg", width: 3_000)).base64EncodedString()
            let question: [String: Any?] = [
                "message": "¿Qué ves?", "media_ids": [first.id], "images": [url], "stream": false,
            ]
            let answer: WholeAnswer = try await chat.daemon
                .post("/api/chat", json: ChatFixture.json(question), token: token).decode(by: WireJSON.decoder())
            let history = try await chat.history(answer.conversationID, token: token)
            #expect(history.messages[0].images.map(\.width) == [800, 3_000])
            #expect(history.messages[1].images.isEmpty)
            _ = try await chat.ask("¿Y en la segunda?", in: answer.conversationID, token: token)
            let seen = try await simulator.seenRequests()
            #expect(seen.map { $0.messages.map(\.images) } == [[0, 2], [0, 2, 0, 0]])
            // What a model is shown is scaled: 3,000 × 600 in JPEG would be more.
            #expect(seen.allSatisfy { $0.bodyBytes < 200_000 })
            let again = try await chat.daemon.post(
                "/api/chat",
                json: ChatFixture.json(["message": "Otra vez", "media_ids": [first.id]]),
                token: token
            )
            #expect(again.status == 404 && again.body.contains("media_not_found"))
        }
    }

    @Test func answersAFormWithAnImage() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url) { chat in
            let token = try await chat.identity.token()
            let image = try await SampleImages.make("webp")
            let response = try await self.form(
                [("question", Data("¿Qué ves?".utf8)), ("image", image)],
                to: chat,
                token
            )
            let events = try await EventReader(response.body).rest()
            #expect(events.first?.name == "start" && events.last?.name == "done")
            let conversation = try #require(events.first?.data.conversationID)
            let messages = try await chat.history(conversation, token: token).messages
            #expect(messages[0].text == "¿Qué ves?" && messages[0].images.map(\.type) == ["image/webp"])
            #expect(try await simulator.seenRequests().last?.messages.map(\.images) == [0, 1])
            let without = try await self.form([("question", Data("¿Qué ves?".utf8))], to: chat, token)
            #expect(without.status == .badRequest)
            let seven = try await self.form((0..<7).map { _ in ("image", image) }, to: chat, token)
            #expect(seven.status == .unprocessableEntity)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func deletesAConversationWithItsImagesAndAllThatWasFoundIn(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url, on: engine, settings: ["CHAT_UNDO_SECONDS": "0"]) { chat in
            let token = try await chat.identity.token()
            let sent = try await self.upload(try await SampleImages.make("png"), to: chat, token)
            let unsent = try await self.upload(try await SampleImages.make("png"), to: chat, token)
            let answer: WholeAnswer = try await chat.daemon
                .post(
                    "/api/chat",
                    json: ChatFixture.json(["message": "Mira", "media_ids": [sent.id], "stream": false]),
                    token: token
                )
                .decode(by: WireJSON.decoder())
            #expect(try self.files(of: chat).count == 6)
            let holders = ["conversations", "messages", "message_terms", "conversation_prefixes"]
            for table in holders { #expect(try await self.rows(of: table, chat) > 0, "\(table)") }
            #expect(try await chat.status("DELETE", "/api/history/\(answer.conversationID)", token) == 204)
            #expect(try await chat.status("GET", "/api/media/\(sent.id)", token) == 404)
            try await self.eventually { try self.files(of: chat).count == 3 }
            #expect(try self.files(of: chat).allSatisfy { $0.hasPrefix(unsent.id) })
            // Files go before the rows that name them.
            for table in holders { try await self.eventually { try await self.rows(of: table, chat) == 0 } }
            #expect(try await self.rows(of: "media", chat) == 1)
            let restore = "/api/history/\(answer.conversationID)/restore"
            #expect(try await chat.status("POST", restore, token) == 404)
        }
    }

    @Test func refusesMoreImagesThanAMessageTakes() async throws {
        try await ChatFixture.run(router: nil) { chat in
            let token = try await chat.identity.token()
            let ids = (0..<7).map { _ in newID() }
            let many = try await chat.daemon.post(
                "/api/chat",
                json: ChatFixture.json(["message": "a", "media_ids": ids]),
                token: token
            )
            #expect(many.status == 422 && many.body.contains("too_many_images"))
            let broken = try await chat.daemon.post(
                "/api/chat",
                json: ChatFixture.json(["message": "a", "images": ["https://example.org/a.png"]]),
                token: token
            )
            #expect(broken.status == 422 && broken.body.contains("image_unreadable"))
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible)) func aFullDiskIsSaidAndNothingStays() async throws {
        try await withTemporaryDirectory { home in
            try await SmallDisk.run(at: home + "/media/chat") {
                try await ChatFixture.run(router: nil, home: home) { chat in
                    let token = try await chat.identity.token()
                    // Noise can't be compressed: the first is too large to arrive, the second to be re-encoded.
                    for width in [2_400, 1_100] {
                        let noise = try await SampleImages.make(
                            "jpeg",
                            width: width,
                            ["+noise", "Gaussian", "-quality", "95"]
                        )
                        #expect(noise.count > 1 << 20 || width == 1_100)
                        let response = try await self.send(noise, to: chat, token)
                        #expect(response.status == 507 && response.body.contains("disk_full"), "\(response.body)")
                        #expect(try self.files(of: chat).isEmpty)
                    }
                    let small = try await self.upload(
                        try await SampleImages.make("png", width: 40, height: 30),
                        to: chat,
                        token
                    )
                    #expect(small.width == 40)
                }
            }
        }
    }

    @Test func leavesNothingBehindWhereItsSenderLeaves() async throws {
        try await ChatFixture.run(router: nil) { chat in
            let token = try await chat.identity.token()
            var request = HTTPClientRequest(url: chat.daemon.url + "/api/media")
            request.method = .POST
            request.headers.add(name: "authorization", value: "Bearer \(token)")
            let (pieces, piece) = AsyncStream.makeStream(of: ByteBuffer.self)
            piece.yield(ByteBuffer(bytes: [0xFF, 0xD8, 0xFF]))
            request.body = .stream(pieces, length: .known(Int64(1 << 20)))
            let sending = Task { [request] in try await HTTPClient.shared.execute(request, timeout: .seconds(10)) }
            try await self.eventually { try self.files(of: chat).count == 1 }
            sending.cancel()
            _ = try? await sending.value
            piece.finish()
            try await self.eventually { try self.files(of: chat).isEmpty }
        }
    }

    private let fast = ["--first-token-ms", "0", "--tokens-per-second", "2000", "--answer-tokens", "20"]
}
