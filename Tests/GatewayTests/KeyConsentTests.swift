import DaemonTesting
import NIOHTTP1
import Testing

/// A key acts for its owner, with what they let their data be used for.
@Suite(.serialized) struct KeyConsentTests {
    @Test func aKeySaysWhatItsOwnerWithholds() async throws {
        try await Self.run { gateway, director, _ in
            let session = try await gateway.signIn()
            let key = try await gateway.newKey(session)
            #expect(try await Self.withheld(gateway, key) == (try ConsentTests.withheld(session)))
            // Nobody asks adults for their permission to answer them; of a minor it is their guardian's.
            #expect(try await !Self.withheld(gateway, key).contains("assistant"))
            let path = "/api/users/\(session.user.id)"
            let minor = try await gateway.send(.PATCH, path, json: #"{"minor":true}"#, token: director.accessToken)
            #expect(minor.status == 200, "\(minor.text)")
            #expect(try await Self.withheld(gateway, key).contains("assistant"))
        }
    }

    @Test(arguments: ["/v1/models", "/ollama/api/tags"])
    func aWithdrawalIsInForceAtTheKeysNextRequest(path: String) async throws {
        try await Self.run { gateway, director, pupil in
            let key = try await gateway.newKey(pupil)
            #expect(try await Self.withheld(gateway, key, path).contains("assistant"))
            try await Self.guardian(.PUT, of: pupil, gateway, director)
            for _ in 0..<2 { #expect(try await !Self.withheld(gateway, key, path).contains("assistant")) }
            try await Self.guardian(.DELETE, of: pupil, gateway, director)
            #expect(try await Self.withheld(gateway, key, path).contains("assistant"))
        }
    }

    @Test(.enabled(if: TestRedis.isInstalled)) func aWithdrawalReachesAKeyAtAnotherReplicaWithinASecond() async throws {
        let redis = try TestRedis()
        let url = redis.url
        try await FakeDaemon.run { router in
            let settings = ["INFERENCE_ROUTER_URL": router, "REDIS_URL": url]
            try await RunningGateway.runTwo(settings) { first, second in
                let (director, pupil) = try await Self.people(first)
                let key = try await first.newKey(pupil)
                try await Self.guardian(.PUT, of: pupil, first, director)
                for gateway in [first, second] {
                    #expect(try await !Self.withheld(gateway, key).contains("assistant"))
                }
                let limit = try await aSecondHere { _ = try await Self.withheld(second, key) }
                let start = ContinuousClock.now
                try await Self.guardian(.DELETE, of: pupil, first, director)
                while try await !Self.withheld(second, key).contains("assistant") {
                    try #require(ContinuousClock.now - start < .seconds(30))
                }
                #expect(ContinuousClock.now - start < limit)
            }
        }
        withExtendedLifetime(redis) {}
    }

    private static func run(
        _ body: @escaping @Sendable (RunningGateway, _ director: Session, _ pupil: Session) async throws -> Void
    ) async throws {
        try await FakeDaemon.run { router in
            try await RunningGateway.run(["INFERENCE_ROUTER_URL": router]) { gateway in
                let (director, pupil) = try await people(gateway)
                try await body(gateway, director, pupil)
            }
        }
    }

    /// An administrator, and a minor who may make keys.
    private static func people(_ gateway: RunningGateway) async throws -> (director: Session, pupil: Session) {
        let director = try await gateway.signIn()
        let pupil = try await gateway.newPerson("nico", roles: ["admin"], by: director)
        let path = "/api/users/\(pupil.user.id)"
        let minor = try await gateway.send(.PATCH, path, json: #"{"minor":true}"#, token: director.accessToken)
        try #require(minor.status == 200, "\(minor.text)")
        return (director, try await ConsentTests.refreshed(gateway, pupil))
    }

    /// What the guardian says to questions, or takes back.
    private static func guardian(
        _ method: HTTPMethod,
        of pupil: Session,
        _ gateway: RunningGateway,
        _ director: Session
    ) async throws {
        let answer = try await gateway.send(
            method,
            "/api/users/\(pupil.user.id)/consents/assistant",
            json: method == .PUT ? #"{"version":1,"guardian":{"name":"Rosa Pérez","relation":"madre"}}"# : nil,
            token: director.accessToken
        )
        try #require(answer.status == 200, "\(answer.text)")
    }

    /// What the token withholds that the router is asked with.
    private static func withheld(
        _ gateway: RunningGateway,
        _ key: String,
        _ path: String = "/v1/models"
    ) async throws -> [String] {
        let answer = try await gateway.send(.GET, path, token: key)
        try #require(answer.status == 200, "\(answer.text)")
        let authorization = try answer.decoded(as: FakeDaemon.Echo.self).headers["authorization"]
        return try ConsentTests.withheld(token: try #require(authorization))
    }
}
