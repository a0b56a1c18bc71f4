import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// A sister daemon that says what it was asked.
enum FakeDaemon {
    /// What it got, as JSON.
    struct Echo: Codable, ResponseEncodable {
        let method: String
        let path: String
        let headers: [String: String]
        let bytes: Int
    }

    static func run(
        health: String = #"{"status":"ok","version":"0.1.0","uptime_s":7,"dependencies":{}}"#,
        _ body: @escaping @Sendable (_ url: String) async throws -> Void
    ) async throws {
        let router = Router()
        router.get("health") { _, _ in
            Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: health)))
        }
        router.get("openapi.json") { _, _ in
            #"{"info":{"title":"Conversaciones"},"paths":{"/api/chat":{"post":{"summary":"Pregunta <algo>"}}}}"#
        }
        router.get("endpoints") { _, _ in #"{"items":[{"id":"e1","url":"http://gpu:8000","state":"up","in_flight":2}]}"#
        }
        router.post("api/chat") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/event-stream"],
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: "id: 1\nevent: delta\ndata: {\"text\":\"hola\"}\n\n"))
                    try await writer.finish(nil)
                }
            )
        }
        for method in [HTTPRequest.Method.get, .put, .delete] {
            router.on("api/**", method: method, use: echo)
            router.on("v1/**", method: method, use: echo)
            router.on("**", method: method, use: echo)
        }
        for path in ["api/cancel", "api/generate", "v1/**"] {
            router.on(RouterPath(path), method: .post, use: echo)
        }
        let ports = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { ports.continuation.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "daemon", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        let group = ServiceGroup(configuration: .init(services: [application], logger: application.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.stream.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            do {
                try await body("http://127.0.0.1:\(port)")
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Sendable private static func echo(_ request: Request, context: BasicRequestContext) async throws -> Echo {
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        let body = try await request.body.collect(upTo: 1 << 20)
        return Echo(
            method: request.method.rawValue,
            path: request.uri.description,
            headers: headers,
            bytes: body.readableBytes
        )
    }
}
