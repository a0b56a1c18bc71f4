import Foundation
import Retrieval

/// Prints how long exact search over vectors takes, and what it finds for the first ten questions, so that others can be
/// held against it.
///
/// - Parameters:
///   - vectors: a file of numbers of four bytes, the lowest first: one vector after the other.
///   - questions: another.
func measureVectors(_ vectors: String, _ questions: String, dimensions: Int) throws {
    let clock = ContinuousClock()
    let before = residentMegabytes()
    var index = VectorIndex(dimensions: dimensions)
    let adding = try clock.measure {
        let data = try Data(contentsOf: URL(filePath: vectors), options: .alwaysMapped)
        for (id, vector) in read(data, dimensions).enumerated() { try index.add(vector, id: Int64(id)) }
    }
    let memory = residentMegabytes() - before
    let asked = Array(read(try Data(contentsOf: URL(filePath: questions)), dimensions))
    var (all, some): ([Double], [Double]) = ([], [])
    var nearest: [String] = []
    for question in asked {
        var begun = clock.now
        let hits = try index.nearest(question, limit: 10)
        all.append((clock.now - begun).milliseconds)
        begun = clock.now
        _ = try index.nearest(question, limit: 10) { $0 % 4 == 1 }
        some.append((clock.now - begun).milliseconds)
        nearest.append("[\(hits.map { "\($0.id)" }.joined(separator: ", "))]")
    }
    let (open, filtered) = (Times.percentiles(all), Times.percentiles(some))
    print(
        """
        {"add_s": \(adding.milliseconds / 1_000), "resident_mb": \(memory), "p50_ms": \(open.p50), \
        "p99_ms": \(open.p99), "filtered_p50_ms": \(filtered.p50), "filtered_p99_ms": \(filtered.p99), \
        "nearest": [\(nearest.joined(separator: ", "))]}
        """
    )
}

private func read(_ data: Data, _ dimensions: Int) -> some Sequence<[Float]> {
    stride(from: 0, to: data.count - dimensions * 4 + 1, by: dimensions * 4).lazy.map { start in
        data.withUnsafeBytes { bytes in
            (0..<dimensions).map { bytes.loadUnaligned(fromByteOffset: start + $0 * 4, as: Float.self) }
        }
    }
}
