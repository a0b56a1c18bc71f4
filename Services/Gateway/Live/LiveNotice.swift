import Daemon
import NIOCore

/// A notice as pages get it: the event without its envelope.
struct LiveNotice: Codable {
    let type: String
    let subject: String
    let data: JSONValue

    /// All that concerned the page has been sent.
    static func connected(_ last: NoticeID) -> ByteBuffer { numbered(last, plain("connected")) }

    /// Some may be missing: the page has to ask again.
    static func resumed(_ last: NoticeID) -> ByteBuffer { numbered(last, plain("resumed")) }

    /// `{"id": …` before the fields of `notice`.
    static func numbered(_ id: NoticeID, _ notice: ByteBuffer) -> ByteBuffer {
        var text = ByteBuffer()
        text.reserveCapacity(notice.readableBytes + 40)
        text.writeString("{\"id\":\"\(id.text)\",")
        text.writeBytes(notice.readableBytesView.dropFirst())
        return text
    }

    private static func plain(_ type: String) -> ByteBuffer {
        ByteBuffer(string: "{\"type\":\"\(type)\",\"subject\":\"\",\"data\":{}}")
    }
}
