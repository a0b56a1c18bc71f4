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

/// What the router has to know of an answer, or of one piece of a streamed one, in OpenAI's words or in Ollama's.
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
    package var isUsageOnly: Bool { usage != nil && !hasChoices && !isFinished && !isError }

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
            } else if kind == .object, key.equals("message", in: bytes) {
                try readDelta(&cursor, bytes)
            } else {
                let value = try cursor.skip(bytes)
                note(key, value, kind, bytes)
            }
        }
        try cursor.end(bytes)
    }

    /// What stands beside OpenAI's choices, or in Ollama's objects.
    private mutating func note(
        _ key: JSONString,
        _ value: Range<Int>,
        _ kind: JSONCursor.Kind,
        _ bytes: borrowing Span<UInt8>
    ) {
        switch kind {
        case .string where key.equals("response", in: bytes) || key.equals("thinking", in: bytes):
            if value.count > 2 { count(value) }
        case .literal where key.equals("done", in: bytes):
            if bytes[value.lowerBound] == UInt8(ascii: "t") { isFinished = true }
        case .number where key.equals("prompt_eval_count", in: bytes):
            usage = TokenUsage(input: Self.number(value, bytes), output: usage?.output ?? 0)
        case .number where key.equals("eval_count", in: bytes):
            usage = TokenUsage(input: usage?.input ?? 0, output: Self.number(value, bytes))
        case .literal where bytes[value.lowerBound] == UInt8(ascii: "n"): break
        default: if key.equals("error", in: bytes) { isError = true }
        }
    }

    private mutating func readChoices(_ cursor: inout JSONCursor, _ bytes: borrowing Span<UInt8>) throws(MalformedJSON)
    {
        cursor.enter(bytes)
        var isFirst = true
        while try cursor.enterNextObject(bytes, isFirst: &isFirst) {
            hasChoices = true
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
