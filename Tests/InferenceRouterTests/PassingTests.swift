import AsyncHTTPClient
import DaemonTesting
import Foundation
import InferenceRouter
import NIOCore
import NIOHTTP1
import Testing

/// What goes through, and what is changed on the way.
@Suite(.serialized) struct PassingTests {
    @Test func aBodyThatNeedsNothingPassesByteForByte() async throws {
        try await RouterUnderTest.run { router in
            let body = """
                { "model" : "simulated-medgemma",  "messages":[{"role":"user","content":"ñandú \\u00e9 😀"}],
                  "seed":1.0e+2, "unknown":{"a":[1,2 , 3]} }
                """
            let answer = try await router.post("/v1/chat/completions", body)
            #expect(answer.status == 200)
            let seen = try await router.lastSeen()
            #expect(seen.bodyDigest == RouterUnderTest.digest(body))
            #expect(seen.headers["content-type"] == "application/json")
            #expect(!seen.hasAuthorization)
        }
    }

    @Test func aCapabilityBecomesTheEndpointsModelAndNothingElseChanges() async throws {
        try await RouterUnderTest.run { router in
            let body = #"{"messages":[{"role":"user","content":"medical-chat"}],"model":"medical-chat"}"#
            #expect(try await router.post("/v1/chat/completions", body).status == 200)
            let expected = #"{"messages":[{"role":"user","content":"medical-chat"}],"model":"simulated-medgemma"}"#
            let seen = try await router.lastSeen()
            #expect(seen.bodyDigest == RouterUnderTest.digest(expected))
        }
    }

    @Test func usageIsAskedForAndTakenOutAgain() async throws {
        try await RouterUnderTest.run { router in
            let answer = try await router.chat(stream: true)
            #expect(answer.isDone)
            #expect(!answer.body.contains("\"prompt_tokens\""))
            let seen = try await router.lastSeen()
            #expect(seen.includeUsage == true)
            let labels =
                #"{endpoint="medgemma-1",gen_ai_request_model="simulated-medgemma",gen_ai_token_type="output"}"#
            #expect(try await router.metric("gen_ai_client_token_usage_sum" + labels) == 12)
        }
    }

    @Test func usageStaysWhereTheClientAskedForIt() async throws {
        try await RouterUnderTest.run { router in
            let body =
                #"{"model":"medical-chat","messages":[{"role":"user","content":"x"}],"stream":true,"#
                + #""stream_options":{"include_usage":true}}"#
            let answer = try await router.post("/v1/chat/completions", body)
            #expect(answer.isDone)
            #expect(answer.body.contains("\"prompt_tokens\""))
        }
    }

    @Test func aStreamComesEventByEvent() async throws {
        let options = ["--first-token-ms", "5", "--tokens-per-second", "20", "--answer-tokens", "6"]
        try await RouterUnderTest.run(options: options) { router in
            let response = try await router.daemon.open(
                "POST",
                "/v1/chat/completions",
                token: router.token,
                body: RouterUnderTest.body(stream: true)
            )
            #expect(response.headers.first(name: "content-type")?.hasPrefix("text/event-stream") == true)
            var arrivals: [ContinuousClock.Instant] = []
            for try await part in response.body where String(buffer: part).contains("\"content\":\"") {
                arrivals.append(.now)
            }
            #expect(arrivals.count >= 5)
            let spread = try #require(arrivals.last) - arrivals[0]
            #expect(spread > .milliseconds(150))
        }
    }

    @Test func aSilentStreamIsKeptAliveBetweenEvents() async throws {
        let options = ["--first-token-ms", "1", "--tokens-per-second", "2", "--answer-tokens", "3"]
        let settings = ["ROUTER_PING_S": "0.1", "ROUTER_IDLE_S": "5"]
        try await RouterUnderTest.run(options: options, settings: settings) { router in
            let answer = try await router.chat(stream: true)
            #expect(answer.isDone)
            #expect(answer.body.components(separatedBy: ": ping\n\n").count > 2)
            let events = answer.body.components(separatedBy: "\n\n").filter { !$0.isEmpty }
            #expect(events.allSatisfy { $0 == ": ping" || $0.hasPrefix("data: ") && !$0.contains(": ping") })
        }
    }

