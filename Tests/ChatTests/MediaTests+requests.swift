import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import Persistence
import SuiteProtocol
import Testing

/// Images on their way to the daemon and back, and what is left of them there.
extension MediaTests {
    struct Upload: Decodable {
        let id: String
        let type: String
        let width: Int
        let height: Int
        let bytes: Int
    }

    struct Answer {
        let status: UInt
        let body: String
    }

    func eventually(_ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while try await !condition() {
            guard .now < deadline else { throw Late() }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    struct Late: Error {}

    func rows(of table: String, _ chat: ChatFixture) async throws -> Int {
        try await chat.withDatabase { database in
            try await database.read { try $0.value("SELECT COUNT(*) AS value FROM \(identifier: table)", as: Int.self) }
                ?? 0
        }
    }

    func files(of chat: ChatFixture) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: chat.daemon.home + "/media/chat")
    }

    func upload(_ image: Data, to chat: ChatFixture, _ token: String) async throws -> Upload {
        let response = try await send(image, to: chat, token)
        #expect(response.status == 201, "\(response.body)")
        return try WireJSON.decoder().decode(Upload.self, from: Data(response.body.utf8))
    }

    func send(_ image: Data, to chat: ChatFixture, _ token: String) async throws -> Answer {
        var request = HTTPClientRequest(url: chat.daemon.url + "/api/media")
        request.method = .POST
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        request.headers.add(name: "content-type", value: "image/png")
        request.body = .bytes(ByteBuffer(data: image))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let body = try await response.body.collect(upTo: 1 << 20)
        return Answer(status: response.status.code, body: String(buffer: body))
    }

    func content(
        _ path: String,
        of chat: ChatFixture,
        _ token: String
    ) async throws -> (Data, HTTPHeaders) {
        let response = try await chat.daemon.open("GET", path, token: token, body: nil)
        #expect(response.status == .ok)
        return (Data(buffer: try await response.body.collect(upTo: 64 << 20)), response.headers)
    }

    func form(
        _ parts: [(String, Data)],
        to chat: ChatFixture,
        _ token: String
    ) async throws -> HTTPClientResponse {
        var body = Data()
        for (name, content) in parts {
            body += Data("--frontera\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"a\"\r\n\r\n".utf8)
            body += content + Data("\r\n".utf8)
        }
        var request = HTTPClientRequest(url: chat.daemon.url + "/api/image-analysis")
        request.method = .POST
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        request.headers.add(name: "content-type", value: "multipart/form-data; boundary=frontera")
        request.body = .bytes(ByteBuffer(data: body + Data("--frontera--\r\n".utf8)))
        return try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    }
}
