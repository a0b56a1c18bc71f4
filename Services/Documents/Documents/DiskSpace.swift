import Foundation

/// Whether papers still find room: where they don't, they wait unread, and whoever looks after the machine is told.
struct DiskSpace: Sendable {
    /// Bytes below which it is told: a lot of pages and what they are found by.
    private static let least = 64 << 20

    let folder: String

    /// What is wrong, for `/health`; nil where there is room.
    func fault() -> String? {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        guard let free = attributes?[.systemFreeSize] as? Int, free < Self.least else { return nil }
        return "\(free >> 20) MiB free in \(folder)"
    }
}
