import Analysis
import CoreMetrics
import Daemon
import DaemonTesting
import Foundation
import Hummingbird
import Identity
import Logging
import Persistence
import SuiteProtocol

/// An analysis daemon with a tutor, their students, and a gateway that knows them.
struct ReportFixture: Sendable {
    let daemon: RunningDaemon
    let identity: TestIdentity
    let school: School
    let database: Database

    /// Who is whose tutor.
    struct School: Sendable {
        let group = newID()
        let tutor = newID()
        let student = newID()
        let other = newID()
        /// Of another group.
        let stranger = newID()
        let administrator = newID()

        var router: Router<DaemonRequestContext> {
            get throws {
                let students = [student, other]
                let router = Router(context: DaemonRequestContext.self)
                router.get("internal/people/groups/:id") { [group] _, context -> Response in
                    guard context.parameters.get("id") == group else { return Response(status: .notFound) }
                    return Self.answer(["name": "2.º B", "students": students])
                }
                router.get("internal/messages/:id") { _, context -> Response in
                    Self.answer([
                        "id": context.parameters.get("id") ?? "", "conversation_id": newID(), "owner": newID(),
                        "text": "Mañana rindo, y no dormí",
                    ])
                }
                router.get("internal/people/:id") { [tutor] _, context -> Response in
                    let isTutor = context.parameters.get("id") == tutor
                    return Self.answer([
                        "name": isTutor ? "Tutora" : "Ana <b>Ruiz</b>", "roles": [isTutor ? "tutor" : "student"],
                        "withheld": [String](), "groups": [String](), "tutors": isTutor ? [] : [tutor],
                        "students": isTutor ? students : [],
                    ])
                }
                return router
            }
        }

        private static func answer(_ fields: [String: Any]) -> Response {
            let data = (try? JSONSerialization.data(withJSONObject: fields)) ?? Data()
            return Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(bytes: data))
            )
        }
    }

    /// - Parameter replicas: further daemons on the same database, which run beside.
    static func run<Value: Sendable>(
        _ settings: [String: String] = [:],
        on engine: TestDatabase = .sqlite,
        replicas: Int = 0,
        _ body: @escaping @Sendable (ReportFixture) async throws -> Value
    ) async throws -> Value {
        let (identity, school) = (TestIdentity(), School())
        return try await engine.withDaemonDatabase { databaseURL in
            try await gateway(school) { gateway in
                try await withTemporaryDirectory { folder in
                    var variables = settings
                    variables["ANALYSIS_PORT"] = "0"
                    variables["GATEWAY_URL"] = gateway.url
                    variables["CHAT_URL"] = gateway.url
                    variables["ANALYSIS_WEIGHTS"] = Repository.path("Services/Analysis/Emotions/weights.bin")
                    variables["ANALYSIS_OPENAPI"] = Repository.path("Services/Analysis/openapi.yaml")
                    variables["ANALYSIS_DATABASE_URL"] = databaseURL ?? "sqlite:\(folder)/analysis.sqlite"
                    return try await start(variables, identity, school, home: folder, replicas: replicas, body)
                }
            }
        }
    }

    private static func start<Value: Sendable>(
        _ settings: [String: String],
        _ identity: TestIdentity,
        _ school: School,
        home: String,
        replicas: Int,
        _ body: @escaping @Sendable (ReportFixture) async throws -> Value
    ) async throws -> Value {
        try await RunningDaemon.run(
            settings: settings,
            home: home,
            build: { try await buildApplication(config: $0, keys: identity.keys, onListening: $1) },
            { daemon in
                guard replicas == 0 else {
                    return try await start(settings, identity, school, home: home, replicas: replicas - 1, body)
                }
                let database = try await Database(
                    url: settings["ANALYSIS_DATABASE_URL"] ?? "",
                    schema: "analysis",
                    migrations: nil,
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                    metrics: NOOPMetricsHandler.instance
                )
                let result: Result<Value, any Error>
                do {
                    result = .success(
                        try await body(
                            ReportFixture(daemon: daemon, identity: identity, school: school, database: database)
                        )
                    )
                } catch {
                    result = .failure(error)
                }
                await database.close()
                return try result.get()
            }
        )
    }

    private static func gateway<Value: Sendable>(
        _ school: School,
        _ body: @escaping @Sendable (RunningDaemon) async throws -> Value
    ) async throws -> Value {
        try await RunningDaemon.run(
            settings: ["GATEWAY_PORT": "0"],
            build: { config, onListening in
                let environment = try DaemonEnvironment(product: "gateway", defaultPort: 0, config: config)
                let server = environment.server(try school.router, onListening: onListening)
                return DaemonProcess([server], logger: environment.logger)
            },
            body
        )
    }
}
