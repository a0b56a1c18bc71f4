import FoundationEssentials

/// A string as it stands in JSON.
package struct JSONString: Equatable {
    /// With its quotes.
    package let range: Range<Int>
    let hasEscapes: Bool

    /// Whether it says `text`, escapes or not.
    func equals(_ text: StaticString, in bytes: borrowing Span<UInt8>) -> Bool {
        if hasEscapes { return decoded(bytes) == "\(text)" }
        guard range.count == text.utf8CodeUnitCount + 2 else { return false }
        for offset in 0..<text.utf8CodeUnitCount where bytes[range.lowerBound + 1 + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    /// What it says; nil where its bytes are not UTF-8 or an escape is half a character.
    func decoded(_ bytes: borrowing Span<UInt8>) -> String? {
        var copy: [UInt8] = []
        copy.reserveCapacity(range.count)
        for index in range { copy.append(bytes[index]) }
        guard hasEscapes else { return String(validating: copy.dropFirst().dropLast(), as: UTF8.self) }
        return try? JSONDecoder().decode(String.self, from: Data(copy))
    }
}
