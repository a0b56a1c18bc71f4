import DaemonTesting
import Foundation
import Gateway
import NIOHTTP1
import Testing

/// What people's data may be used for, and how soon a change of mind counts.
@Suite struct ConsentTests {
    private static let purposes = "/api/consents"

    @Test func aWithdrawalIsInForceAtTheNextRequest() async throws {
        try await FakeDaemon.run { daemon in
            try await RunningGateway.run(["CHAT_URL": daemon]) { gateway in
                let director = try await gateway.signIn()
                let person = try await gateway.newPerson("ana", by: director)
                #expect(try Self.withheld(person) == ["emotional_analysis", "quality_review", "tutor_alerts"])
                let before = try await Self.states(gateway, person)
                #expect(before["assistant"] == "not_needed" && before["quality_review"] == "missing")

                let granted = try await gateway.send(
                    .PUT,
                    Self.purposes + "/quality_review",
                    json: #"{"version":1}"#,
                    token: person.accessToken
                )
                #expect(granted.status == 200 && granted.json?["state"] as? String == "granted", "\(granted.text)")
                #expect(granted.json?["by"] as? String == "self")
                // What the token says is no longer true.
                #expect(try await gateway.send(.GET, "/api/history", token: person.accessToken).status == 401)
                let renewed = try await Self.refreshed(gateway, person)
                #expect(try Self.withheld(renewed) == ["emotional_analysis", "tutor_alerts"])
                #expect(try await gateway.send(.GET, "/api/history", token: renewed.accessToken).status == 200)

                let path = Self.purposes + "/quality_review"
                #expect(try await gateway.send(.DELETE, path, token: renewed.accessToken).status == 200)
                #expect(try await gateway.send(.GET, "/api/history", token: renewed.accessToken).status == 401)
                let last = try await Self.refreshed(gateway, renewed)
                #expect(try Self.withheld(last) == ["emotional_analysis", "quality_review", "tutor_alerts"])
                #expect(try await Self.states(gateway, last)["quality_review"] == "withdrawn")
            }
        }
    }

