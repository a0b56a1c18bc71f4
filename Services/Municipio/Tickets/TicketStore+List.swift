import FoundationEssentials
import Persistence
import SuiteProtocol
import TextAnalysis

extension TicketStore {
    static let listLimits = 1...100
    /// Of a message, in the list.
    private static let excerpt = 200

    /// - Parameters:
    ///   - query: a ticket's number, or words of its message or contact; all must be there.
    ///   - cursor: the id of the last one seen.
    func list(state: Ticket.State?, query: String, after cursor: String?, limit: Int) async throws -> TicketList {
        var condition: SQL = "1 = 1"
        if let state { condition = "\(condition) AND state = \(state)" }
        if let cursor { condition = "\(condition) AND id < \(cursor)" }
        let asked = query.trimmed
        if !asked.isEmpty { condition = "\(condition) AND (\(holding(asked)))" }
        return try await database.read { [condition] db in
            let rows = try db.all(
                "SELECT * FROM tickets WHERE \(condition) ORDER BY id DESC LIMIT \(limit + 1)",
                as: TicketRow.self
            )
            let page = rows.prefix(limit)
            let names = try keepers.names(of: Set(page.compactMap(\.handledBy)), in: db)
            let items = try page.map { row in
                TicketList.Item(
                    id: row.id,
                    number: row.number,
                    state: row.state,
                    createdAt: row.createdAt,
                    updatedAt: row.updatedAt,
                    municipality: municipality(row.place),
                    message: PlainText(try row.message(keyring)).prefix(Self.excerpt),
                    handledBy: KeeperReference(row.handledBy, names)
                )
            }
            return TicketList(
                items: items,
                next: rows.count > limit ? items.last?.id : nil,
                counts: try Self.counts(in: db)
            )
        }
    }

    /// A number as it is written, its last digits, or words.
    private func holding(_ query: String) -> SQL {
        let terms = searchTerms(query).sorted().prefix(20)
        let keyed = keyring.searchTerms(terms, for: Self.index)
        var sql: SQL = keyed.isEmpty ? "1 = 0" : "1 = 1"
        for term in keyed { sql = "\(sql) AND id IN (SELECT ticket_id FROM ticket_terms WHERE term = \(term))" }
        guard let digits = query.split(separator: "-").last, digits.count <= 6, digits.allSatisfy(\.isASCIIDigit) else {
            return sql
        }
        let padded = String(repeating: "0", count: 6 - digits.count) + digits
        return "(\(sql)) OR number = \(query) OR number LIKE \("%-" + padded)"
    }

    private static func counts(in db: Connection) throws -> [String: Int] {
        var counts = Dictionary(uniqueKeysWithValues: Ticket.State.allCases.map { ($0.rawValue, 0) })
        for row in try db.rows("SELECT state, COUNT(*) AS value FROM tickets GROUP BY state") {
            counts[try row.get("state")] = try row.get("value", as: Int.self)
        }
        return counts
    }
}

extension Character {
    var isASCIIDigit: Bool { isASCII && isNumber }
}

extension String {
    fileprivate var trimmed: String { PlainText(self).text }
}
