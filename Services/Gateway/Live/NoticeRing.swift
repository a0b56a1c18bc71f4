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
        let text: ByteBuffer
    }

    private let epoch: String
    private let capacity: Int
    private var entries: [Entry] = []
    /// The number of the newest; the first is 1.
    private var count = 0

    /// - Parameter epoch: says that these numbers, and no others, are meant. Without a dash.
    init(epoch: String, capacity: Int) {
        self.epoch = epoch
        self.capacity = capacity
    }

    var last: NoticeID { NoticeID(epoch: epoch, number: count) }

    /// Keeps a notice whose JSON, an object with at least one field, is given its id.
    mutating func append(_ notice: ByteBuffer, for audience: LiveAudience) -> ByteBuffer {
        count += 1
        let text = LiveNotice.numbered(last, notice)
        let entry = Entry(audience: audience, text: text)
        if entries.count < capacity { entries.append(entry) } else { entries[(count - 1) % capacity] = entry }
        return text
    }

    /// What came after `id`, oldest first; nil where that isn't known any more.
    func entries(after id: NoticeID) -> [Entry]? {
        guard id.epoch == epoch, id.number <= count, id.number >= count - entries.count else { return nil }
        return (id.number..<count).map { entries[$0 % capacity] }
    }
}
