import FoundationEssentials
import Persistence
import TextAnalysis

extension UnansweredStore {
    static let listLimits = 1...100
    /// Ways of asking that are shown of one group.
    private static let mostVariants = 10
    /// Questions of one group that these are sought among.
    private static let mostRead = 30

    /// - Parameter cursor: where the page before ended.
    func list(after cursor: UnansweredCount? = nil, limit: Int) async throws -> UnansweredList {
        let rest: SQL =
            if let cursor {
                """
                HAVING (COUNT(*), MAX(q.asked_at), q.group_id) < (\(cursor.count), \(cursor.lastAt), \(cursor.id))
                """
            } else { "" }
        return try await database.read { db in
            let counts = try db.all(
                """
                SELECT q.group_id AS id, COUNT(*) AS count, MAX(q.asked_at) AS last_at
                FROM unanswered_questions q JOIN unanswered_groups g ON g.id = q.group_id
                WHERE NOT g.dismissed GROUP BY q.group_id \(rest)
                ORDER BY COUNT(*) DESC, MAX(q.asked_at) DESC, q.group_id DESC LIMIT \(limit + 1)
                """,
                as: UnansweredCount.self
            )
            let page = counts.prefix(limit)
            let variants = try variants(of: page.map(\.id), in: db)
            let items = page.map { group in
                let texts = variants[group.id] ?? []
                return UnansweredGroup(
                    id: group.id,
                    example: texts.first ?? "",
                    count: group.count,
                    lastAt: group.lastAt,
                    variants: texts
                )
            }
            return UnansweredList(items: items, next: counts.count > limit ? page.last?.cursor : nil)
        }
    }

    /// By group: in which words its questions are asked, the latest first, each once.
    func variants(of groups: [String], in db: Connection) throws -> [String: [String]] {
        let rows = try db.all(
            """
            SELECT id, group_id, text, asked_at FROM (
                SELECT id, group_id, text, asked_at,
                    ROW_NUMBER() OVER (PARTITION BY group_id ORDER BY asked_at DESC, id DESC) AS place
                FROM unanswered_questions WHERE group_id IN (\(groups)) AND text IS NOT NULL
            ) AS latest WHERE place <= \(Self.mostRead) ORDER BY asked_at DESC, id DESC
            """,
            as: UnansweredRow.self
        )
        var seen: [String: Set<String>] = [:]
        var variants: [String: [String]] = [:]
        for row in rows {
            guard let text = try row.text(keyring), variants[row.groupID, default: []].count < Self.mostVariants,
                seen[row.groupID, default: []].insert(fold(text)).inserted
            else { continue }
            variants[row.groupID, default: []].append(text)
        }
        return variants
    }
}
