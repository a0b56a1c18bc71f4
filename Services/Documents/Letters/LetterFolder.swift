import Foundation
import NIOPosix

/// A private place for files that live no longer than the work on them.
struct LetterFolder: Sendable {
    /// Seconds after which a folder is what a killed daemon left.
    private static let abandonedAfter: TimeInterval = 3_600

    let path: String

    /// - Parameter path: made where it isn't there, readable by the daemon only.
    init(_ path: String) throws {
        self.path = path
        let files = FileManager.default
        try files.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        for name in try files.contentsOfDirectory(atPath: path) {
            let made = (try? files.attributesOfItem(atPath: "\(path)/\(name)"))?[.modificationDate] as? Date
            // Another replica may be at work in a younger one.
            guard let made, made.timeIntervalSinceNow < -Self.abandonedAfter else { continue }
            try? files.removeItem(atPath: "\(path)/\(name)")
        }
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
