import NIOCore

/// The pictures of pages that were asked for last, so that turning back costs nothing. Who may see them is asked before.
actor PictureCache {
    /// Bytes in all.
    private static let most = 24 << 20

    private var pictures: [String: ByteBuffer] = [:]
    /// The longest unused first.
    private var order: [String] = []
    private var size = 0

    /// - Parameter make: is called where it isn't there.
    func picture(_ key: String, _ make: @Sendable () async throws -> ByteBuffer) async throws -> ByteBuffer {
        if let known = pictures[key] {
            order.removeAll { $0 == key }
            order.append(key)
            return known
        }
        let picture = try await make()
        guard pictures[key] == nil, picture.readableBytes <= Self.most / 4 else { return picture }
        pictures[key] = picture
        order.append(key)
        size += picture.readableBytes
        while size > Self.most, !order.isEmpty { forget(order.removeFirst()) }
        return picture
    }

    /// Those of a document that is gone.
    func remove(document: String) {
        let gone = order.filter { $0.hasPrefix("\(document)/") }
        order.removeAll(where: gone.contains)
        gone.forEach(forget)
    }

    private func forget(_ key: String) {
        size -= pictures.removeValue(forKey: key)?.readableBytes ?? 0
    }
}
