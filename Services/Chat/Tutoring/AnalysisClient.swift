import AsyncHTTPClient
import Daemon
import FoundationEssentials
import Identity
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol

/// How chat asks analysis. Nothing waits for it: where it is away, chat goes on without.
struct AnalysisClient: Sendable {
    let url: String
    let client: HTTPClient
    let tokens: TokenSigner

    /// For a reading; the model begins after it.
    private static let patience = Duration.milliseconds(20)
    private static let longPatience = TimeAmount.seconds(2)
    private static let largest = 1 << 20
    /// Of a text that is sent to be read.
    private static let longestText = 20_000

    /// Whom the institution names for help; nil where that can't be asked.
    func support() async -> Support? {
        await send(.GET, "/api/support/public", Data?.none, actingFor: nil, trace: TraceContext())
    }

    /// Emotion and style of a message, if they are there in time.
    func read(_ text: String, of principal: Principal, trace: TraceContext) async -> TextReading? {
        guard let body = try? WireJSON.encoder().encode(["text": String(text.prefix(Self.longestText))]) else {
            return nil
        }
        return await withTaskGroup(of: TextReading?.self) { group in
            group.addTask { await send(.POST, "/internal/analyses", body, actingFor: principal, trace: trace) }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func send<Value: Decodable>(
        _ method: HTTPMethod,
        _ path: String,
        _ body: Data?,
        actingFor principal: Principal?,
        trace: TraceContext
    ) async -> Value? {
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        do {
            let token = try await tokens.serviceToken(for: "analysis", actingFor: principal)
            request.headers.add(name: "authorization", value: "Bearer \(token)")
            for header in trace.headers { request.headers.add(name: header.name, value: header.value) }
            if let body {
                request.headers.add(name: "content-type", value: "application/json")
                request.body = .bytes(ByteBuffer(data: body))
            }
            let response = try await client.execute(request, timeout: Self.longPatience)
            guard response.status == .ok else { return nil }
            let bytes = try await response.body.collect(upTo: Self.largest)
            return try WireJSON.decoder().decode(Value.self, from: Data(buffer: bytes))
        } catch {
            return nil
        }
    }
}
