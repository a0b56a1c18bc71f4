import NIOCore

/// What an endpoint says it used.
package struct TokenUsage: Equatable, Sendable {
    package var input = 0
    package var output = 0

    package init(input: Int = 0, output: Int = 0) {
        self.input = input
        self.output = output
    }
}

/// What the router has to know of an answer, or of one piece of a streamed one.
package struct AnswerOutline: Equatable, Sendable {
    /// Something a reader would see: more than a role, an empty text or nothing.
    package private(set) var hasContent = false
    package private(set) var isFinished = false
    package private(set) var isError = false
    package private(set) var usage: TokenUsage?
    /// How long what a reader would see is, for an answer that doesn't tell its usage.
    package private(set) var contentBytes = 0
    private var hasChoices = false

    /// The piece that only tells usage, which comes when it was asked for.
    package var isUsageOnly: Bool { usage != nil && !hasChoices && !isError }

    package init(_ body: ByteBuffer) throws(MalformedJSON) {
        try self.init(body.readableBytesUInt8Span)
    }

    private init(_ bytes: borrowing Span<UInt8>) throws(MalformedJSON) {
        var cursor = JSONCursor()
        guard try cursor.kind(bytes) == .object else {
            try cursor.skip(bytes)
            try cursor.end(bytes)
            return
        }
        cursor.enter(bytes)
        var isFirst = true
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            let kind = try cursor.kind(bytes)
            if kind == .array, key.equals("choices", in: bytes) {
                try readChoices(&cursor, bytes)
            } else if kind == .object, key.equals("usage", in: bytes) {
                try readUsage(&cursor, bytes)
            } else {
                let value = try cursor.skip(bytes)
                if key.equals("error", in: bytes), bytes[value.lowerBound] != UInt8(ascii: "n") { isError = true }
            }
        }
        try cursor.end(bytes)
    }

    private mutating func readChoices(_ cursor: inout JSONCursor, _ bytes: borrowing Span<UInt8>) throws(MalformedJSON)
    {
        cursor.enter(bytes)
        var isFirst = true
        while try cursor.nextElement(bytes, isFirst: &isFirst) {
            hasChoices = true
            guard try cursor.kind(bytes) == .object else {
                try cursor.skip(bytes)
                continue
            }
            cursor.enter(bytes)
            var isFirstKey = true
            while let key = try cursor.nextKey(bytes, isFirst: &isFirstKey) {
                let kind = try cursor.kind(bytes)
                if kind == .object, key.equals("delta", in: bytes) || key.equals("message", in: bytes) {
                    try readDelta(&cursor, bytes)
                    continue
                }
                let value = try cursor.skip(bytes)
                if key.equals("finish_reason", in: bytes), kind == .string { isFinished = true }
                if key.equals("text", in: bytes), value.count > 2 { count(value) }
            }
        }
    }

    private mutating func count(_ value: Range<Int>) {
        hasContent = true
        contentBytes += value.count - 2
    }

    /// Any member but the role counts, so that reasoning and tool calls of any name do.
    private mutating func readDelta(_ cursor: inout JSONCursor, _ bytes: borrowing Span<UInt8>) throws(MalformedJSON) {
        cursor.enter(bytes)
        var isFirst = true
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            let kind = try cursor.kind(bytes)
            let value = try cursor.skip(bytes)
            guard !key.equals("role", in: bytes), kind != .literal, kind != .number else { continue }
            // `""`, `[]` and `{}` are two bytes long.
            if value.count > 2 { count(value) }
        }
    }

    private mutating func readUsage(_ cursor: inout JSONCursor, _ bytes: borrowing Span<UInt8>) throws(MalformedJSON) {
        cursor.enter(bytes)
        var isFirst = true
        var found = TokenUsage()
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            let value = try cursor.skip(bytes)
            if key.equals("prompt_tokens", in: bytes) { found.input = Self.number(value, bytes) }
            if key.equals("completion_tokens", in: bytes) { found.output = Self.number(value, bytes) }
        }
        usage = found
    }

    /// A whole, non-negative number of at most nine digits; anything else is 0.
    private static func number(_ range: Range<Int>, _ bytes: borrowing Span<UInt8>) -> Int {
        guard range.count <= 9 else { return 0 }
        var number = 0
        for index in range {
            guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return 0 }
            number = number * 10 + Int(bytes[index] - 0x30)
        }
        return number
    }
}
