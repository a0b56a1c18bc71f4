import FoundationEssentials
import Hummingbird
import SuiteProtocol

/// Questions that are alike, and that nothing was known to answer with.
struct UnansweredGroup: Encodable, Sendable {
    let id: String
    /// As it was asked last.
    let example: String
    /// How often it was asked; whoever asks again within a day counts once.
    let count: Int
    let lastAt: Date
    /// In which words, the latest first.
    let variants: [String]
}

/// What was asked most, first.
struct UnansweredList: ResponseEncodable, Sendable {
    let items: [UnansweredGroup]
    let next: String?
}

/// A group as it is counted.
struct UnansweredCount: Sendable {
    let id: String
    let count: Int
    let lastAt: Date

    /// Where a page ends.
    var cursor: String { "\(count)_\(Int64((lastAt.timeIntervalSince1970 * 1_000).rounded()))_\(id)" }
}

extension UnansweredCount {
    init?(cursor: String) {
        let parts = cursor.split(separator: "_").map(String.init)
        guard parts.count == 3, let count = Int(parts[0]), let milliseconds = Int64(parts[1]), isID(parts[2]) else {
            return nil
        }
        (id, self.count) = (parts[2], count)
        lastAt = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }
}
