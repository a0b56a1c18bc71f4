import FoundationEssentials

/// A UUIDv7 (RFC 9562) as lower-case text: ids sort by age, to a quarter of a microsecond.
///
/// 48 bits of Unix milliseconds, 12 bits of their fraction (section 6.2, method 3), 62 bits of randomness.
package func newID(at date: Date = Date()) -> String {
    let milliseconds = max(0, date.timeIntervalSince1970 * 1000)
    let whole = UInt64(milliseconds)
    let fraction = UInt64((milliseconds - Double(whole)) * 0x1000)
    let high = whole << 16 | 0x7000 | fraction
    let low = 0x8000_0000_0000_0000 | UInt64.random(in: 0..<0x4000_0000_0000_0000)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for index in 0..<32 {
        let word = index < 16 ? high : low
        let nibble = UInt8(truncatingIfNeeded: word >> UInt64(60 - index % 16 * 4)) & 0xF
        if [8, 12, 16, 20].contains(index) { text.append(UInt8(ascii: "-")) }
        text.append(nibble < 10 ? nibble + UInt8(ascii: "0") : nibble - 10 + UInt8(ascii: "a"))
    }
    return String(decoding: text, as: UTF8.self)
}

/// True for the 36-character form with dashes; ids from outside are checked before they reach a store.
package func isID(_ text: some StringProtocol) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 36
        && bytes.enumerated().allSatisfy { index, byte in
            [8, 13, 18, 23].contains(index)
                ? byte == UInt8(ascii: "-")
                : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
}