    @Test func responsesSayWhereTheyComeFrom() async throws {
        try await RouterUnderTest.run { router in
            let response = try await router.daemon.post(
                "/v1/chat/completions",
                json: RouterUnderTest.body(stream: false),
                token: router.token,
                headers: [
                    "x-request-id": "mine-1",
                    "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                ]
            )
            #expect(response.headers.first(name: "x-consulta-endpoint") == "medgemma-1")
            #expect(response.headers.first(name: "x-consulta-left-institution") == "false")
            #expect(response.headers.first(name: "x-consulta-attempts") == "1")
            #expect(response.headers.first(name: "x-request-id") == "mine-1")
            let overhead = try #require(response.headers.first(name: "x-consulta-overhead-ms").flatMap { Double($0) })
            #expect((0..<100).contains(overhead))
            let seen = try await router.lastSeen()
            #expect(seen.headers["x-request-id"] == "mine-1")
            #expect(seen.headers["traceparent"]?.contains("0af7651916cd43dd8448eb211c80319c") == true)
        }
    }

    @Test func imagesThatWouldHaveToBeFetchedAreRefused() async throws {
        try await RouterUnderTest.run { router in
            let refused = try await router.post(
                "/v1/chat/completions",
                #"{"model":"medical-chat","messages":[{"role":"user","content":["#
                    + #"{"type":"image_url","image_url":{"url":"http://127.0.0.1/"}}]}]}"#
            )
            #expect(refused.status == 400)
            #expect(refused.code == "media_url_refused")
            #expect(try await router.simulators[0].seenRequests().allSatisfy { $0.method != "POST" })
        }
    }

    @Test func embeddingsAndPlainCompletionsPassToo() async throws {
        try await RouterUnderTest.run { router in
            let embeddings = try await router.post("/v1/embeddings", #"{"model":"simulated-medgemma","input":"a"}"#)
            #expect(embeddings.status == 200)
            #expect(embeddings.body.contains("\"embedding\""))
            let completion = try await router.post("/v1/completions", #"{"model":"medical-chat","prompt":"a"}"#)
            #expect(completion.status == 200)
            #expect(completion.body.contains("\"text\""))
        }
    }

    @Test func anAnswerLargerThanWhatIsKeptIsStreamedThrough() async throws {
        try await RouterUnderTest.run(settings: ["ROUTER_ANSWER_HELD": "65536"]) { router in
            let answer = try await router.chat("[[fault:huge-event=300000]]")
            #expect(answer.status == 200)
            #expect(answer.isWhole)
            #expect(answer.body.utf8.count == 300_000)
        }
    }

    @Test func aBodyLargerThanWhatIsKeptIsStreamedThrough() async throws {
        try await RouterUnderTest.run(settings: ["ROUTER_BODY_HELD": "65536", "ROUTER_HEADER_S": "20"]) { router in
            let text = String(repeating: "a", count: 1_000_000)
            let body = #"{"model":"medical-chat","messages":[{"role":"user","content":"\#(text)"}]}"#
            let answer = try await router.post("/v1/chat/completions", body)
            #expect(answer.status == 200)
            let seen = try await router.lastSeen()
            #expect(
                seen.bodyDigest == RouterUnderTest.digest(body.replacing("medical-chat", with: "simulated-medgemma"))
            )
            try await router.simulators[0].give("503", count: 1)
            let failed = try await router.post("/v1/chat/completions", body)
            #expect(failed.status == 503)
            #expect(failed.attempts == 1)
        }
    }

    @Test(arguments: ["/v1/chat/completions", "/api/chat"])
    func aLargeBodyThatSaysItsModelLastIsReadWhole(path: String) async throws {
        let settings = ["ROUTER_BODY_HELD": "65536", "ROUTER_BODY_LARGEST": "1500000", "ROUTER_HEADER_S": "20"]
        try await RouterUnderTest.run(settings: settings) { router in
            for (count, status) in [(1_000_000, 200), (1_600_000, 413)] {
                let text = String(repeating: "a", count: count)
                let late = #"{"messages":[{"role":"user","content":"\#(text)"}],"model":"medical-chat"}"#
                let answer = try await router.post(path, late)
                #expect(answer.status == status)
                #expect(answer.body.contains("demasiado grande") == (status == 413))
            }
        }
    }
}
