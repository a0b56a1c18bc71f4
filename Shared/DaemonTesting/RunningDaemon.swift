import AsyncHTTPClient
import Configuration
import Daemon
import Foundation
import Logging
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import ServiceLifecycle

/// A daemon that runs inside the test, on a free port of loopback and a home of its own.
package struct RunningDaemon: Sendable {
    /// `http://127.0.0.1:<port>`
    package let url: String
    package let home: String

    package init(url: String, home: String) {
        self.url = url
        self.home = home
    }

    /// Composes a daemon with `build`, runs it while `body` runs, and shuts it down gracefully within a second.
    ///
    /// - Parameters:
    ///   - settings: as in the environment: `["CHAT_PORT": "0"]`; `CONSULTA_HOME` is set.
    ///   - build: the daemon's `buildApplication`; it calls its second argument once it listens.
    @discardableResult
    package static func run<Value: Sendable>(
        settings: [String: String] = [:],
        home: String? = nil,
        build: (ConfigReader, @escaping @Sendable (SocketAddress) -> Void) async throws -> DaemonProcess,
        _ body: @escaping @Sendable (RunningDaemon) async throws -> Value
    ) async throws -> Value {
        try await withTemporaryDirectory { directory in
            let home = home ?? directory
            let (addresses, listening) = AsyncStream.makeStream(of: SocketAddress.self)
            var variables = settings
            variables["CONSULTA_HOME"] = home
            variables["LOG_LEVEL"] = variables["LOG_LEVEL"] ?? "error"
            let config = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: variables))
            let daemon = try await build(config) { listening.yield($0) }
            var services = ServiceGroupConfiguration(
                services: [.init(service: daemon, serviceName: "daemon")],
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
            services.maximumGracefulShutdownDuration = .seconds(1)
            let group = ServiceGroup(configuration: services)
            return try await withThrowingTaskGroup(of: Value?.self) { tasks in
                tasks.addTask {
                    try await group.run()
                    return nil
                }
                tasks.addTask {
                    var iterator = addresses.makeAsyncIterator()
                    guard let port = await iterator.next()?.port else { throw NotListening() }
                    return try await body(RunningDaemon(url: "http://127.0.0.1:\(port)", home: home))
                }
                guard let value = try await tasks.next() ?? nil else { throw NotListening() }
                await group.triggerGracefulShutdown()
                do {
                    _ = try await tasks.next()
                } catch is CancellationError {
                    // What the body left running did not end in time.
                }
                return value
            }
        }
    }

    /// The daemon ended before it listened.
    package struct NotListening: Error {}

    package var port: Int { URLComponents(string: url)?.port ?? 0 }
}

/// An answer, whole.
package struct TestResponse: Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    package let body: String

    package init(status: Int, headers: HTTPHeaders, body: String) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }

    package func header(_ name: String) -> String? { headers.first(name: name) }

    package func decode<Value: Decodable>(_ type: Value.Type = Value.self, by decoder: JSONDecoder) throws -> Value {
        try decoder.decode(Value.self, from: Data(body.utf8))
    }
}

extension RunningDaemon {
    package func get(_ path: String, token: String? = nil, headers: [String: String] = [:]) async throws -> TestResponse
    {
        try await send("GET", path, token: token, headers: headers, body: nil)
    }

    /// - Parameter json: sent as it is.
    package func post(
        _ path: String,
        json: String,
        token: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> TestResponse {
        try await send("POST", path, token: token, headers: headers, body: json)
    }

    package func send(
        _ method: String,
        _ path: String,
        token: String? = nil,
        headers: [String: String] = [:],
        body: String?
    ) async throws -> TestResponse {
        let response = try await open(method, path, token: token, headers: headers, body: body)
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return TestResponse(status: Int(response.status.code), headers: response.headers, body: String(buffer: bytes))
    }

    /// - Parameter bytes: of any kind, which the headers name.
    package func send(
        _ method: String,
        _ path: String,
        token: String?,
        headers: [String: String],
        bytes: ByteBuffer
    ) async throws -> TestResponse {
        var request = request(method, path, token: token, headers: headers)
        request.body = .bytes(bytes)
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
        let answer = try await response.body.collect(upTo: 64 << 20)
        return TestResponse(status: Int(response.status.code), headers: response.headers, body: String(buffer: answer))
    }

    /// The answer as it comes, for streams.
    package func open(
        _ method: String,
        _ path: String,
        token: String? = nil,
        headers: [String: String] = [:],
        body: String?
    ) async throws -> HTTPClientResponse {
        var request = request(method, path, token: token, headers: headers)
        if let body {
            if request.headers["content-type"].isEmpty {
                request.headers.add(name: "content-type", value: "application/json")
            }
            request.body = .bytes(ByteBuffer(string: body))
        }
        return try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    }

    private func request(
        _ method: String,
        _ path: String,
        token: String?,
        headers: [String: String]
    ) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url + path)
        request.method = HTTPMethod(rawValue: method)
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        return request
    }
}
