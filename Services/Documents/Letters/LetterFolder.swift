import Foundation
import Glibc

/// A private place for files that live no longer than the work on them. Each daemon has one of its own, locked while it
/// runs: what a killed one left is gone when the next begins, also beside replicas that are at work.
final class LetterFolder: Sendable {
    let path: String
    private let lock: Int32

    /// - Parameter parent: made where it isn't there, readable by the daemon only.
    init(in parent: String) throws {
        let files = FileManager.default
        let access: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try files.createDirectory(atPath: parent, withIntermediateDirectories: true, attributes: access)
        let turn = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard turn >= 0, flock(turn, LOCK_EX) == 0 else { throw CocoaError(.fileReadNoPermission) }
        defer { close(turn) }
        for name in try files.contentsOfDirectory(atPath: parent) {
            let left = open("\(parent)/\(name)", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard left >= 0 else { continue }
            if flock(left, LOCK_EX | LOCK_NB) == 0 { try? files.removeItem(atPath: "\(parent)/\(name)") }
            close(left)
        }
        path = "\(parent)/\(UUID().uuidString.lowercased())"
        try files.createDirectory(atPath: path, withIntermediateDirectories: false, attributes: access)
        lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        close(lock)
    }

    /// Lends a folder of its own, which is gone afterwards.
    func use<Value: Sendable>(_ body: (String) async throws -> Value) async throws -> Value {
        let place = "\(path)/\(UUID().uuidString.lowercased())"
        try FileManager.default.createDirectory(
            atPath: place,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(atPath: place) }
        return try await body(place)
    }
}
