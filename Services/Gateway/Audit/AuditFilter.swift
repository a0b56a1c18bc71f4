import Daemon
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Persistence
import SuiteProtocol

/// Which entries somebody asks for; all that are given must fit.
package struct AuditFilter: Sendable, Equatable {
    package var actor: String?
    package var subject: String?
    package var action: String?
    package var daemon: String?
    package var result: AuditResult?
    /// Only what somebody did with the data of somebody else.
    package var isByOthers = false
    /// From this moment on.
    package var from: Date?
    /// Before this moment.
    package var to: Date?

    package init() {}

    /// The values of a URL, where an empty one is none.
    init(_ query: Parameters) throws(Problem) {
        func text(_ name: String) throws(Problem) -> String? {
            guard let value = query.get(name), !value.isEmpty else { return nil }
            guard value.utf8.count <= 256, !value.utf8.contains(0) else { throw Self.invalid }
            return value
        }
        actor = try text("actor")
        subject = try text("subject")
        action = try text("action")
        daemon = try text("daemon")
        if let word = try text("result") {
            guard let known = AuditResult(rawValue: word) else { throw Self.invalid }
            result = known
        }
        from = try text("from").map { text throws(Problem) in try Self.date(text, isEnd: false) }
        to = try text("to").map { text throws(Problem) in try Self.date(text, isEnd: true) }
    }

    var condition: SQL {
        var sql: SQL = "1 = 1"
        if let actor { sql = "\(sql) AND actor = \(actor)" }
        if let subject { sql = "\(sql) AND subject = \(subject)" }
        // A person has few entries: their index is the one to take, and a call keeps the others out.
        let isPersonal = actor != nil || subject != nil
        for (column, value) in [("action", action), ("daemon", daemon), ("result", result?.rawValue)] {
            guard let value else { continue }
            let term: SQL = isPersonal ? "COALESCE(\(identifier: column), '')" : "\(identifier: column)"
            sql = "\(sql) AND \(term) = \(value)"
        }
        if isByOthers { sql = "\(sql) AND actor <> subject" }
        if let from { sql = "\(sql) AND at >= \(from)" }
        if let to { sql = "\(sql) AND at < \(to)" }
        return sql
    }

    /// RFC 3339, or a day in UTC, which an end includes.
    private static func date(_ text: String, isEnd: Bool) throws(Problem) -> Date {
        if text.utf8.count == 10, let day = WireJSON.date(text + "T00:00:00Z") {
            return isEnd ? day.addingTimeInterval(86_400) : day
        }
        guard let date = WireJSON.date(text) else { throw invalid }
        return date
    }

    private static let invalid = Problem(.badRequest, "invalid_filter", AuditMessages.invalidFilter)
}

/// A place in the list: what comes after it is older.
package struct AuditCursor: Sendable, Equatable {
    let milliseconds: Int64
    let sequence: Int64

    init(_ record: (milliseconds: Int64, sequence: Int64)) {
        (milliseconds, sequence) = record
    }

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-").compactMap { Int64($0) }
        guard parts.count == 2 else { return nil }
        (milliseconds, sequence) = (parts[0], parts[1])
    }

    var text: String { "\(milliseconds)-\(sequence)" }

    var condition: SQL {
        "at <= \(milliseconds) AND (at < \(milliseconds) OR sequence < \(sequence))"
    }
}
