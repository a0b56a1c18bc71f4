extension String {
    /// What UTF-16 code units say; half a surrogate pair becomes U+FFFD.
    ///
    /// `String(decoding:as:)` goes through a parser of any encoding, unit by unit, and takes ten times as long.
    package init(utf16 units: ArraySlice<UInt16>) {
        let most = units.reduce(0) { $0 + ($1 < 0x80 ? 1 : $1 < 0x800 ? 2 : 3) }
        self = units.withUnsafeBufferPointer { units in
            String(unsafeUninitializedCapacity: most) { bytes in
                var (read, written) = (0, 0)
                func write(_ byte: UInt32) {
                    bytes[written] = UInt8(truncatingIfNeeded: byte)
                    written += 1
                }
                while read < units.count {
                    let scalar = Self.scalar(in: units, at: &read)
                    switch scalar {
                    case ..<0x80:
                        write(scalar)
                    case ..<0x800:
                        write(0xC0 | scalar >> 6)
                        write(0x80 | scalar & 0x3F)
                    case ..<0x10000:
                        write(0xE0 | scalar >> 12)
                        write(0x80 | scalar >> 6 & 0x3F)
                        write(0x80 | scalar & 0x3F)
                    default:
                        write(0xF0 | scalar >> 18)
                        write(0x80 | scalar >> 12 & 0x3F)
                        write(0x80 | scalar >> 6 & 0x3F)
                        write(0x80 | scalar & 0x3F)
                    }
                }
                return written
            }
        }
    }

    private static func scalar(in units: UnsafeBufferPointer<UInt16>, at index: inout Int) -> UInt32 {
        let unit = units[index]
        index += 1
        guard UTF16.isSurrogate(unit) else { return UInt32(unit) }
        guard UTF16.isLeadSurrogate(unit), index < units.count, UTF16.isTrailSurrogate(units[index]) else {
            return 0xFFFD
        }
        let tail = units[index]
        index += 1
        return 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(tail & 0x3FF))
    }
}
