/// The chunks that have a term, ascending, and how often it stands in each field.
///
/// A posting is the distance from the one before, doubled, and odd where the term stands once in the body and nowhere
/// else; otherwise three counts follow.
struct PostingList: Sendable {
    /// The posting that was read last.
    struct Posting {
        private(set) var slot = 0
        private(set) var title: UInt8 = 0
        private(set) var heading: UInt8 = 0
        private(set) var body: UInt8 = 0
        private var position = 0

        /// Goes on to the next posting; false where there is none.
        @inline(__always)
        mutating func read(_ bytes: Span<UInt8>) -> Bool {
            guard position < bytes.count else { return false }
            let head = VariableLength.read(bytes, &position)
            slot += Int(head >> 1)
            if head & 1 == 1 {
                (title, heading, body) = (0, 0, 1)
            } else {
                (title, heading, body) = (bytes[position], bytes[position + 1], bytes[position + 2])
                position += 3
            }
            return true
        }
    }

    private(set) var bytes: [UInt8] = []
    private(set) var count = 0
    private var last: UInt32 = 0

    var memory: Int { bytes.capacity }

    /// - Parameter slot: greater than those before.
    mutating func append(slot: UInt32, title: UInt8, heading: UInt8, body: UInt8) {
        let isOnceInBody = title == 0 && heading == 0 && body == 1
        VariableLength.append((slot - last) << 1 | (isOnceInBody ? 1 : 0), to: &bytes)
        if !isOnceInBody { bytes += [title, heading, body] }
        last = slot
        count += 1
    }
}
