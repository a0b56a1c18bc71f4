import AsyncHTTPClient
import Daemon
import DaemonTesting
import Foundation
import Identity
import InferenceClient
import NIOCore
import NIOPosix
import SuiteProtocol

/// An inference-router that answers byte for byte what a test wrote, and tells what it was asked.
struct ScriptedRouter: Sendable {
    enum Script: Sendable {
        /// An event stream of these parts that ends as HTTP says it must.
        case stream([String])
        /// An event stream that is cut off after these parts.
        case cut([String])
        /// An event stream that stays open after these parts.
        case open([String])
        case whole(status: String, body: String)
        /// The connection is closed without a word.
        case nothing
        /// No answer at all.
        case silence

        var bytes: String {
            switch self {
            case .stream(let parts): Self.head + parts.map(Self.chunk).joined() + "0\r\n\r\n"
            case .cut(let parts), .open(let parts): Self.head + parts.map(Self.chunk).joined()
            case .whole(let status, let body):
                "HTTP/1.1 \(status)\r\ncontent-type: application/json\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
            case .nothing, .silence: ""
            }
        }

        var closes: Bool {
            switch self {
            case .cut, .nothing: true
            case .stream, .open, .whole, .silence: false
            }
        }

        private static let head = """
            HTTP/1.1 200 OK\r
            content-type: text/event-stream\r
            x-consulta-endpoint: medgemma-1\r
            x-consulta-left-institution: false\r
            transfer-encoding: chunked\r
            \r

            """

        private static func chunk(_ text: String) -> String {
            String(text.utf8.count, radix: 16) + "\r\n\(text)\r\n"
        }
    }

    let url: String
    /// Head and body of each request.
    let requests: AsyncStream<String>
    /// An element whenever a caller closes its connection.
    let departures: AsyncStream<Void>

    private static let identity = TestIdentity()

    static func run(_ script: Script, _ body: @escaping @Sendable (ScriptedRouter) async throws -> Void) async throws {
        let (requests, asked) = AsyncStream.makeStream(of: String.self)
        let (departures, left) = AsyncStream.makeStream(of: Void.self)
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let port = server.channel.localAddress?.port ?? 0
        let router = ScriptedRouter(url: "http://127.0.0.1:\(port)", requests: requests, departures: departures)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                try await server.executeThenClose { connections in
                    try await withThrowingDiscardingTaskGroup { group in
                        for try await connection in connections {
                            group.addTask { await answer(connection, script, asked) { left.yield() } }
                        }
                    }
                }
            }
            tasks.addTask { try await body(router) }
            defer { tasks.cancelAll() }
            try await tasks.next()
        }
    }

    private static func answer(
        _ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>,
        _ script: Script,
        _ asked: AsyncStream<String>.Continuation,
        _ leave: @escaping @Sendable () -> Void
    ) async {
        try? await connection.executeThenClose { inbound, outbound in
            var received = ""
            for try await bytes in inbound {
                received += String(buffer: bytes)
                guard isComplete(received) else { continue }
                asked.yield(received)
                received = ""
                if !script.bytes.isEmpty { try await outbound.write(ByteBuffer(string: script.bytes)) }
                if script.closes { return }
            }
        }
        if !script.closes { leave() }
    }

    private static func isComplete(_ request: String) -> Bool {
        guard let headEnd = request.range(of: "\r\n\r\n") else { return false }
        return request[headEnd.upperBound...].hasSuffix("}")
    }
}

extension ScriptedRouter {
    static let person = Principal(subject: "ana", name: "Ana", roles: [.clinician], sessionID: "s1")

    func ask(_ text: String = "¿Qué es la fiebre?", client: HTTPClient = .shared) async throws -> ChatStream {
        let tokens = await TokenSigner(product: "chat", key: Self.identity.chatKey)
        return try await InferenceClient(routerURL: url, client: client, tokens: tokens).stream(
            ChatRequest(model: "medical-chat", messages: [.init(.user, text)], temperature: 0.2, maxTokens: 64),
            dataClass: .clinical,
            actingFor: Self.person,
            trace: TraceContext(requestID: "r-1")
        )
    }

    func embed(_ texts: [String]) async throws -> Embeddings {
        let tokens = await TokenSigner(product: "chat", key: Self.identity.chatKey)
        return try await InferenceClient(routerURL: url, client: .shared, tokens: tokens).embed(
            texts,
            model: "embeddings",
            dataClass: .clinical,
            trace: TraceContext()
        )
    }

    /// Who asks, as the router sees it in a request.
    static func caller(of request: String) async throws -> Principal {
        let line = request.split(separator: "\r\n").first { $0.lowercased().hasPrefix("authorization: bearer ") }
        return try await identity.verifier(product: "inference-router").verify(String((line ?? "").dropFirst(22)))
    }
}
