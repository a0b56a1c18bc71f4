import Daemon
import FoundationEssentials
import NIOCore
import NIOFoundationCompat
import Persistence
import Uploads

/// All images of one person.
extension MediaStore {
    /// So many go along in the size that a model sees, the newest first; the rest as small ones.
    private static let largeImages = 100

    func exported(of owner: String) async throws -> [JSONValue] {
        let images = try await database.read { db in
            try db.all(
                "SELECT * FROM media WHERE owner = \(owner) AND type IS NOT NULL ORDER BY created_at DESC",
                as: Media.self
            )
        }
        var exported: [JSONValue] = []
        for (number, image) in images.enumerated() {
            var members = try JSONValue(wire: image).object
            if let file = try await folder.open(image.id, number < Self.largeImages ? .model : .thumb) {
                members["content"] = .string(DataURL.jpeg(try await file.contents()))
            }
            exported.append(.object(members))
        }
        return exported
    }

    /// Files first, so that none outlives its row; those of images that are still coming in go when they have come.
    func removeAll(of owner: String) async throws {
        while true {
            let ids = try await database.read { db in
                try db.rows("SELECT id FROM media WHERE owner = \(owner) LIMIT 100")
                    .map { try $0.get("id", as: String.self) }
            }
            guard !ids.isEmpty else { return }
            try await folder.remove(ids)
            try await database.write { try $0.execute("DELETE FROM media WHERE id IN (\(ids))") }
        }
    }
}
