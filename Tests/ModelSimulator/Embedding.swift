import Foundation

/// A unit vector for a text: its words and their three-letter pieces hashed to signed dimensions, so
/// that texts which share words are near each other.
enum Embedding {
    static func vector(_ text: String, dimensions: Int) -> [Float] {
        var vector = [Float](repeating: 0, count: dimensions)
        func add(_ feature: some Sequence<UInt8>, _ weight: Float) {
            let hash = FNV1a.hash(feature)
            vector[Int(hash >> 1) % dimensions] += hash & 1 == 0 ? weight : -weight
        }
        let folded = text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
        for word in folded.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            add(word.utf8, 1)
            let letters = Array("<\(word)>".utf8)
            for start in letters.indices.dropLast(2) { add(letters[start..<start + 3], 0.25) }
        }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0 else {
            vector[0] = 1
            return vector
        }
        return vector.map { $0 / length }
    }

    /// Little-endian 32-bit floats, as OpenAI's own clients ask for them.
    static func base64(_ vector: [Float]) -> String {
        var data = Data(capacity: vector.count * 4)
        for value in vector {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        return data.base64EncodedString()
    }
}
