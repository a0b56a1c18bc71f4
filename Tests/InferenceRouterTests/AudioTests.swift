import AsyncHTTPClient
import DaemonTesting
import InferenceRouter
import NIOCore
import NIOHTTP1
import Testing

/// Speech in, speech out.
@Suite(.serialized) struct AudioTests {
    private static let type = "multipart/form-data; boundary=XX"

    private func form(_ model: String = "simulated-medgemma", audio: String = "RIFF…", more: String = "") -> String {
        func part(_ head: String, _ content: String) -> String {
            "--XX\r\nContent-Disposition: form-data; \(head)\r\n\r\n\(content)\r\n"
        }
        return part("name=\"file\"; filename=\"a.wav\"", audio) + more + part("name=\"model\"", model) + "--XX--\r\n"
    }

    private func transcribe(_ router: RouterUnderTest, _ body: String) async throws -> Answer {
        try await router.post("/v1/audio/transcriptions", body, type: Self.type)
    }

    @Test func aRecordingPassesByteForByte() async throws {
        try await RouterUnderTest.run { router in
            let answer = try await transcribe(router, form())
            #expect(answer.status == 200)
            #expect(answer.body.contains("Transcripción simulada"))
            let seen = try await router.lastSeen()
            #expect(seen.path == "/v1/audio/transcriptions")
            #expect(seen.bodyDigest == RouterUnderTest.digest(form()))
            #expect(seen.headers["content-type"] == Self.type)
        }
    }

    @Test func ofAFormOnlyTheAliasIsReplaced() async throws {
        try await RouterUnderTest.run { router in
            let answer = try await transcribe(router, form("medical-chat"))
            #expect(answer.status == 200)
            let seen = try await router.lastSeen()
            #expect(seen.bodyDigest == RouterUnderTest.digest(form()))
        }
    }

    @Test func aTranscriptMayBePlainText() async throws {
        try await RouterUnderTest.run { router in
            let format = "--XX\r\nContent-Disposition: form-data; name=\"response_format\"\r\n\r\ntext\r\n"
            let answer = try await transcribe(router, form(more: format))
            #expect(answer.status == 200)
            #expect(answer.isWhole)
            #expect(answer.headers.first(name: "content-type")?.hasPrefix("text/plain") == true)
        }
    }

    @Test func aRecordingThatIsHeldIsTriedAgain() async throws {
        try await RouterUnderTest.run { router in
            try await router.simulators[0].give("503", count: 1)
            let answer = try await transcribe(router, form())
            #expect(answer.status == 200)
            #expect(answer.attempts == 2)
        }
    }

    @Test func aRecordingTooLargeToBeHeldIsStreamedOnce() async throws {
        try await RouterUnderTest.run(settings: ["ROUTER_BODY_HELD": "65536", "ROUTER_HEADER_S": "20"]) { router in
            let audio = String(repeating: "a\r\n", count: 300_000)
            let first = "--XX\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nmedical-chat\r\n"
            let rest = "--XX\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n\(audio)\r\n--XX--\r\n"
            #expect(try await transcribe(router, first + rest).status == 200)
            let expected = first.replacing("medical-chat", with: "simulated-medgemma") + rest
            #expect(try await router.lastSeen().bodyDigest == RouterUnderTest.digest(expected))
            try await router.simulators[0].give("503", count: 1)
            let failed = try await transcribe(router, first + rest)
            #expect(failed.status == 503)
            #expect(failed.attempts == 1)
            #expect(try await transcribe(router, form(audio: audio)).status == 200)
        }
    }

    @Test func whatIsNoFormIsRefused() async throws {
        try await RouterUnderTest.run { router in
            let answer = try await router.post("/v1/audio/transcriptions", #"{"model":"medical-chat"}"#)
            #expect(answer.status == 400)
            #expect(answer.code == "invalid_body")
        }
    }

    @Test func speechComesBackAsItIs() async throws {
        try await RouterUnderTest.run { router in
            let body = #"{"model":"medical-chat","input":"Buenos días a todos.","voice":"x"}"#
            let response = try await router.daemon.open("POST", "/v1/audio/speech", token: router.token, body: body)
            #expect(response.status == .ok)
            #expect(response.headers.first(name: "content-type") == "audio/wav")
            let audio = try await response.body.collect(upTo: 1 << 20)
            // Its own head says how long it is.
            #expect(audio.getString(at: 0, length: 4) == "RIFF")
            let length = audio.getInteger(at: 4, endianness: .little, as: UInt32.self)
            #expect(length.map { Int($0) + 8 } == audio.readableBytes)
            let expected = body.replacing("medical-chat", with: "simulated-medgemma")
            #expect(try await router.lastSeen().bodyDigest == RouterUnderTest.digest(expected))
        }
    }
}
