import DaemonTesting
import Foundation
import NIOHTTP1
import Testing

/// What the guardians of a whole class say, recorded at once.
@Suite struct GroupConsentTests {
    /// A class with a tutor, two minors and an adult, and somebody of another class.
    private struct School: Sendable {
        let gateway: RunningGateway
        let director: Session
        let tutor: Session
        let group: String
        /// By user name.
        let people: [String: String]

        var path: String { "/api/groups/\(group)/consents" }

        func guardian(_ person: String, _ name: String = "Rosa Pérez", _ relation: String = "madre") -> String {
            #"{"user":"\#(people[person] ?? person)","name":"\#(name)","relation":"\#(relation)"}"#
        }

        func record(
            _ guardians: [String],
            of purposes: String = #"{"purpose":"assistant","version":1}"#,
            by session: Session
        ) async throws -> Answer {
            let json = #"{"purposes":[\#(purposes)],"guardians":[\#(guardians.joined(separator: ","))]}"#
            return try await gateway.send(.PUT, path, json: json, token: session.accessToken)
        }

        /// How a purpose stands, by the minors' names, as somebody sees it.
        func states(of purpose: String, by session: Session) async throws -> [String: String] {
            let answer = try await gateway.send(.GET, path, token: session.accessToken)
            try #require(answer.status == 200, "\(answer.text)")
            return try answer.decoded(as: Standing.self).members.reduce(into: [:]) { states, member in
                states[member.name] = member.consents.first { $0.purpose == purpose }?.state
            }
        }
    }

    private struct Standing: Decodable {
        struct Member: Decodable {
            struct Consent: Decodable {
                let purpose: String
                let state: String
            }
            let name: String
            let consents: [Consent]
        }
        let members: [Member]
    }

    private struct Outcome: Decodable {
        struct Failure: Decodable {
            let user: String
            let code: String
            let detail: String
        }
        let recorded: Int
        let failed: [Failure]
    }

    @Test func aTutorRecordsWhatTheGuardiansOfTheirClassSaid() async throws {
        try await Self.run { school in
            let before = try await school.states(of: "assistant", by: school.tutor)
            #expect(before == ["ana": "missing", "nico": "missing"])
            let both = #"{"purpose":"assistant","version":1},{"purpose":"tutor_alerts","version":1}"#
            let answer = try await school.record(
                [school.guardian("ana"), school.guardian("nico", "Juan Paz", "padre")],
                of: both,
                by: school.tutor
            )
            #expect(answer.status == 200, "\(answer.text)")
            let outcome = try answer.decoded(as: Outcome.self)
            #expect(outcome.recorded == 2 && outcome.failed.isEmpty)
            for purpose in ["assistant", "tutor_alerts"] {
                let states = try await school.states(of: purpose, by: school.tutor)
                #expect(states == ["ana": "granted", "nico": "granted"])
            }
            let pupil = try await school.gateway.signIn("nico", "contraseña larga")
            #expect(try ConsentTests.withheld(pupil) == ["emotional_analysis", "quality_review"])
            let mine = try await school.gateway.send(.GET, "/api/my-data/export", token: pupil.accessToken)
            #expect(mine.text.contains("Juan Paz") && !mine.text.contains("Rosa Pérez"))
        }
    }

    @Test func whoeverCantBeRecordedIsNamedAndTheOthersAre() async throws {
        try await Self.run { school in
            let said = [
                school.guardian("ana"), school.guardian("nico", ""), school.guardian("mayor"),
                school.guardian("ajeno"), school.guardian("nobody"),
            ]
            let outcome = try await school.record(said, by: school.tutor).decoded(as: Outcome.self)
            #expect(outcome.recorded == 1)
            #expect(
                outcome.failed.map(\.code) == [
                    "guardian_missing", "consent_not_needed", "user_not_found", "user_not_found",
                ]
            )
            #expect(outcome.failed.first?.user == school.people["nico"])
            #expect(outcome.failed.allSatisfy { !$0.detail.isEmpty })
            let states = try await school.states(of: "assistant", by: school.tutor)
            #expect(states == ["ana": "granted", "nico": "missing"])
        }
    }

    @Test func nothingIsRecordedOfATextThatWasNotRead() async throws {
        try await Self.run { school in
            let old = #"{"purpose":"tutor_alerts","version":1},{"purpose":"assistant","version":2}"#
            let answer = try await school.record([school.guardian("ana")], of: old, by: school.director)
            #expect(answer.status == 409 && answer.code == "consent_version")
            #expect(try await school.states(of: "tutor_alerts", by: school.director)["ana"] == "missing")
            let unknown = #"{"purpose":"telepathy","version":1}"#
            #expect(try await school.record([school.guardian("ana")], of: unknown, by: school.director).status == 400)
        }
    }

    @Test func onlyTheGroupsTutorsAndAdministratorsMayRecordIt() async throws {
        try await Self.run { school in
            let stranger = try await school.gateway.newPerson("ajena", roles: ["tutor"], by: school.director)
            let pupil = try await school.gateway.signIn("ana", "contraseña larga")
            for (session, status) in [(stranger, 404), (pupil, 403), (school.director, 200)] {
                #expect(try await school.record([school.guardian("ana")], by: session).status == status)
                #expect(
                    try await school.gateway.send(.GET, school.path, token: session.accessToken).status == status
                )
            }
            #expect(try await school.gateway.send(.GET, school.path).status == 401)
        }
    }

    @Test(.timeLimit(.minutes(1))) func theAuditTellsOfEachPerson() async throws {
        try await Self.run { school in
            _ = try await school.record([school.guardian("ana"), school.guardian("nico")], by: school.tutor)
            let reason = #"{"reason":"Revisión de consentimientos"}"#
            let token = school.director.accessToken
            let visit = try await school.gateway.send(.POST, "/api/audit/visits", json: reason, token: token)
            let id = try #require(visit.json?["visit"] as? String, "\(visit.text)")
            for name in ["ana", "nico"] {
                let path = "/api/audit?visit=\(id)&action=consent.granted&subject=\(school.people[name] ?? "")"
                try await eventually {
                    let entries = try await school.gateway.send(.GET, path, token: token)
                    return entries.text.contains("assistant") && entries.text.contains(school.tutor.user.id)
                }
            }
        }
    }

    private static func run(_ body: @escaping @Sendable (School) async throws -> Void) async throws {
        try await RunningGateway.run { gateway in
            let director = try await gateway.signIn()
            func send(_ path: String, _ json: String) async throws -> String {
                let answer = try await gateway.send(.POST, path, json: json, token: director.accessToken)
                return try #require(answer.json?["id"] as? String, "\(answer.text)")
            }
            let group = try await send("/api/groups", #"{"name":"1.º A","kind":"class"}"#)
            var people: [String: String] = [:]
            for (name, role, isMinor, isIn) in [
                ("tutora", "tutor", false, true), ("ana", "student", true, true), ("nico", "student", true, true),
                ("mayor", "student", false, true), ("ajeno", "student", true, false),
            ] {
                let groups = isIn ? #"["\#(group)"]"# : "[]"
                people[name] = try await send(
                    "/api/users",
                    #"{"name":"\#(name)","username":"\#(name)","roles":["\#(role)"],"minor":\#(isMinor),"#
                        + #""group_ids":\#(groups),"password":"contraseña larga"}"#
                )
            }
            let tutor = try await gateway.signIn("tutora", "contraseña larga")
            try await body(
                School(gateway: gateway, director: director, tutor: tutor, group: group, people: people)
            )
        }
    }
}
