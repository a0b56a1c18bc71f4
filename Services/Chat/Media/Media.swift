import Hummingbird
import Persistence
import Uploads

/// An image that a person sent, or is about to send.
struct Media: Codable, Equatable, Sendable, ResponseEncodable {
    let id: String
    let type: String
    let width: Int
    let height: Int
    let bytes: Int
}

extension Media: RowDecodable {
    init(row: Row) throws {
        id = try row.get("id")
        type = try row.get("type")
        width = try row.get("width")
        height = try row.get("height")
        bytes = try row.get("bytes")
    }
}

extension Media {
    init(_ id: String, _ image: StoredImage) {
        self.init(
            id: id,
            type: image.format.rawValue,
            width: image.width,
            height: image.height,
            bytes: image.bytes
        )
    }
}
