/// Where one field line stands inside a head, as offsets from the head's first byte.
package struct HeaderField: Sendable {
    let nameStart: UInt16
    let nameEnd: UInt16
    let valueStart: UInt16
    let valueEnd: UInt16
    /// Past the line's CR LF.
    let lineEnd: UInt16
    let known: KnownField

    /// Reads field lines from `start` up to and with the empty line. Returns where the section ends, nil
    /// while it is incomplete. Folded lines, space before the colon and bare CR or LF are refused.
    static func parse(
        _ bytes: borrowing Span<UInt8>,
        from start: Int,
        into fields: inout [HeaderField],
        limit: Int
    ) throws(MalformedMessage) -> Int? {
        var index = start
        let end = bytes.count
        while true {
            guard index < end else { return nil }
            if bytes[index] == ByteClass.carriageReturn {
                guard index + 1 < end else { return nil }
                guard bytes[index + 1] == ByteClass.lineFeed else { throw .fieldName }
                return index + 2
            }
            let nameStart = index
            while index < end, ByteClass.isToken(bytes[index]) { index += 1 }
            guard index < end else { return nil }
            guard bytes[index] == ByteClass.colon, index > nameStart else { throw .fieldName }
            let nameEnd = index
            index += 1
            while index < end, bytes[index] == ByteClass.space || bytes[index] == ByteClass.tab { index += 1 }
            let valueStart = index
            while index < end, ByteClass.isFieldValue(bytes[index]) { index += 1 }
            guard index + 1 < end else { return nil }
            guard bytes[index] == ByteClass.carriageReturn, bytes[index + 1] == ByteClass.lineFeed else {
                throw .fieldValue
            }
            var valueEnd = index
            while valueEnd > valueStart,
                bytes[valueEnd - 1] == ByteClass.space || bytes[valueEnd - 1] == ByteClass.tab
            {
                valueEnd -= 1
            }
            index += 2
            guard fields.count < limit, index <= Int(UInt16.max) else { throw .tooLarge }
            fields.append(
                HeaderField(
                    nameStart: UInt16(truncatingIfNeeded: nameStart),
                    nameEnd: UInt16(truncatingIfNeeded: nameEnd),
                    valueStart: UInt16(truncatingIfNeeded: valueStart),
                    valueEnd: UInt16(truncatingIfNeeded: valueEnd),
                    lineEnd: UInt16(truncatingIfNeeded: index),
                    known: KnownField.recognise(bytes, nameStart, nameEnd)
                )
            )
        }
    }
}
