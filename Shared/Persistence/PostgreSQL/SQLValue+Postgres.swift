import Foundation

extension SQLValue {
    /// Reads PostgreSQL's binary format. A timestamp becomes whole milliseconds since 1970.
    init?(_ bytes: UnsafeRawBufferPointer, _ type: PostgresType) {
        switch type {
        case .bool: self = .boolean(bytes.first == 1)
        case .int2: self = .integer(Int64(Int16(truncatingIfNeeded: bytes.bigEndianInteger)))
        case .int4: self = .integer(Int64(Int32(truncatingIfNeeded: bytes.bigEndianInteger)))
        case .int8: self = .integer(Int64(bitPattern: bytes.bigEndianInteger))
        case .oid: self = .integer(Int64(bytes.bigEndianInteger))
        case .float4: self = .real(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bytes.bigEndianInteger))))
        case .float8: self = .real(Double(bitPattern: bytes.bigEndianInteger))
        case .text, .varchar, .bpchar, .name, .json, .unknown: self = .text(String(decoding: bytes, as: UTF8.self))
        case .bytea: self = .blob(Data(bytes))
        case .timestamp, .timestamptz:
            // Microseconds since 2000-01-01.
            let microseconds = Int64(bitPattern: bytes.bigEndianInteger)
            self = .integer(microseconds / 1000 + 946_684_800_000)
        case .numeric: self.init(numeric: bytes)
        case .void: self = .null
        }
    }

    /// `numeric`, the type of sums and averages: four 16-bit words (digits, weight, sign, scale), then base-10000 digits.
    private init?(numeric bytes: UnsafeRawBufferPointer) {
        let words = stride(from: 0, to: bytes.count - 1, by: 2).map { offset in
            Int16(truncatingIfNeeded: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + 2]).bigEndianInteger)
        }
        guard words.count >= 4, words[2] == 0 || words[2] == 0x4000 else { return nil }
        let (weight, isNegative, scale, digits) = (Int(words[1]), words[2] != 0, words[3], words.dropFirst(4))
        if scale == 0, weight < 4 {
            let positions = digits.isEmpty ? 0 : weight + 1
            let magnitude = (0..<positions).reduce(Int64(0)) { sum, position in
                sum * 10_000 + Int64(position < digits.count ? digits[digits.startIndex + position] : 0)
            }
            self = .integer(isNegative ? -magnitude : magnitude)
        } else {
            let magnitude = digits.enumerated().reduce(0.0) { sum, digit in
                sum + Double(digit.element) * pow(10_000, Double(weight - digit.offset))
            }
            self = .real(isNegative ? -magnitude : magnitude)
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Up to eight bytes, the most significant first.
    fileprivate var bigEndianInteger: UInt64 {
        prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
