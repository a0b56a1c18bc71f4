import Audit
import CoreMetrics
import DaemonTesting
import Foundation
import Logging
import Messaging
import Persistence
import ServiceLifecycle
import SuiteProtocol
import Testing

/// What daemons record reaches the chain, whatever dies on the way, and `consulta-audit` proves it.
extension FaultTests {
    @Test(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(2)), arguments: TestDatabase.engines)
    func losesNoEntryWhenRedisTheGatewayAndItsDatabaseDie(engine: TestDatabase) async throws {
        let redis = try TestRedis()
        try await Suite.withDatabase(engine) { url in
            var settings = ["REDIS_URL": redis.url]
            settings["DATABASE_URL"] = url
            try await Suite.run(model: "", settings: settings) { suite in
                let count = 2_000
                try await withProducer(in: suite.home, redis.url) { database in
                    let trail = AuditTrail(daemon: "clinic")
                    for number in 0..<count {
                        let origin = AuditOrigin(actor: "a\(number)")
                        try await database.write { try trail.record(.dataExported, by: origin, in: $0) }
                        switch number {
                        case 400: redis.kill()
                        case 800: try redis.start()
                        case 1_000: suite.kill("gateway")
                        case 1_400: try redis.restart(emptied: true)
                        case 1_600: try suite.start("gateway")
                        case 1_900 where engine == .postgresql && Postgres.isAvailable:
                            // Nobody starts it again here, as a supervisor would, if it found no database at its start.
                            try await eventually("the gateway listens again") {
                                (try? await suite.gateway.get("/health/live").status) == 200
                            }
                            try Postgres.restart()
                        default: break
                        }
                    }
                    try await eventually("every entry is acknowledged") {
                        try await database.read { try Outbox.count(in: $0) } == 0
                    }
                }
                let lines = try audit(["export", "--jsonl"], suite.home, url).output.split(separator: "\n")
                let actors = lines.compactMap { line in
                    line.contains(#""daemon":"clinic""#)
                        ? line.firstMatch(of: /"actor":"(a\d+)"/).map { String($0.1) } : nil
                }
                #expect(actors.count == count)
                #expect(Set(actors).count == count)
                try await eventually("the end is signed") {
                    let proof = try audit(["verify", "--json"], suite.home, url)
                    return proof.status == 0 && proof.output.contains(#""sequence":\#(lines.count)"#)
                }

                suite.kill("gateway")
                try await tamper(suite.home, url, "DELETE FROM audit_entries WHERE sequence = \(lines.count)")
                let cut = try audit(["verify", "--json"], suite.home, url)
                #expect(cut.status == 1)
                #expect(cut.output.contains(#""fault":"missing""#))
                #expect(cut.output.contains(#""first_altered":\#(lines.count)"#))
                try await tamper(suite.home, url, "UPDATE audit_entries SET actor = 'x' WHERE sequence = 7")
                let altered = try audit(["verify"], suite.home, url)
                #expect(altered.status == 1)
                #expect(altered.output.contains("La línea 7 fue alterada."))

                try suite.start("gateway")
                try await eventually("the gateway notices that its last line is gone") {
                    guard let token = try? await suite.signIn() else { return false }
                    return try await suite.gateway.get("/health", token: token).body
                        .contains("line \(lines.count) is not the one that was signed")
                }
            }
        }
    }

    @Test func saysThatItCannotKnowWhereNothingIs() throws {
        #expect(try audit(["verify"], "/nonexistent", nil).status == 2)
        #expect(try audit(["prove"], "/nonexistent", nil).status == 2)
        #expect(try audit([], "/nonexistent", nil).status == 2)
    }

    /// A daemon that records and relays, beside the suite.
    private func withProducer(
        in home: String,
        _ redisURL: String,
        _ body: (Database) async throws -> Void
    ) async throws {
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let metrics = NOOPMetricsHandler.instance
        let redis = try Redis(url: redisURL, logger: quiet, metrics: metrics)
        let database = try await Database(
            url: "\(home)/data/clinic.sqlite",
            schema: "clinic",
            migrations: [Outbox.migration, AuditTrail.migration],
            logger: quiet,
            metrics: metrics
        )
        let relay = OutboxRelay(database: database, redis: redis, logger: quiet, interval: .milliseconds(50))
        let services: [any Service] = [redis, database, relay]
        let group = ServiceGroup(configuration: .init(services: services.map { .init(service: $0) }, logger: quiet))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            do {
                try await body(database)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private func tamper(_ home: String, _ url: String?, _ statement: SQL) async throws {
        let database = try await Database(
            url: url ?? "\(home)/data/gateway.sqlite",
            schema: "gateway",
            migrations: nil,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            metrics: NOOPMetricsHandler.instance
        )
        try await database.write { db in
            let guards: [SQL] =
                switch db.dialect {
                case .sqlite:
                    ["DROP TRIGGER IF EXISTS audit_entries_unchanged", "DROP TRIGGER IF EXISTS audit_entries_kept"]
                case .postgres: ["ALTER TABLE audit_entries DISABLE TRIGGER USER"]
                }
            for statement in guards + [statement] { try db.execute(statement) }
        }
        await database.close()
    }

    private func audit(_ arguments: [String], _ home: String, _ url: String?) throws -> (status: Int32, output: String)
    {
        let process = Process()
        let output = Pipe()
        process.executableURL = try Executables.folder().appending(path: "consulta-audit")
        process.arguments = arguments
        process.environment = ["CONSULTA_HOME": home, "DATABASE_URL": url ?? ""]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
