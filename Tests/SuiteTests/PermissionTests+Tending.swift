import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// What is of a tutor's students is nobody else's: alerts, interventions and reports, asked by every role.
extension PermissionTests {
    /// One of each, by what its path begins with.
    private struct Things {
        let ids: [String: String]

        func path(of operation: DocumentedOperation) -> String? {
            guard let kind = ids.keys.first(where: { operation.path.hasPrefix($0 + "/{id}") }), let id = ids[kind]
            else {
                return nil
            }
            return operation.path.replacing("{id}", with: id).replacing("{sentence}", with: newID())
        }
    }

    /// With all that any of them asks for.
    private func ask(
        _ operation: DocumentedOperation,
        _ path: String,
        _ token: String?,
        _ url: String,
        _ scene: TutoringScene
    ) async throws -> TestResponse {
        let body = #"{"text": "Hola", "reason": "Prueba de permisos", "to": "\#(scene.stranger.id)"}"#
        return try await RunningDaemon(url: url, home: "").send(
            operation.method,
            path,
            token: token,
            body: operation.method == "GET" ? nil : body
        )
    }

    @Test(.enabled(if: TestRedis.isInstalled)) func whatIsOfATutorsStudentsIsNobodyElses() async throws {
        let redis = try TestRedis()
        try await Suite.run(model: "", settings: ["REDIS_URL": redis.url]) { suite in
            let scene = try await TutoringScene.make(in: suite)
            let things = try await make(scene)
            let operations = try DocumentedOperation.all(of: "analysis").filter { things.path(of: $0) != nil }
            #expect(operations.count >= 15)
            let outsiders = try await Caller.all(in: suite).filter { $0.roles?.contains(.admin) != true }
            let tokens =
                outsiders.map { ($0.description, $0.token) } + [("tutor of others", Optional(scene.stranger.token))]
            for operation in operations {
                let path = try #require(things.path(of: operation))
                for url in [suite.gateway.url, suite.url(of: "analysis")] {
                    for (name, token) in tokens {
                        let answer = try await ask(operation, path, token, url, scene)
                        #expect([401, 403, 404].contains(answer.status), "\(operation) by \(name): \(answer.status)")
                        #expect(!answer.body.contains("matarme"))
                    }
                }
            }
            // What changes things comes last.
            for operation in operations.sorted(by: { ($0.method, $1.path) < ($1.method, $0.path) }) {
                let path = try #require(things.path(of: operation))
                let answer = try await ask(operation, path, scene.tutor.token, suite.gateway.url, scene)
                let isThere = ![401, 403, 405].contains(answer.status) && answer.status != 500
                #expect(isThere, "\(operation) by its tutor: \(answer.status) \(answer.body)")
                let isRefused = answer.status == 404 && !operation.path.contains("{sentence}")
                #expect(!isRefused, "\(operation) by its tutor: \(answer.body)")
            }
        }
    }

    @Test(.enabled(if: TestRedis.isInstalled)) func administratorsSeeAlertsWithoutWordsAndNothingThatWasWritten()
        async throws
    {
        let redis = try TestRedis()
        try await Suite.run(model: "", settings: ["REDIS_URL": redis.url]) { suite in
            let scene = try await TutoringScene.make(in: suite)
            let things = try await make(scene)
            let token = try await suite.signIn()
            for operation in try DocumentedOperation.all(of: "analysis") where operation.method == "GET" {
                guard let path = things.path(of: operation) else { continue }
                let answer = try await ask(operation, path, token, suite.gateway.url, scene)
                #expect(!answer.body.contains("matarme"), "\(operation)")
                let expected = operation.path.hasPrefix("/api/alerts") ? [200] : [403, 404]
                #expect(expected.contains(answer.status), "\(operation): \(answer.status)")
            }
            let list = try await suite.gateway.get("/api/alerts", token: token)
            #expect(list.status == 200 && !list.body.contains("matarme") && list.body.contains(scene.students[0].id))
        }
    }

    private struct Made: Decodable { let id: String }

    private func make(_ scene: TutoringScene) async throws -> Things {
        let student = try #require(scene.students.first)
        let conversation = try await scene.write("quiero matarme", by: student).conversationID
        try await scene.untilAlerts(count: 1)
        let alert = try #require(try await scene.alerts(of: scene.tutor).first)
        let gateway = scene.suite.gateway
        let taken = try await gateway.post(
            "/api/interventions",
            json: #"{"conversation_id": "\#(conversation)"}"#,
            token: scene.tutor.token
        )
        try #require(taken.status == 201, "\(taken.body)")
        let (from, to) = (WireJSON.day(Date().addingTimeInterval(-86_400)), WireJSON.day(Date()))
        let report = try await gateway.post(
            "/api/reports",
            json: #"{"scope": "student", "id": "\#(student.id)", "from": "\#(from)", "to": "\#(to)"}"#,
            token: scene.tutor.token
        )
        try #require(report.status == 202, "\(report.body)")
        return Things(ids: [
            "/api/alerts": alert.id,
            "/api/interventions": try taken.decode(Made.self, by: WireJSON.decoder()).id,
            "/api/reports": try report.decode(Made.self, by: WireJSON.decoder()).id,
        ])
    }
}
