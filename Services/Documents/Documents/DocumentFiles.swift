import Conversion
import Foundation
import Glibc
import Uploads

/// The files of documents as they came, named by id, and the places where files lie while they are read. Whose they are,
/// the database knows.
struct DocumentFiles: Sendable {
    /// Younger ones may be at work for another replica.
    private static let abandonedAfter: TimeInterval = 6 * 3_600

    /// Where files are received, and kept.
    let folder: String
    /// For what is gone once a document is read.
    let work: String

    /// - Parameter path: its folders are made where they aren't there, for the daemon only.
    init(path: String) throws {
        folder = "\(path)/files"
        work = "\(path)/work"
        for folder in [folder, work] {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        try Self.removeOld(in: work) { _ in true }
        try Self.removeOld(in: folder) { $0.hasPrefix(UploadedFile.prefix) }
    }

    func path(of id: String) -> String { "\(folder)/\(id)" }

    /// nil where it isn't there.
    func open(_ id: String) async throws -> ReadableFile? { try await ReadableFile.open(path(of: id)) }

    func exists(_ id: String) -> Bool { access(path(of: id), R_OK) == 0 }

    func remove(_ ids: [String]) async throws {
        let paths = ids.map(path)
        try await onFileThread { for path in paths { unlink(path) } }
    }

    /// The same on the same file system under another name: what was unpacked becomes a document's own. Blocks.
    func keep(_ path: String, as id: String) throws {
        guard chmod(path, 0o600) == 0, rename(path, self.path(of: id)) == 0 else {
            throw errno == ENOSPC || errno == EDQUOT ? UploadError.diskFull : UploadError.unwritable(errno)
        }
    }

    /// An empty folder of its own for the length of `body`.
    func withFolder<Value>(_ name: String, _ body: (String) async throws -> Value) async throws -> Value {
        let path = "\(work)/\(name)-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }

    /// The ids of the files that have lain here for long enough that a document must know them.
    func settled() async throws -> [String] {
        try await onFileThread { [folder] in
            try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
                !name.hasPrefix(UploadedFile.prefix) && Self.isOld("\(folder)/\(name)")
            }
        }
    }

    private static func removeOld(in folder: String, where matches: (String) -> Bool) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where matches(name) {
            if isOld("\(folder)/\(name)") { try? FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
        }
    }

    private static func isOld(_ path: String) -> Bool {
        let changed = (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
        return (changed?.timeIntervalSinceNow ?? 0) < -abandonedAfter
    }
}
