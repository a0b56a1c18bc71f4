import Daemon
import Persistence

extension AlertStore {
    /// How often each rule took part in an alert, and in how many a person saw a false alarm.
    func board(in language: Language) async throws -> RuleBoard {
        try await database.read { db in
            let rows = try db.rows(
                """
                SELECT rule, COUNT(*) AS raised,
                    SUM(CASE WHEN state = 'false_alarm' THEN 1 ELSE 0 END) AS false_alarms,
                    SUM(CASE WHEN state IN ('false_alarm', 'closed') THEN 1 ELSE 0 END) AS ended
                FROM alert_rules JOIN alerts ON alerts.id = alert_id
                GROUP BY rule ORDER BY raised DESC, rule
                """
            )
            return RuleBoard(
                items: try rows.map { row in
                    let rule: String = try row.get("rule")
                    let (wrong, ended): (Int, Int) = (try row.get("false_alarms"), try row.get("ended"))
                    return RuleBoard.Item(
                        rule: rule,
                        why: RuleTexts.why(rule, in: language),
                        raised: try row.get("raised"),
                        falseAlarms: wrong,
                        precision: ended == 0 ? nil : Double(ended - wrong) / Double(ended)
                    )
                }
            )
        }
    }
}
