import NIOCore

/// The pictures of pages that were asked for last, so that turning back costs nothing. Who may see them is asked before.
actor PictureCache {
    /// Bytes in all.
    private static let most = 24 << 20
    /// Pictures that one person may wait for at a time.
    private static let mostAwaited = 12

    private var pictures: [String: ByteBuffer] = [:]
    /// The longest unused first.
    private var order: [String] = []
    private var size = 0
    /// By person.
    private var awaited: [String: Int] = [:]

    /// - Parameter make: is called where it isn't there.
    /// - Throws: `DocumentError.tooManyPictures`, or what `make` throws.
    func picture(
        _ key: String,
        for person: String,
        _ make: @Sendable () async throws -> ByteBuffer
    ) async throws -> ByteBuffer {
        if let known = pictures[key] {
            order.removeAll { $0 == key }
            order.append(key)
            return known
        }
        guard awaited[person, default: 0] < Self.mostAwaited else { throw DocumentError.tooManyPictures }
        awaited[person, default: 0] += 1
        defer {
            awaited[person, default: 1] -= 1
            if awaited[person] == 0 { awaited[person] = nil }
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
