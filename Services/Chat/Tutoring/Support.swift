import FoundationEssentials
import SuiteProtocol

/// Whom the institution names for help, as analysis tells it: lines to call, people, and what is missing of them.
struct Support: Codable, Equatable, Sendable {
    struct Line: Codable, Equatable, Sendable {
        let name: String
        let telephone: String
        let hours: String?
        let url: String?
        /// A day, or a time of it.
        let verifiedOn: String?
    }

    struct Person: Codable, Equatable, Sendable {
        let name: String
    }

    var lines: [Line] = []
    var people: [Person] = []
    /// Whether an assistant that accompanies people may be used, by what analysis knows.
    var ready = false

    /// Days after which a line must be verified again.
    private static let validity = 90.0

    /// Also as lines grow old while analysis is away.
    func isReady(at now: Date = Date()) -> Bool {
        ready && !lines.isEmpty
            && lines.allSatisfy { line in
                guard let day = line.verifiedOn?.prefix(10), let date = WireJSON.date("\(day)T00:00:00Z") else {
                    return false
                }
                return now.timeIntervalSince(date) < (Self.validity + 1) * 86_400
            }
    }
}
