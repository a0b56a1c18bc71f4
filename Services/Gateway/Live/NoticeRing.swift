import NIOCore

/// A notice's place in the order of one run: `<epoch>-<number>`.
struct NoticeID: Sendable, Equatable {
    let epoch: String
    let number: Int

    init(epoch: String, number: Int) {
        self.epoch = epoch
        self.number = number
    }

    init?(_ text: some StringProtocol) {
        guard let dash = text.lastIndex(of: "-"), let number = Int(text[text.index(after: dash)...]), number >= 0
        else { return nil }
        self.init(epoch: String(text[..<dash]), number: number)
    }

    var text: String { "\(epoch)-\(number)" }
}

/// The last notices of this process, for pages whose connection was cut.
struct NoticeRing: Sendable {
    struct Entry: Sendable {
        let audience: LiveAudience
        fileprivate(set) var text: ByteBuffer
    }

    private let epoch: String
    private let capacity: Int
    private let limit: Int
    private var entries: [Entry] = []
    /// Of the texts that are kept.
    private var bytes = 0
    /// The number of the newest that was forgotten.
    private var forgotten = 0
    /// The number of the newest; the first is 1.
    private var count = 0

    /// - Parameters:
    ///   - epoch: says that these numbers, and no others, are meant. Without a dash.
    ///   - capacity: notices that are kept.
    ///   - limit: bytes that they have together; the newest is kept all the same.
    init(epoch: String, capacity: Int, limit: Int) {
        self.epoch = epoch
        self.capacity = capacity
        self.limit = limit
    }

    var last: NoticeID { NoticeID(epoch: epoch, number: count) }

    /// Keeps a notice whose JSON, an object with at least one field, is given its id.
    mutating func append(_ notice: ByteBuffer, for audience: LiveAudience) -> ByteBuffer {
        if count - forgotten == capacity { forgetOldest() }
        count += 1
        let text = LiveNotice.numbered(last, notice)
        let entry = Entry(audience: audience, text: text)
        if entries.count < capacity { entries.append(entry) } else { entries[(count - 1) % capacity] = entry }
        bytes += text.readableBytes
        while bytes > limit, count - forgotten > 1 { forgetOldest() }
        return text
    }

    private mutating func forgetOldest() {
        bytes -= entries[forgotten % capacity].text.readableBytes
        entries[forgotten % capacity].text = ByteBuffer()
        forgotten += 1
    }

    /// What came after `id`, oldest first; nil where that isn't known any more.
    func entries(after id: NoticeID) -> [Entry]? {
        guard id.epoch == epoch, id.number <= count, id.number >= forgotten else { return nil }
        return (id.number..<count).map { entries[$0 % capacity] }
    }
}
