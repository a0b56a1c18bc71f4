import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

extension ModelSimulatorProcess {
    package struct ControlError: Error {
        package let status: UInt
    }

    /// What it saw since its start or the last reset. Times are milliseconds since 1970.
    package struct Counters: Decodable, Sendable {
        package let requests: Int
        package let byPath: [String: Int]
        package let active: Int
        package let openConnections: Int
        package let openStreams: Int
        package let completed: Int
        package let cancelled: Int
        package let cancelledAt: [Double]
        package let faults: [String: Int]
        package let lastRequestAt: Double?
    }

    /// The shape of a request that reached it.
    package struct SeenRequest: Decodable, Sendable {
        package struct Message: Decodable, Sendable {
            package let role: String
            package let length: Int
            package let images: Int
        }

        package let method: String
        package let path: String
        package let receivedAt: Double
        package let bodyBytes: Int
        package let bodyDigest: String
        package let headers: [String: String]
        package let hasAuthorization: Bool
        package let keys: [String]
        package let model: String?
        package let stream: Bool?
        package let includeUsage: Bool?
        package let messages: [Message]
        package let tools: Int
    }

    package func counters() async throws -> Counters {
        try await control(.GET, "counters")
    }

    /// The counters once they fulfil `condition`, or as they are when `limit` has passed.
    package func counters(
        within limit: Duration = .seconds(2),
        when condition: @Sendable (Counters) -> Bool
    ) async throws -> Counters {
        let deadline = ContinuousClock.now + limit
        while true {
            let counters = try await counters()
            if condition(counters) || .now >= deadline { return counters }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// The last fifty requests, oldest first.
    package func seenRequests() async throws -> [SeenRequest] {
        struct Answer: Decodable {
            let requests: [SeenRequest]
        }
        let answer: Answer = try await control(.GET, "requests")
        return answer.requests
    }

    /// Gives a fault such as `503` or `cut=5` to the next `count` requests, or to all until they are
    /// cleared; to inference requests, or to those whose path starts with `path`. `refuse=2` acts at once.
    package func give(_ fault: String, count: Int? = nil, path: String? = nil) async throws {
        struct Fault: Encodable {
            let fault: String
            let count: Int?
            let path: String?
        }
        let body = try JSONEncoder().encode(Fault(fault: fault, count: count, path: path))
        try await control(.POST, "faults", body)
    }

    package func clearFaults() async throws {
        try await control(.DELETE, "faults")
    }

    /// Forgets counters, requests and faults.
    package func reset() async throws {
        try await control(.POST, "reset")
    }

    /// One of its own: the tests' streams may hold every connection of the shared client.
    private static let client = HTTPClient()

    private func control<Answer: Decodable>(_ method: HTTPMethod, _ path: String) async throws -> Answer {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Answer.self, from: try await control(method, path))
    }

    @discardableResult
    private func control(_ method: HTTPMethod, _ path: String, _ body: Data? = nil) async throws -> ByteBuffer {
        var request = HTTPClientRequest(url: "\(url)/simulator/\(path)")
        request.method = method
        if let body { request.body = .bytes(ByteBuffer(data: body)) }
        let response = try await Self.client.execute(request, timeout: .seconds(5))
        let answer = try await response.body.collect(upTo: 16 << 20)
        guard response.status == .ok else { throw ControlError(status: response.status.code) }
        return answer
    }
}
