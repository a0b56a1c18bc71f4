import NIOCore

/// Field lines on their way out, written straight into the bytes that will be sent.
package struct FieldLines: Sendable {
    package var bytes: ByteBuffer

    package init(capacity: Int = 512) {
        bytes = ByteBufferAllocator().buffer(capacity: capacity)
    }

    package init(_ fields: [(String, String)]) {
        self.init(capacity: 256)
        for (name, value) in fields { add(name, value) }
    }

    /// Appends `name: value`. Control characters in the value become spaces, so that no value can end its line.
    package mutating func add(_ name: StaticString, _ value: String) {
        bytes.writeStaticString(name)
        bytes.writeStaticString(": ")
        addValue(value)
        endLine()
    }

    package mutating func add(_ name: String, _ value: String) {
        bytes.writeString(name)
        bytes.writeStaticString(": ")
        addValue(value)
        endLine()
    }

    package mutating func add(_ name: StaticString, _ value: Int) {
        bytes.writeStaticString(name)
        bytes.writeStaticString(": ")
        bytes.writeDecimal(value)
        endLine()
    }

    /// Appends lines that were made before, each ending in CR LF.
    package mutating func add(_ lines: FieldLines) {
        bytes.writeImmutableBuffer(lines.bytes)
    }

    /// Appends the field lines of `block` but for those of its own connection, those in `dropped` and those
    /// `removed` names (in lower case), whole runs at a time.
    mutating func add(_ block: HeaderBlock, dropping dropped: KnownFieldSet, named removed: [String] = []) {
        let connectionNames = block.connection.fieldNames
        var runStart = -1
        var runEnd = 0
        for field in block.fields {
            if dropped.contains(field.known) || block.hasName(field, among: connectionNames)
                || block.hasName(field, among: removed)
            {
                copy(block, runStart, runEnd)
                runStart = -1
            } else {
                if runStart < 0 { runStart = Int(field.nameStart) }
                runEnd = Int(field.lineEnd)
            }
        }
        copy(block, runStart, runEnd)
    }

    mutating func copy(_ block: HeaderBlock, _ start: Int, _ end: Int) {
        guard start >= 0, end > start else { return }
        block.bytes.withUnsafeReadableBytes { source in
            _ = bytes.writeBytes(UnsafeRawBufferPointer(rebasing: source[start..<end]))
        }
    }

    private mutating func addValue(_ value: String) {
        if value.utf8.allSatisfy(ByteClass.isFieldValue) {
            bytes.writeString(value)
        } else {
            bytes.writeBytes(value.utf8.map { ByteClass.isFieldValue($0) ? $0 : ByteClass.space })
        }
    }

    mutating func endLine() {
        bytes.writeInteger(UInt16(0x0D0A))
    }
}
