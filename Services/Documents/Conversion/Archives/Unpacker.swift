import Foundation

/// A file that came within another.
struct UnpackedFile: Codable, Equatable, Sendable {
    /// As it was called there.
    let name: String
    /// The name of the file that was written, in the folder; nil where there is none.
    let place: String?
    let size: Int
    let error: ConversionError?
}

/// Writes the files of a ZIP archive, or what is attached to an e-mail, into a folder, under names of ours.
struct Unpacker {
    let folder: String
    let limits: ConversionLimits
    let emit: (UnpackedFile) throws -> Void
    private var room: Int
    private var number = 0

    init(folder: String, limits: ConversionLimits, emit: @escaping (UnpackedFile) throws -> Void) {
        (self.folder, self.limits, self.emit) = (folder, limits, emit)
        room = limits.unpackedSize
    }

    mutating func unpackArchive(_ file: FileBytes) throws {
        let archive = try ZipArchive(file, limits: limits)
        let overlapping = archive.directory.overlapping
        // Said once, however many there are.
        if let first = overlapping.min() { try fail(archive.directory.entries[first].name, .zipBomb) }
        for (number, entry) in archive.directory.entries.enumerated()
        where !overlapping.contains(number) && !entry.isFolder && !Self.isLitter(entry.name) {
            if entry.leavesItsFolder {
                try fail(entry.name, .pathTraversal)
            } else {
                let room = room
                try write(entry.name) { (sink) throws(ConversionError) in
                    try archive.read(entry, limit: room, sink)
                }
            }
        }
    }

    mutating func unpackMail(_ bytes: [UInt8]) throws {
        for part in MailPart(bytes[...]).leaves() where part.isAttachment {
            guard number < limits.entries else { throw ConversionError.tooManyEntries(limit: limits.entries) }
            let room = room
            try write(part.name) { (sink) throws(ConversionError) in
                let content = part.content
                guard content.count <= room else { throw .zipBomb }
                try sink(content)
            }
        }
    }

    private mutating func write(
        _ name: String,
        _ read: ((borrowing [UInt8]) throws(ConversionError) -> Void) throws(ConversionError) -> Void
    ) throws {
        number += 1
        let place = "\(number)"
        let path = "\(folder)/\(place)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ConversionError.unreadable }
        defer { close(descriptor) }
        var size = 0
        do {
            try read { (bytes) throws(ConversionError) in
                size += bytes.count
                guard size <= limits.fileSize else { throw .tooLarge(limit: limits.fileSize) }
                try writeAll(bytes, to: descriptor)
            }
            guard size > 0 else { throw ConversionError.empty }
            room -= size
            try emit(UnpackedFile(name: name, place: place, size: size, error: nil))
        } catch let error as ConversionError {
            // What it cost is spent.
            room -= min(room, size)
            unlink(path)
            try fail(name, error)
        }
    }

    private func fail(_ name: String, _ error: ConversionError) throws {
        try emit(UnpackedFile(name: name, place: nil, size: 0, error: error))
    }

    /// What systems leave in archives beside what people put there.
    private static func isLitter(_ name: String) -> Bool {
        let last = name.split(separator: "/").last ?? ""
        return name.hasPrefix("__MACOSX/") || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(last)
    }
}

/// Writes all of it.
func writeAll(_ bytes: borrowing [UInt8], to descriptor: Int32) throws(ConversionError) {
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes {
            write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
        }
        guard count >= 0 || errno == EINTR else { throw .unreadable }
        written += max(0, count)
    }
}
