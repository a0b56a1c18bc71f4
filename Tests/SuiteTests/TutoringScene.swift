import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import NIOHTTP1
import SuiteProtocol
import Testing

/// A tutor with a group of students at a running suite, a tutor of another group, and help lines that somebody called.
struct TutoringScene: Sendable {
    struct Member: Sendable {
        let id: String
        let token: String
    }

    struct Alert: Decodable, Sendable {
        struct Student: Decodable, Sendable { let id: String }
        struct Episode: Decodable, Sendable { let messages: Int }

        let id: String
        let student: Student
        let tier: Int
        let excerpt: String?
        let state: String
        let delayS: Double
        let conversationID: String
        let episode: Episode
    }

    /// What came of a message.
    struct Written: Sendable {
        let conversationID: String
        /// From the question to the card; nil where there was none.
        let helpAfter: Duration?
    }

    let suite: Suite
    let tutor: Member
    /// Of another group.
    let stranger: Member
    let students: [Member]

    static func make(in suite: Suite, students count: Int = 1) async throws -> TutoringScene {
        let administrator = try await suite.signIn()
        let groups = [try await group("1.º A", suite, administrator), try await group("1.º B", suite, administrator)]
        let tutor = try await person("tania", .tutor, groups[0], suite, administrator)
        let stranger = try await person("otto", .tutor, groups[1], suite, administrator)
        var students: [Member] = []
        for number in 0..<count {
            students.append(try await person("ana\(number)", .student, groups[0], suite, administrator))
        }
        let support = try await suite.gateway.send(
            "PUT",
            "/api/support",
            token: administrator,
            body: """
                {"lines": [{"name": "Línea de ejemplo", "telephone": "102", "hours": "24 horas",
                "verified_on": "\(WireJSON.day(Date()))"}], "people": [{"user_id": "\(stranger.id)"}],
                "acknowledge_minutes": 60, "hours": {}, "out_of_hours": {"policy": "lines_only"}}
                """
        )
        try #require(support.status == 200, "\(support.body)")
        return TutoringScene(suite: suite, tutor: tutor, stranger: stranger, students: students)
    }

    private struct Made: Decodable { let id: String }

    private static func group(_ name: String, _ suite: Suite, _ administrator: String) async throws -> String {
        let body = #"{"name": "\#(name)", "kind": "class"}"#
        let answer = try await suite.gateway.post("/api/groups", json: body, token: administrator)
        try #require(answer.status == 201, "\(answer.body)")
        return try answer.decode(Made.self, by: WireJSON.decoder()).id
    }

    private static func person(
        _ name: String,
        _ role: Role,
        _ group: String,
        _ suite: Suite,
        _ administrator: String
    ) async throws -> Member {
        let made = try await suite.gateway.post(
            "/api/users",
            json: """
                {"username": "\(name)", "name": "\(name.capitalized) Ejemplo", "roles": ["\(role.rawValue)"],
                "password": "\(Caller.password)", "group_ids": ["\(group)"]}
                """,
            token: administrator
        )
        try #require(made.status == 201, "\(made.body)")
        if role == .student { try await consent(name, suite) }
        let id = try made.decode(Made.self, by: WireJSON.decoder()).id
        return Member(id: id, token: try await signIn(name, suite))
    }

    /// Each decision asks for a token that knows of it.
    private static func consent(_ name: String, _ suite: Suite) async throws {
        for purpose in [Purpose.emotionalAnalysis, .tutorAlerts] {
            let answer = try await suite.gateway.send(
                "PUT",
                "/api/consents/\(purpose.rawValue)",
                token: try await signIn(name, suite),
                body: #"{"version": 1}"#
            )
            try #require(answer.status == 200, "\(answer.body)")
        }
    }

    private static func signIn(_ name: String, _ suite: Suite) async throws -> String {
        struct Answer: Decodable { let accessToken: String }
        let body = #"{"username": "\#(name)", "password": "\#(Caller.password)"}"#
        return try await suite.gateway.post("/auth/login", json: body).decode(Answer.self, by: WireJSON.decoder())
            .accessToken
    }

    /// Asks the companion, and reads the answer to its end. Nothing acknowledged is asked again.
    @discardableResult
    func write(_ text: String, by student: Member, in conversation: String? = nil) async throws -> Written {
        var fields = ["message": text, "assistant": "tutor"]
        if let conversation { fields = ["message": text, "conversation_id": conversation] }
        let json = String(decoding: try JSONEncoder().encode(fields), as: UTF8.self)
        let start = ContinuousClock.now
        let response = try await suite.gateway.open("POST", "/api/chat", token: student.token, body: json)
        var (answer, helpAfter) = ("", Duration?.none)
        for try await bytes in response.body {
            answer += String(buffer: bytes)
            if helpAfter == nil, answer.contains("event: help") { helpAfter = ContinuousClock.now - start }
        }
        try #require(response.status == .ok, "\(answer)")
        let id = try #require(answer.firstMatch(of: /"conversation_id":"([0-9a-f-]+)"/)?.1)
        return Written(conversationID: String(id), helpAfter: helpAfter)
    }

    func alerts(of member: Member) async throws -> [Alert] {
        struct List: Decodable { let items: [Alert] }
        let answer = try await suite.gateway.get("/api/alerts?limit=100", token: member.token)
        return answer.status == 200 ? try answer.decode(List.self, by: WireJSON.decoder()).items : []
    }

    /// Waits until each student has one alert with so many messages.
    func untilAlerts(count messages: Int) async throws {
        try await eventually("each student's alert has \(messages) messages") {
            let seen = try await alerts(of: tutor).map { "\($0.student.id) \($0.episode.messages)" }
            return seen.sorted() == students.map { "\($0.id) \(messages)" }.sorted()
        }
    }
}
