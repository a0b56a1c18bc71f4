import FoundationEssentials

/// What of a conversation an endpoint would fetch itself: addresses in `image_url` and its like that are not data URLs.
package struct MediaAddresses: Equatable, Sendable {
    package private(set) var urls: [String] = []

    /// Whether each is on a host from which fetching is allowed.
    package func areAllowed(_ hosts: Set<String>) -> Bool {
        urls.allSatisfy { text in
            guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(), let host = url.host
            else { return false }
            return (scheme == "http" || scheme == "https") && hosts.contains(host.lowercased())
        }
    }

    /// Reads the value of `messages`.
    mutating func readMessages(_ cursor: inout JSONCursor, _ bytes: borrowing Span<UInt8>) throws(MalformedJSON) {
        try readObjects(&cursor, bytes, isMessage: true)
    }

    /// The objects of an array: messages, or the parts of what one says.
    private mutating func readObjects(
        _ cursor: inout JSONCursor,
        _ bytes: borrowing Span<UInt8>,
        isMessage: Bool
    ) throws(MalformedJSON) {
        guard try cursor.kind(bytes) == .array else {
            try cursor.skip(bytes)
            return
        }
        cursor.enter(bytes)
        var isFirst = true
        while try cursor.enterNextObject(bytes, isFirst: &isFirst) {
            var isFirstKey = true
            while let key = try cursor.nextKey(bytes, isFirst: &isFirstKey) {
                if isMessage, key.equals("content", in: bytes) {
                    try readObjects(&cursor, bytes, isMessage: false)
                } else if !isMessage, Self.isMedia(key, bytes) {
                    try readMedia(&cursor, bytes)
                } else {
                    try cursor.skip(bytes)
                }
            }
        }
    }

    private static func isMedia(_ key: JSONString, _ bytes: borrowing Span<UInt8>) -> Bool {
        key.equals("image_url", in: bytes) || key.equals("video_url", in: bytes) || key.equals("audio_url", in: bytes)
    }

    /// `{"url": "…"}`, or as some have it the text alone.
    private mutating func readMedia(_ cursor: inout JSONCursor, _ bytes: borrowing Span<UInt8>) throws(MalformedJSON) {
        switch try cursor.kind(bytes) {
        case .string: try readAddress(&cursor, bytes)
        case .object:
            cursor.enter(bytes)
            var isFirst = true
            while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
                if try cursor.kind(bytes) == .string, key.equals("url", in: bytes) {
                    try readAddress(&cursor, bytes)
                } else {
                    try cursor.skip(bytes)
                }
            }
        default: try cursor.skip(bytes)
        }
    }

    private mutating func readAddress(
        _ cursor: inout JSONCursor,
        _ bytes: borrowing Span<UInt8>
    ) throws(MalformedJSON) {
        let value = try cursor.string(bytes)
        // Data URLs hold whole images: they are not decoded to be looked at.
        guard !Self.isData(value, bytes) else { return }
        guard let text = value.decoded(bytes) else { throw .syntax }
        urls.append(text)
    }

    private static func isData(_ value: JSONString, _ bytes: borrowing Span<UInt8>) -> Bool {
        let scheme: StaticString = "data:"
        guard value.range.count > scheme.utf8CodeUnitCount + 1 else { return false }
        for offset in 0..<scheme.utf8CodeUnitCount
        where bytes[value.range.lowerBound + 1 + offset] != scheme.utf8Start[offset] {
            return false
        }
        return true
    }
}
