import Daemon
import DaemonTesting
import SuiteProtocol
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ProblemTests {
    private let sample = SampleDaemon()

    private func problem(_ response: TestResponse) throws -> ProblemBody {
        #expect(response.header("content-type") == "application/problem+json")
        #expect(response.header("cache-control") == "no-store")
        let body = try response.decode(ProblemBody.self, by: WireJSON.decoder())
        #expect(body.status == response.status)
        #expect(body.requestID == response.header("x-request-id"))
        #expect(body.type == "about:blank")
        return body
    }

    @Test(arguments: [
        (400, 400, "invalid_body"), (404, 404, "not_found"), (405, 405, "method_not_allowed"),
        (409, 409, "http_409"), (413, 413, "body_too_large"), (415, 415, "unsupported_media_type"),
        (422, 400, "invalid_body"), (429, 429, "http_429"), (500, 500, "internal"), (503, 503, "http_503"),
    ])
    func tellsEachErrorInBothLanguages(_ thrown: Int, _ status: Int, _ code: String) async throws {
        try await sample.run { daemon in
            let spanish = try problem(try await daemon.get("/status/\(thrown)"))
            let english = try problem(try await daemon.get("/status/\(thrown)", headers: ["Accept-Language": "en"]))
            #expect(spanish.status == status && spanish.code == code)
            #expect(english.status == status && english.code == code)
            #expect(!spanish.detail.isEmpty && !english.detail.isEmpty && spanish.detail != english.detail)
        }
    }

    @Test func keepsTheFieldsThatBelongToAnError() async throws {
        try await sample.run { daemon in
            let (wrongMethod, noBeds) = (try await daemon.get("/status/405"), try await daemon.get("/beds"))
            #expect(wrongMethod.header("allow") == "PUT" && noBeds.header("retry-after") == "7")
        }
    }

    @Test func answersADomainErrorWithItsProblem() async throws {
        try await sample.run { daemon in
            let body = try problem(try await daemon.get("/beds", headers: ["Accept-Language": "en-GB"]))
            #expect(body.status == 503 && body.code == "no_beds" && body.detail == "There are no beds.")
            #expect(body.title == "Service Unavailable")
        }
    }

    @Test(arguments: ["/secret", "/status/500", "/status/503"])
    func hidesTheCauseOfAFailureAndLogsIt(_ path: String) async throws {
        try await sample.run { daemon in
            let response = try await daemon.get(path)
            #expect(!response.body.contains("hunter2"))
            let logged = try #require(sample.log.entries("request failed").first)
            #expect(logged["error"]?.contains("hunter2-in-the-cause") == true)
            #expect(logged["level"] == "error")
            #expect(logged["request_id"] == response.header("x-request-id"))
        }
    }

    @Test func doesNotTakeALeavingClientForAFailure() async throws {
        try await sample.run { daemon in
            let body = try problem(try await daemon.get("/abandoned"))
            #expect(body.status == 499 && body.code == "request_abandoned")
            #expect(try sample.log.entries("request failed").isEmpty)
        }
    }

    @Test func answersAnUnknownPath() async throws {
        try await sample.run { daemon in
            let body = try problem(try await daemon.get("/nothing/here"))
            #expect(body.code == "not_found")
        }
    }
}
