import CArchive
import FoundationEssentials
import Glibc

/// Writes a ZIP archive by libarchive, file after file; what is done of it can be taken away as it comes.
final class ArchiveWriter {
    /// The first that the format knows, for files that shall be the same whenever they are made.
    static let epoch = Date(timeIntervalSince1970: 315_532_800)

    private let archive: OpaquePointer
    private let output: Unmanaged<ArchiveOutput>

    init() throws(ExportError) {
        guard let archive = archive_write_new() else { throw .archive("no memory") }
        self.archive = archive
        output = Unmanaged.passRetained(ArchiveOutput())
        let opened = inUTF8 { [output] in
            archive_write_set_format_zip(archive)
            archive_write_set_format_option(archive, "zip", "hdrcharset", "UTF-8")
            // Nothing waits for a whole block.
            archive_write_set_bytes_per_block(archive, 0)
            return archive_write_open2(
                archive,
                output.toOpaque(),
                nil,
                { _, output, bytes, count in
                    guard let output, let bytes else { return -1 }
                    let piece = UnsafeRawBufferPointer(start: bytes, count: count)
                    Unmanaged<ArchiveOutput>.fromOpaque(output).takeUnretainedValue().bytes += piece
                    return count
                },
                nil,
                nil
            )
        }
        guard opened == ARCHIVE_OK else { throw failure() }
    }

    deinit {
        archive_write_free(archive)
        output.release()
    }

    /// - Parameter name: a relative path.
    func add(_ name: String, _ bytes: borrowing [UInt8], at date: Date = Date()) throws(ExportError) {
        let isWritten = inUTF8 {
            guard let entry = archive_entry_new() else { return false }
            defer { archive_entry_free(entry) }
            archive_entry_set_pathname(entry, name)
            archive_entry_set_size(entry, la_int64_t(bytes.count))
            archive_entry_set_filetype(entry, Glibc.S_IFREG)
            archive_entry_set_perm(entry, 0o644)
            archive_entry_set_mtime(entry, time_t(date.timeIntervalSince1970), 0)
            guard archive_write_header(archive, entry) == ARCHIVE_OK else { return false }
            let written = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
            return written == bytes.count && archive_write_finish_entry(archive) == ARCHIVE_OK
        }
        guard isWritten else { throw failure() }
    }

    /// What has come since the last time.
    func take() -> [UInt8] {
        let output = output.takeUnretainedValue()
        defer { output.bytes = [] }
        return output.bytes
    }

    /// The rest of it, with its directory.
    func finish() throws(ExportError) -> [UInt8] {
        guard inUTF8({ archive_write_close(archive) }) == ARCHIVE_OK else { throw failure() }
        return take()
    }

    private func failure() -> ExportError {
        .archive(archive_error_string(archive).map { String(cString: $0) } ?? "unknown")
    }
}

private final class ArchiveOutput {
    var bytes: [UInt8] = []
}

/// libarchive takes names to be of the thread's locale, and a daemon has none.
private func inUTF8<Value>(_ body: () -> Value) -> Value {
    guard let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else { return body() }
    let before = uselocale(locale)
    defer {
        uselocale(before)
        freelocale(locale)
    }
    return body()
}
