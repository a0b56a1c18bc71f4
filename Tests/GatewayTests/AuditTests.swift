import DaemonTesting
import Foundation
import NIOHTTP1
import Testing

@Suite struct AuditTests {
    private struct Visit: Decodable {
        let visit: String
    }

    private struct List: Decodable {
        struct Person: Decodable, Equatable {
            let id: String
            let name: String?
        }
        struct Item: Decodable {
            let sequence: Int
            let actor: Person
            let action: String
            let network: String?
            let reason: String?
            let result: String
            let daemon: String
        }
        let items: [Item]
        let next: String?
    }

    private struct Proof: Decodable {
        let intact: Bool
        let entries: Int
    }

    private let reason = "=Revisión mensual de accesos"

    private func visit(_ gateway: RunningGateway, _ session: Session) async throws -> String {
        let answer = try await gateway.send(
            .POST,
            "/api/audit/visits",
            json: #"{"reason":"\#(reason)"}"#,
            token: session.accessToken
        )
        try #require(answer.status == 201, "\(answer.text)")
        return try answer.decoded(as: Visit.self).visit
    }

    /// The entries of an action, once there are as many.
    private func items(
        _ gateway: RunningGateway,
        _ session: Session,
        _ visit: String,
        action: String,
        count: Int
    ) async throws -> [List.Item] {
        while true {
            let path = "/api/audit?visit=\(visit)&action=\(action)"
            let answer = try await gateway.send(.GET, path, token: session.accessToken)
            try #require(answer.status == 200, "\(answer.text)")
            let items = try answer.decoded(as: List.self).items
            if items.count >= count { return items }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: TestDatabase.engines)
    func isSeenForAReasonThatIsItselfRecorded(engine: TestDatabase) async throws {
        try await engine.withDaemonDatabase { url in
            try await RunningGateway.run(url.map { ["DATABASE_URL": $0] } ?? [:]) { gateway in
                let session = try await gateway.signIn()
                for path in ["/api/audit", "/api/audit/export", "/api/audit/verification", "/api/audit?visit=1"] {
                    let refused = try await gateway.send(.GET, path, token: session.accessToken)
                    #expect(refused.status == 403)
                    #expect(refused.code == "reason_required")
                }
                for short in ["", "corto", "         x         "] {
                    let json = #"{"reason":"\#(short)"}"#
                    let refused = try await gateway.send(
                        .POST,
                        "/api/audit/visits",
                        json: json,
                        token: session.accessToken
                    )
                    #expect(refused.code == "invalid_reason")
                }
                let visit = try await visit(gateway, session)
                let entry = try #require(
                    try await items(gateway, session, visit, action: "audit.visited", count: 1).first
                )
                #expect(entry.reason == reason)
                #expect(entry.actor.id == session.user.id)
                #expect(entry.actor.name != nil)
                #expect(entry.network == "127.0.0.1")
                #expect(entry.daemon == "gateway")
                #expect(entry.result == "ok")
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func aVisitServesNobodyElse() async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let visit = try await visit(gateway, session)
            let other = try await gateway.newPerson("otra", roles: ["admin"], by: session)
            let refused = try await gateway.send(.GET, "/api/audit?visit=\(visit)", token: other.accessToken)
            #expect(refused.code == "reason_required")
            let student = try await gateway.newPerson("alumno", by: session)
            let forbidden = try await gateway.send(.GET, "/api/audit?visit=\(visit)", token: student.accessToken)
            #expect(forbidden.status == 403)
            #expect(forbidden.code == "forbidden")
        }
    }

    @Test(.timeLimit(.minutes(1))) func pagesFiltersExportsAndProves() async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            var last = ""
            for _ in 0..<5 { last = try await visit(gateway, session) }
            _ = try await items(gateway, session, last, action: "audit.visited", count: 5)
            var sequences: [Int] = []
            var next: String?
            repeat {
                let cursor = next.map { "&cursor=\($0)" } ?? ""
                let path = "/api/audit?visit=\(last)&limit=2&action=audit.visited&actor=\(session.user.id)\(cursor)"
                let page = try await gateway.send(.GET, path, token: session.accessToken).decoded(as: List.self)
                sequences += page.items.map(\.sequence)
                next = page.next
            } while next != nil
            #expect(sequences.count == 5)
            #expect(sequences == sequences.sorted(by: >))

            let none = "/api/audit?visit=\(last)&to=2020-01-01"
            #expect(try await gateway.send(.GET, none, token: session.accessToken).decoded(as: List.self).items.isEmpty)
            for wrong in ["result=maybe", "from=ayer", "cursor=x", "limit=0", "limit=501"] {
                let path = "/api/audit?visit=\(last)&\(wrong)"
                #expect(try await gateway.send(.GET, path, token: session.accessToken).status == 400)
            }

            let csv = try await gateway.send(.GET, "/api/audit/export?visit=\(last)", token: session.accessToken)
            #expect(csv.headers.first(name: "content-type") == "text/csv; charset=utf-8")
            #expect(csv.headers.first(name: "content-disposition")?.hasPrefix("attachment") == true)
            #expect(csv.text.hasPrefix("\u{FEFF}sequence,id,at,actor"))
            // A spreadsheet must not take a reason for a formula.
            #expect(csv.text.contains(",'=Revisión mensual de accesos,"))
            let lines = try await gateway.send(
                .GET,
                "/api/audit/export?visit=\(last)&format=jsonl&action=audit.visited",
                token: session.accessToken
            )
            #expect(lines.text.split(separator: "\n").count == 5)
            _ = try await items(gateway, session, last, action: "audit.exported", count: 2)

            let proof = try await gateway.send(
                .GET,
                "/api/audit/verification?visit=\(last)",
                token: session.accessToken
            ).decoded(as: Proof.self)
            #expect(proof.intact)
            #expect(proof.entries >= 7)
            let actions = try await gateway.send(.GET, "/api/audit/actions", token: session.accessToken)
            #expect(actions.text.contains("Consultó la auditoría"))
        }
    }
}
