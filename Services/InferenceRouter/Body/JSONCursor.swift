/// What is not JSON (RFC 8259).
package enum MalformedJSON: Error, Equatable {
    /// It may become JSON with more bytes.
    case truncated
    case syntax
    /// Nested deeper than a request has reason to be.
    case depth
}

/// Walks over JSON bytes without decoding them. Strict, except that it leaves the UTF-8 inside strings to others.
package struct JSONCursor {
    package enum Kind: Equatable {
        case object, array, string, number, literal
    }

    package var index: Int

    static let depthLimit = 256

    package init(at index: Int = 0) {
        self.index = index
    }

    /// What the next value is; only white space is passed over.
    package mutating func kind(_ bytes: borrowing Span<UInt8>) throws(MalformedJSON) -> Kind {
        skipSpace(bytes)
        guard index < bytes.count else { throw .truncated }
        switch bytes[index] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), 0x30...0x39: return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .literal
        default: throw .syntax
        }
    }

    /// Steps into the object or array that comes next.
    package mutating func enter(_ bytes: borrowing Span<UInt8>) {
        index += 1
    }

    /// The next key of an object that was entered, its colon passed; nil at the object's end, which is passed too.
    package mutating func nextKey(
        _ bytes: borrowing Span<UInt8>,
        isFirst: inout Bool
    ) throws(MalformedJSON) -> JSONString? {
        guard try separator(bytes, closing: UInt8(ascii: "}"), isFirst: &isFirst) else { return nil }
        let key = try string(bytes)
        skipSpace(bytes)
        guard index < bytes.count else { throw .truncated }
        guard bytes[index] == UInt8(ascii: ":") else { throw .syntax }
        index += 1
        return key
    }

    /// Whether an array that was entered has another element; at its end the bracket is passed.
    package mutating func nextElement(
        _ bytes: borrowing Span<UInt8>,
        isFirst: inout Bool
    ) throws(MalformedJSON) -> Bool {
        try separator(bytes, closing: UInt8(ascii: "]"), isFirst: &isFirst)
    }

    /// Steps into the next object of an array that was entered; what is none is passed over. False at the array's end.
    package mutating func enterNextObject(
        _ bytes: borrowing Span<UInt8>,
        isFirst: inout Bool
    ) throws(MalformedJSON) -> Bool {
        while try nextElement(bytes, isFirst: &isFirst) {
            if try kind(bytes) == .object {
                enter(bytes)
                return true
            }
            try skip(bytes)
        }
        return false
    }

    /// Passes the next value and returns where it stands.
    @discardableResult
    package mutating func skip(_ bytes: borrowing Span<UInt8>, depth: Int = 0) throws(MalformedJSON) -> Range<Int> {
        let kind = try kind(bytes)
        let start = index
        switch kind {
        case .string: _ = try string(bytes)
        case .number: try number(bytes)
        case .literal: try literal(bytes)
        case .object:
            guard depth < Self.depthLimit else { throw .depth }
            enter(bytes)
            var isFirst = true
            while try nextKey(bytes, isFirst: &isFirst) != nil { try skip(bytes, depth: depth + 1) }
        case .array:
            guard depth < Self.depthLimit else { throw .depth }
            enter(bytes)
            var isFirst = true
            while try nextElement(bytes, isFirst: &isFirst) { try skip(bytes, depth: depth + 1) }
        }
        return start..<index
    }

    /// Passes the string that comes next.
    package mutating func string(_ bytes: borrowing Span<UInt8>) throws(MalformedJSON) -> JSONString {
        skipSpace(bytes)
        guard index < bytes.count else { throw .truncated }
        guard bytes[index] == UInt8(ascii: "\"") else { throw .syntax }
        let start = index
        var hasEscapes = false
        index += 1
        while true {
            skipPlain(bytes)
            guard index < bytes.count else { throw .truncated }
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return JSONString(range: start..<index, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try escape(bytes)
            case 0..<0x20: throw .syntax
            default: index += 1
            }
        }
    }

    /// Only white space is left.
    package mutating func end(_ bytes: borrowing Span<UInt8>) throws(MalformedJSON) {
        skipSpace(bytes)
        guard index == bytes.count else { throw .syntax }
    }

    package mutating func skipSpace(_ bytes: borrowing Span<UInt8>) {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    /// True in front of another member; false behind the closing bracket.
    private mutating func separator(
        _ bytes: borrowing Span<UInt8>,
        closing: UInt8,
        isFirst: inout Bool
    ) throws(MalformedJSON) -> Bool {
        skipSpace(bytes)
        guard index < bytes.count else { throw .truncated }
        if bytes[index] == closing {
            index += 1
            return false
        }
        if isFirst {
            isFirst = false
            return true
        }
        guard bytes[index] == UInt8(ascii: ",") else { throw .syntax }
        index += 1
        skipSpace(bytes)
        guard index < bytes.count else { throw .truncated }
        // A comma is followed by a member: no trailing ones.
        guard bytes[index] != closing else { throw .syntax }
        return true
    }
}
