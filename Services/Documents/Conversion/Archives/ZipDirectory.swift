/// The central directory of a ZIP archive (APPNOTE.TXT 6.3.10, 4.3), read without opening any of its files.
struct ZipDirectory {
    struct Entry: Equatable {
        /// As it stands there: whatever path it names.
        let name: String
        let isEncrypted: Bool
        let isLink: Bool
        /// 0 is stored, 8 is DEFLATE.
        let method: Int
        let packedSize: Int
        /// As it says; it may lie.
        let size: Int
        let checksum: UInt32
        /// Of its local header.
        let offset: Int

        var isFolder: Bool { name.hasSuffix("/") }

        /// Whether it would land outside of where it is unpacked.
        var leavesItsFolder: Bool {
            let path = name.replacing("\\", with: "/")
            return isLink || path.hasPrefix("/") || path.dropFirst().hasPrefix(":") || path.contains("\0")
                || path.split(separator: "/").contains("..")
        }
    }

    /// Bytes: more than any archive has that people make.
    private static let largest = 64 << 20

    let entries: [Entry]

    init(_ file: FileBytes, limit: Int = .max) throws(ConversionError) {
        let (offset, size) = try Self.place(in: file)
        guard size <= Self.largest else { throw .tooManyEntries(limit: limit) }
        let bytes = file.bytes(at: offset, size)
        var (entries, index): ([Entry], Int) = ([], 0)
        while bytes.littleEndian(index, 4) == 0x0201_4B50, index + 46 <= bytes.count {
            let lengths = (bytes.littleEndian(index + 28, 2), bytes.littleEndian(index + 30, 2))
            let end = index + 46 + lengths.0 + lengths.1 + bytes.littleEndian(index + 32, 2)
            guard end <= bytes.count else { throw .broken }
            guard entries.count < limit else { throw .tooManyEntries(limit: limit) }
            entries.append(Self.entry(bytes, at: index, lengths.0, lengths.1))
            index = end
        }
        guard !entries.isEmpty || size == 0 else { throw .broken }
        self.entries = entries
    }

    /// The places in `entries` of those that begin within another's bytes: so an archive of a few becomes as large as it
    /// likes (D. Fifield, A better zip bomb, 2019).
    var overlapping: Set<Int> {
        var (found, end) = (Set<Int>(), 0)
        let order = entries.indices.sorted { (entries[$0].offset, $0) < (entries[$1].offset, $1) }
        for place in order {
            let entry = entries[place]
            if entry.offset < end { found.insert(place) }
            // Whatever it says of itself, sums stay within what a number holds.
            end = max(end, min(entry.offset, 1 << 40) + 30 + min(entry.packedSize, 1 << 40))
        }
        return found
    }

    subscript(_ name: String) -> Entry? { entries.first { $0.name == name } }

    private static func entry(_ bytes: [UInt8], at index: Int, _ nameLength: Int, _ extraLength: Int) -> Entry {
        let flags = bytes.littleEndian(index + 8, 2)
        let name = bytes[index + 46..<index + 46 + nameLength]
        var sizes = [
            bytes.littleEndian(index + 24, 4), bytes.littleEndian(index + 20, 4), bytes.littleEndian(index + 42, 4),
        ]
        widen(&sizes, Array(bytes[index + 46 + nameLength..<index + 46 + nameLength + extraLength]))
        // Only Unix says what kind of file it was.
        let mode = bytes[index + 5] == 3 ? bytes.littleEndian(index + 38, 4) >> 16 : 0
        return Entry(
            name: Self.name(name, isUTF8: flags & 0x800 != 0),
            isEncrypted: flags & 1 != 0,
            isLink: mode & 0xF000 == 0xA000,
            method: bytes.littleEndian(index + 10, 2),
            packedSize: sizes[1],
            size: sizes[0],
            checksum: UInt32(bytes.littleEndian(index + 16, 4)),
            offset: sizes[2]
        )
    }

    /// Sizes of more than 32 bits stand in an extra field, in this order, those that need it.
    private static func widen(_ sizes: inout [Int], _ extra: [UInt8]) {
        var index = 0
        while index + 4 <= extra.count {
            let length = extra.littleEndian(index + 2, 2)
            if extra.littleEndian(index, 2) == 1 {
                var place = index + 4
                for which in sizes.indices where sizes[which] == 0xFFFF_FFFF && place + 8 <= index + 4 + length {
                    sizes[which] = extra.littleEndian(place, 8) & Int.max
                    place += 8
                }
            }
            index += 4 + length
        }
    }

    /// Where it is unmarked it is of the IBM PC's, or, as often, UTF-8 all the same.
    private static func name(_ bytes: ArraySlice<UInt8>, isUTF8: Bool) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return isUTF8
            ? String(decoding: bytes, as: UTF8.self) : String(String.UnicodeScalarView(bytes.map(CodePage437.scalar)))
    }

    /// Where the directory begins, and its length.
    private static func place(in file: FileBytes) throws(ConversionError) -> (Int, Int) {
        // The end record is followed by a comment of at most 65,535 bytes.
        let start = max(0, file.count - 65_557)
        let tail = file.bytes(at: start, file.count - start)
        var index = tail.count - 22
        while index >= 0, tail.littleEndian(index, 4) != 0x0605_4B50 { index -= 1 }
        guard index >= 0 else { throw .broken }
        var (size, offset) = (tail.littleEndian(index + 12, 4), tail.littleEndian(index + 16, 4))
        if size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF || tail.littleEndian(index + 10, 2) == 0xFFFF, index >= 20,
            tail.littleEndian(index - 20, 4) == 0x0706_4B50
        {
            let record = file.bytes(at: tail.littleEndian(index - 12, 8) & Int.max, 56)
            if record.littleEndian(0, 4) == 0x0606_4B50 {
                (size, offset) = (record.littleEndian(40, 8) & Int.max, record.littleEndian(48, 8) & Int.max)
            }
        }
        guard offset <= file.count, size <= file.count - offset else { throw .broken }
        return (offset, size)
    }
}
