import AsyncHTTPClient
import Foundation
import NIOCore
import SuiteProtocol

/// Server-sent events as a test reads them, one at a time.
final class EventReader {
    struct Event: Decodable {
        struct Data: Decodable {
            let conversationID: String?
            let messageID: String?
            let questionID: String?
            let generationID: String?
            let text: String?
            let finishReason: String?
            let leftInstitution: Bool?
            let safety: SafetySeen?
            let entities: [EntitySeen]?
            let model: String?
            let code: String?
            let detail: String?
            let tier: Int?
            let category: String?
            let lines: [HelpLineSeen]?
            let responder: String?
        }

        let id: String?
        let name: String
        let data: Data
    }

    struct SafetySeen: Decodable, Equatable {
        let action: String
        let reason: String?
    }

    struct HelpLineSeen: Decodable, Equatable {
        let name: String
        let telephone: String
    }

    struct EntitySeen: Decodable, Equatable {
        let type: String
        let text: String
        let start: Int
        let end: Int
        let negated: Bool
    }

    private var body: HTTPClientResponse.Body.AsyncIterator
    private var buffer = ""

    init(_ body: HTTPClientResponse.Body) {
        self.body = body.makeAsyncIterator()
    }

    func next() async throws -> Event? {
        while true {
            if let end = buffer.range(of: "\n\n") {
                let block = buffer[..<end.lowerBound]
                buffer = String(buffer[end.upperBound...])
                if let event = try Self.event(block) { return event }
            } else {
                guard let bytes = try await body.next() else { return nil }
                buffer += String(buffer: bytes)
            }
        }
    }

    func rest() async throws -> [Event] {
        var events: [Event] = []
        while let event = try await next() { events.append(event) }
        return events
    }

    private static func event(_ block: Substring) throws -> Event? {
        var fields: [Substring: Substring] = [:]
        for line in block.split(separator: "\n") where !line.hasPrefix(":") {
            let parts = line.split(separator: ":", maxSplits: 1)
            fields[parts[0]] = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
        }
        guard let name = fields["event"], let data = fields["data"] else { return nil }
        return Event(
            id: fields["id"].map(String.init),
            name: String(name),
            data: try WireJSON.decoder().decode(Event.Data.self, from: Data(data.utf8))
        )
    }
}
