import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import SuiteProtocol

/// One server-sent event with JSON.
package struct ServerSentEvent {
    package let name: String
    package let id: Int
    package let data: any Encodable & Sendable

    package init(name: String, id: Int, data: any Encodable & Sendable) {
        (self.name, self.id, self.data) = (name, id, data)
    }

    package var bytes: ByteBuffer {
        let json = (try? WireJSON.encoder().encode(data)) ?? Data("{}".utf8)
        var buffer = ByteBuffer()
        buffer.writeString("id: \(id)\nevent: \(name)\ndata: ")
        buffer.writeBytes(json)
        buffer.writeString("\n\n")
        return buffer
    }

    /// Tells that nothing is new, and the connection lives.
    package static let ping = ByteBuffer(string: ": ping\n\n")
}

extension HTTPFields {
    /// Of a stream of events.
    package static var eventStream: HTTPFields {
        var fields: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
        // Tells a proxy in front not to hold events back.
        if let name = HTTPField.Name("X-Accel-Buffering") { fields[name] = "no" }
        return fields
    }
}
