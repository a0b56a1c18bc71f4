import FoundationEssentials
import NIOCore
import SuiteProtocol

/// One server-sent event with JSON.
struct ServerSentEvent {
    let name: String
    let id: Int
    let data: any Encodable & Sendable

    var bytes: ByteBuffer {
        let json = (try? WireJSON.encoder().encode(data)) ?? Data("{}".utf8)
        var buffer = ByteBuffer()
        buffer.writeString("id: \(id)\nevent: \(name)\ndata: ")
        buffer.writeBytes(json)
        buffer.writeString("\n\n")
        return buffer
    }
}
