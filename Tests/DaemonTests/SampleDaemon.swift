import Configuration
import Daemon
import DaemonTesting
import HTTPTypes
import Hummingbird
import NIOCore

/// A small daemon with a route for each thing that every daemon must do right.
struct SampleDaemon: Sendable {
    struct Note: Codable, ResponseEncodable {
        let text: String
        let noteCount: Int
    }

    struct Secret: Error { let password = "hunter2-in-the-cause" }

    enum Shortage: ProblemConvertible {
        case beds

        var problem: Problem {
            Problem(
                .serviceUnavailable,
                "no_beds",
                LocalizedText(es: "No hay camas.", en: "There are no beds."),
                headers: [.retryAfter: "7"]
            )
        }
    }

    let log = CapturedLog()
    let gate = Gate()

    func run<Value: Sendable>(
        settings: [String: String] = [:],
        health: @escaping @Sendable (HealthRegistry) -> Void = { _ in },
        _ body: @escaping @Sendable (RunningDaemon) async throws -> Value
    ) async throws -> Value {
        var settings = settings
        settings["SAMPLE_PORT"] = "0"
        settings["LOG_LEVEL"] = "info"
        return try await RunningDaemon.run(
            settings: settings,
            build: { config, onListening in
                let environment = try DaemonEnvironment(
                    product: "sample",
                    defaultPort: 0,
                    config: config,
                    writeLog: log.write
                )
                health(environment.health)
                return process(environment, onListening: onListening)
            },
            body
        )
    }

    func process(
        _ environment: DaemonEnvironment,
        onListening: @escaping @Sendable (SocketAddress) -> Void
    ) -> DaemonProcess {
        let router = environment.makeRouter(openAPI: #"{"openapi":"3.1.0"}"#)
        router.addRoutes(routes)
        return DaemonProcess([environment.server(router, onListening: onListening)], logger: environment.logger)
    }

    private var routes: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self)
            .get("notes/:id") { _, context in
                Note(text: context.trace.headers.map { "\($0.name)=\($0.value)" }.joined(separator: " "), noteCount: 1)
            }
            .post("notes") { request, context in
                try await request.decode(as: Note.self, context: context)
            }
            .get("secret") { _, _ -> Note in throw Secret() }
            .get("beds") { _, _ -> Note in throw Shortage.beds }
            .get("abandoned") { _, _ -> Note in throw CancellationError() }
            .get("status/:code") { _, context -> Note in
                throw HTTPError(
                    HTTPResponse.Status(code: Int(context.parameters.get("code") ?? "") ?? 500),
                    headers: [.allow: "PUT"],
                    message: "hunter2-in-the-cause"
                )
            }
            .get("stream") { _, _ in
                Response(
                    status: .ok,
                    body: ResponseBody { writer in
                        try await writer.write(ByteBuffer(string: "one "))
                        try await writer.write(ByteBuffer(string: "two"))
                        try await writer.finish(nil)
                    }
                )
            }
            .get("slow") { _, _ in
                await gate.pass()
                return "at last"
            }
    }
}
