import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// A JSON document whose missing parts are nil.
struct JSON {
    let value: Any?

    init(_ value: Any?) { self.value = value }

    init(_ body: ByteBuffer) throws {
        value = try JSONSerialization.jsonObject(with: Data(buffer: body))
    }

    subscript(key: String) -> JSON { JSON((value as? [String: Any])?[key]) }

    subscript(index: Int) -> JSON {
        let list = value as? [Any] ?? []
        return JSON(list.indices.contains(index) ? list[index] : nil)
    }

    var list: [JSON] { (value as? [Any] ?? []).map(JSON.init) }
    var string: String? { value as? String }
    var int: Int? { value as? Int }
    var bool: Bool? { value as? Bool }
}

struct Reply {
    let status: Int
    let headers: HTTPHeaders
    let body: ByteBuffer

    var text: String { String(buffer: body) }
    var json: JSON { get throws { try JSON(body) } }

    /// The data of a body of server-sent events.
    var events: [String] {
        text.components(separatedBy: "\n\n").filter { !$0.isEmpty }.map { String($0.dropFirst("data: ".count)) }
    }

    /// The events that are JSON.
    var chunks: [JSON] {
        get throws { try events.filter { $0 != "[DONE]" }.map { try JSON(ByteBuffer(string: $0)) } }
    }

    /// The objects of a body with one JSON object a line.
    var lines: [JSON] {
        get throws { try text.split(separator: "\n").map { try JSON(ByteBuffer(substring: $0)) } }
    }
}

/// A body that ended before its end, and what of it arrived.
struct BrokenBody: Error {
    let part: String
    let error: any Error
}

extension ModelSimulatorProcess {
    /// As many connections at once as there are requests.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1_000
        return HTTPClient(configuration: configuration)
    }()

    func get(_ path: String, headers: HTTPHeaders = [:]) async throws -> Reply {
        try await send(.GET, path, headers: headers)
    }

    func post(_ path: String, _ body: String, headers: HTTPHeaders = [:]) async throws -> Reply {
        try await send(.POST, path, body: ByteBuffer(string: body), headers: headers)
    }

    /// A chat request of one message.
    func chat(_ message: String, stream: Bool = false, headers: HTTPHeaders = [:]) async throws -> Reply {
        try await post("/v1/chat/completions", chatBody(message, stream: stream), headers: headers)
    }

    func send(
        _ method: HTTPMethod,
        _ path: String,
        body: ByteBuffer? = nil,
        headers: HTTPHeaders = [:]
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        request.headers = headers
        if let body { request.body = .bytes(body) }
        let response = try await Self.client.execute(request, timeout: .seconds(10))
        var received = ByteBuffer()
        do {
            for try await part in response.body { received.writeImmutableBuffer(part) }
        } catch {
            throw BrokenBody(part: String(buffer: received), error: error)
        }
        return Reply(status: Int(response.status.code), headers: response.headers, body: received)
    }
}

func chatBody(_ message: String, stream: Bool = false) -> String {
    """
    {"model": "simulated-medgemma", "stream": \(stream), "messages": [{"role": "user", "content": "\(message)"}]}
    """
}

/// A simulator that answers at once.
func quickSimulator(_ options: String...) async throws -> ModelSimulatorProcess {
    try await ModelSimulatorProcess(options: ["--first-token-ms", "0", "--tokens-per-second", "0"] + options)
}
