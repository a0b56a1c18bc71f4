/// The chunks that have a term, ascending, and how often it stands in each field.
///
/// A posting is the distance from the one before, doubled, and odd where the term stands once in the body and nowhere
/// else; otherwise three counts follow.
struct PostingList: Sendable {
    struct Posting {
        let slot: Int
        let title: UInt8
        let heading: UInt8
        let body: UInt8
    }

    private var bytes: [UInt8] = []
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

    @inline(__always)
    func forEach(_ body: (Posting) -> Void) {
        let bytes = bytes.span
        var position = 0
        var slot = 0
        while position < bytes.count {
            let head = VariableLength.read(bytes, &position)
            slot += Int(head >> 1)
            if head & 1 == 1 {
                body(Posting(slot: slot, title: 0, heading: 0, body: 1))
            } else {
                body(
                    Posting(
                        slot: slot,
                        title: bytes[position],
                        heading: bytes[position + 1],
                        body: bytes[position + 2]
                    )
                )
                position += 3
            }
        }
    }
}
