import Analysis
import Configuration
import CoreMetrics
import Daemon
import DaemonTesting
import Foundation
import Identity
import Logging
import Messaging
import NIOCore
import Persistence
import SuiteProtocol

/// The analysis daemon on a socket of its own, beside a chat and a gateway that know what a test tells them.
struct AnalysisFixture: Sendable {
    let daemon: RunningDaemon
    let identity: TestIdentity
    let settings: [String: String]
    let suite: FakeSuite
    let clock: TestClock
    let redis: Redis

    /// A daemon with a Redis, a chat and a gateway each is much for a small machine: what waits for one must not run out
    /// of time meanwhile.
    private static let turns = Turns(8)

    /// - Parameter redis: where chat's messages are told, and where the daemon hears of them unless `settings` say otherwise.
    static func run<Value: Sendable>(
        _ settings: [String: String] = [:],
        on engine: TestDatabase = .sqlite,
        redis server: TestRedis,
        _ body: @escaping @Sendable (AnalysisFixture) async throws -> Value
    ) async throws -> Value {
        await turns.take()
        defer { turns.giveBack() }
        let clock = TestClock()
        let (suite, url) = (FakeSuite(clock), server.url)
        // The server ends with its owner.
        defer { withExtendedLifetime(server) {} }
        return try await suite.run { address in
            try await engine.withDaemonDatabase { databaseURL in
                var variables = settings
                variables["ANALYSIS_PORT"] = "0"
                variables["ANALYSIS_OPENAPI"] = Repository.path("Services/Analysis/openapi.yaml")
                variables["ANALYSIS_WEIGHTS"] = Repository.path("Services/Analysis/Emotions/weights.bin")
                variables["ANALYSIS_TIME_ZONE"] = settings["ANALYSIS_TIME_ZONE"] ?? "UTC"
                variables["CHAT_URL"] = address
                variables["GATEWAY_URL"] = address
                variables["REDIS_URL"] = settings["REDIS_URL"] ?? url
                if let databaseURL { variables["ANALYSIS_DATABASE_URL"] = databaseURL }
                let (settings, identity) = (variables, TestIdentity())
                return try await withRedis(at: url) { redis in
                    try await RunningDaemon.run(
                        settings: settings,
                        build: { try await Self.build($0, identity, clock, $1) },
                        {
                            try await body(
                                AnalysisFixture(
                                    daemon: $0,
                                    identity: identity,
                                    settings: settings,
                                    suite: suite,
                                    clock: clock,
                                    redis: redis
                                )
                            )
                        }
                    )
                }
            }
        }
    }

    /// A second daemon on the same database and home.
    func withReplica<Value: Sendable>(
        _ body: @escaping @Sendable (AnalysisFixture) async throws -> Value
    ) async throws -> Value {
        let this = self
        return try await RunningDaemon.run(
            settings: settings,
            home: daemon.home,
            build: { try await Self.build($0, this.identity, this.clock, $1) },
            {
                try await body(
                    AnalysisFixture(
                        daemon: $0,
                        identity: this.identity,
                        settings: this.settings,
                        suite: this.suite,
                        clock: this.clock,
                        redis: this.redis
                    )
                )
            }
        )
    }

    private static func build(
        _ config: ConfigReader,
        _ identity: TestIdentity,
        _ clock: TestClock,
        _ onListening: @escaping @Sendable (SocketAddress) -> Void
    ) async throws -> DaemonProcess {
        try await buildApplication(
            config: config,
            keys: identity.keys,
            now: { clock.now },
            onListening: onListening
        )
    }

    private static func withRedis<Value: Sendable>(
        at url: String,
        _ body: @escaping @Sendable (Redis) async throws -> Value
    ) async throws -> Value {
        let redis = try Redis(
            url: url,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            metrics: NOOPMetricsHandler.instance
        )
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await redis.run() }
            try await redis.untilConnected()
            let value = try await body(redis)
            tasks.cancelAll()
            return value
        }
    }

    /// A student writes: chat has the message, and tells of it as often as asked.
    @discardableResult
    func write(_ text: String, by student: String, in conversation: String, times: Int = 1) async throws -> String {
        let date = await suite.now
        let id = newID(at: date)
        await suite.keep(text, id: id, by: student, in: conversation)
        for _ in 0..<times { try await tell(id, at: date, by: student, in: conversation) }
        return id
    }

    /// A student presses «Avisar a una persona»; chat tells of it as often as asked.
    func askForHelp(by student: String, in conversation: String?, times: Int = 1) async throws {
        let request = HelpRequested(
            requestID: newID(at: clock.now),
            conversationID: conversation,
            ownerID: student,
            askedAt: clock.now
        )
        for _ in 0..<times {
            try await append(
                .helpRequested,
                Event(source: "/chat", type: .helpRequested, subject: student, data: request)
            )
        }
    }

    private func tell(_ id: String, at date: Date, by student: String, in conversation: String) async throws {
        let data = MessageCreated(
            conversationID: conversation,
            messageID: id,
            ownerID: student,
            assistant: "companion",
            createdAt: date,
            accompanied: true
        )
        try await append(.messageCreated, Event(source: "/chat", type: .messageCreated, subject: id, data: data))
    }

    private func append(_ type: EventType, _ event: Event<some Codable & Sendable>) async throws {
        let json = String(decoding: try WireJSON.encoder().encode(event), as: UTF8.self)
        try await redis.append(["id": event.id, "type": event.type, "data": json], to: type.stream)
    }

    /// What the gateway asks for a person.
    func subject(_ id: String, _ method: String, _ query: String = "") async throws -> TestResponse {
        let signer = await TokenSigner(product: "gateway", key: identity.gatewayKey)
        let token = try await signer.serviceToken(for: "analysis")
        return try await daemon.send(method, "/internal/subjects/\(id)\(query)", token: token, body: nil)
    }

    /// What waits for the audit, in its order.
    func auditEntries() async throws -> [AuditEntry] {
        let pending = try await look { try Outbox.pending(of: EventType.auditRecorded.stream, in: $0) }
        return try pending.map { try WireJSON.decoder().decode(Event<AuditEntry>.self, from: $0.payload).data }
    }

    func isRead(_ message: String) async throws -> Bool {
        let count: Int? = try await look {
            try $0.value("SELECT COUNT(*) AS value FROM analyses WHERE message_id = \(message)")
        }
        return count == 1
    }

    func mailsSent() async throws -> Int {
        try await look { try $0.value("SELECT COUNT(*) AS value FROM mails WHERE sent_at IS NOT NULL") ?? 0 }
    }

    func mailsWaiting() async throws -> Int {
        try await look { try $0.value("SELECT COUNT(*) AS value FROM mails WHERE sent_at IS NULL") ?? 0 }
    }

    private func look<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        let database = try await Database(
            url: settings["ANALYSIS_DATABASE_URL"] ?? "sqlite:\(daemon.home)/data/analysis.sqlite",
            schema: "analysis",
            migrations: nil,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            metrics: NOOPMetricsHandler.instance
        )
        let value = try await database.read(body)
        await database.close()
        return value
    }

    /// Waits for what happens soon, and fails where it doesn't.
    static func eventually(_ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try await !condition() {
            guard ContinuousClock.now < deadline else { throw NeverCameTrue() }
            try await Task.sleep(for: .milliseconds(25))
        }
    }

    struct NeverCameTrue: Error {}
}