    @Test func aMinorsGuardianConsentsThroughTheTutorOfTheirGroup() async throws {
        try await RunningGateway.run { gateway in
            let director = try await gateway.signIn()
            let tutor = try await gateway.newPerson("tutora", roles: ["tutor"], by: director)
            let stranger = try await gateway.newPerson("ajena", roles: ["tutor"], by: director)
            let child = try await gateway.newPerson("nico", by: director)
            func send(_ method: HTTPMethod, _ path: String, _ json: String? = nil, by session: Session) async throws
                -> Answer
            {
                try await gateway.send(method, path, json: json, token: session.accessToken)
            }
            let minor = try await send(.PATCH, "/api/users/\(child.user.id)", #"{"minor":true}"#, by: director)
            #expect(minor.status == 200, "\(minor.text)")
            let group = try await send(.POST, "/api/groups", #"{"name":"1.º A","kind":"class"}"#, by: director)
            let id = try #require(group.json?["id"] as? String, "\(group.text)")
            for member in [tutor, child] {
                let path = "/api/groups/\(id)/members/\(member.user.id)"
                #expect(try await send(.PUT, path, by: director).status < 300)
            }
            let pupil = try await gateway.signIn("nico", "contraseña larga")
            #expect(try Self.withheld(pupil).contains("assistant"))
            let own = try await send(.PUT, Self.purposes + "/assistant", #"{"version":1}"#, by: pupil)
            #expect(own.code == "guardian_needed")

            let path = "/api/users/\(child.user.id)/consents/assistant"
            let consent = #"{"version":1,"guardian":{"name":"Rosa Pérez","relation":"madre"}}"#
            #expect(try await send(.PUT, path, consent, by: stranger).code == "user_not_found")
            #expect(try await send(.PUT, path, consent, by: pupil).status == 403)
            let teacher = try await gateway.signIn("tutora", "contraseña larga")
            #expect(try await send(.PUT, path, #"{"version":1}"#, by: teacher).code == "guardian_missing")
            let granted = try await send(.PUT, path, consent, by: teacher)
            #expect(granted.json?["state"] as? String == "granted" && granted.json?["by"] as? String == "guardian")
            let renewed = try await Self.refreshed(gateway, pupil)
            #expect(try !Self.withheld(renewed).contains("assistant"))
            #expect(try await send(.DELETE, Self.purposes + "/assistant", by: renewed).status == 200)
            #expect(try Self.withheld(try await Self.refreshed(gateway, renewed)).contains("assistant"))
        }
    }

    @Test func anAdultsConsentIsTheirsAlone() async throws {
        try await RunningGateway.run { gateway in
            let director = try await gateway.signIn()
            let person = try await gateway.newPerson("ana", by: director)
            let own = Self.purposes + "/quality_review"
            let granted = try await gateway.send(.PUT, own, json: #"{"version":1}"#, token: person.accessToken)
            #expect(granted.status == 200, "\(granted.text)")
            let path = "/api/users/\(person.user.id)/consents/quality_review"
            let consent = #"{"version":1,"guardian":{"name":"Rosa Pérez","relation":"madre"}}"#
            let withdrawn = try await gateway.send(.DELETE, path, token: director.accessToken)
            #expect(withdrawn.status == 409 && withdrawn.code == "not_a_minor", "\(withdrawn.text)")
            let given = try await gateway.send(.PUT, path, json: consent, token: director.accessToken)
            #expect(given.status == 409 && given.code == "not_a_minor", "\(given.text)")
            let renewed = try await Self.refreshed(gateway, person)
            #expect(try await Self.states(gateway, renewed)["quality_review"] == "granted")
        }
    }

    @Test func onlyThePresentTextCanBeAgreedTo() async throws {
        try await RunningGateway.run { gateway in
            let person = try await gateway.signIn()
            func put(_ purpose: String, _ body: String) async throws -> Answer {
                try await gateway.send(.PUT, Self.purposes + "/" + purpose, json: body, token: person.accessToken)
            }
            #expect(try await put("quality_review", #"{"version":2}"#).code == "consent_version")
            #expect(try await put("assistant", #"{"version":1}"#).code == "consent_not_needed")
            #expect(try await put("telepathy", #"{"version":1}"#).code == "purpose_not_found")
            #expect(try await put("quality_review", "{}").status == 400)
            #expect(try await gateway.send(.GET, Self.purposes).status == 401)
        }
    }

    @Test func aNewTextAsksAgainAndAnAlteredOneIsRefused() async throws {
        let shipped = try String(
            contentsOfFile: Repository.path("Services/Gateway/Privacy/purposes.yaml"),
            encoding: .utf8
        )
        try await withTemporaryDirectory { home in
            let file = URL(filePath: home + "/purposes.yaml")
            try Data(shipped.utf8).write(to: file)
            try await RunningGateway.run(home: home) { gateway in
                let person = try await gateway.signIn()
                let path = Self.purposes + "/tutor_alerts"
                #expect(
                    try await gateway.send(.PUT, path, json: #"{"version":1}"#, token: person.accessToken).status == 200
                )
            }
            let altered = shipped.replacing("Avisar a tu tutor", with: "Contar a tu tutor")
                .replacing("se avisa a las personas", with: "se cuenta a las personas")
            try Data(altered.utf8).write(to: file)
            await #expect(throws: (any Error).self) { try await RunningGateway.run(home: home) { _ in } }

            let parts = altered.split(separator: "  tutor_alerts:\n    version: 1", maxSplits: 1)
            try Data("\(parts[0])  tutor_alerts:\n    version: 2\(parts[1])".utf8).write(to: file)
            try await RunningGateway.run(home: home) { gateway in
                let person = try await gateway.signIn()
                #expect(try await Self.states(gateway, person)["tutor_alerts"] == "missing")
                #expect(try Self.withheld(person).contains("tutor_alerts"))
            }
        }
    }

    @Test(arguments: [
        ("    adults: public_task", "    adults: guardian", "adults have no guardian"),
        ("    version: 1", "    version: none", "version"), ("  quality_review:", "  quality:", "quality_review"),
        ("    title:", "    titel:", "title"),
    ]) func aWrongFileStopsTheGatewayAndIsNamed(_ wrong: (old: String, new: String, named: String)) async throws {
        let shipped = try String(
            contentsOfFile: Repository.path("Services/Gateway/Privacy/purposes.yaml"),
            encoding: .utf8
        )
        try await withTemporaryDirectory { home in
            let range = try #require(shipped.range(of: wrong.old))
            try Data(shipped.replacingCharacters(in: range, with: wrong.new).utf8)
                .write(to: URL(filePath: home + "/purposes.yaml"))
            let error = await #expect(throws: (any Error).self) { try await RunningGateway.run(home: home) { _ in } }
            #expect(error.map { "\($0)" }?.contains(wrong.named) == true, "\(String(describing: error))")
        }
    }

    /// What a token withholds.
    static func withheld(_ session: Session) throws -> [String] {
        try withheld(token: session.accessToken)
    }

    static func withheld(token: String) throws -> [String] {
        let part = String(token.split(separator: ".")[1])
        let base64 = part.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - base64.count % 4) % 4)
        let bytes = try #require(Data(base64Encoded: base64 + padding))
        let claims = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
        return claims?["withheld"] as? [String] ?? []
    }

    static func refreshed(_ gateway: RunningGateway, _ session: Session) async throws -> Session {
        let token = try #require(session.refreshToken)
        let answer = try await gateway.send(.POST, "/auth/refresh", json: #"{"refresh_token":"\#(token)"}"#)
        try #require(answer.status == 200, "\(answer.text)")
        return try answer.decoded()
    }

    static func states(_ gateway: RunningGateway, _ session: Session) async throws -> [String: String] {
        let answer = try await gateway.send(.GET, purposes, token: session.accessToken)
        let items = answer.json?["items"] as? [[String: Any]] ?? []
        return items.reduce(into: [:]) { states, item in
            if let purpose = item["purpose"] as? String { states[purpose] = item["state"] as? String }
        }
    }
}
