import Daemon
import Identity
import Persistence
import SuiteProtocol

/// What this daemon holds on a person, all of it.
struct AnalysisSubjects: SubjectHolder {
    let store: SubjectStore
    let people: PeopleClient
    let reports: ReportSubjects
    let retentionDays: Int

    private enum Key {
        static let analyses = "analyses"
        static let alerts = "alerts"
        static let interventions = "interventions"
        static let handled = "handled_alerts"
    }

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        let held = try await store.holdings(of: subject)
        return [
            Messages.ownAnalyses.category(Key.analyses, held.analyses, days: retentionDays, in: language),
            Messages.ownAlerts.category(Key.alerts, held.alerts, days: retentionDays, in: language),
            Messages.ownInterventions.category(
                Key.interventions,
                held.interventions,
                days: retentionDays,
                in: language
            ),
            Messages.handledAlerts.category(Key.handled, held.handled, days: retentionDays, in: language),
        ] + (try await reports.categories(of: subject, in: language))
    }

    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        let exported = try await store.exported(of: subject, in: language)
        let data = [
            Key.analyses: try JSONValue(wire: exported.analyses),
            Key.alerts: try JSONValue(wire: exported.alerts),
            Key.interventions: try JSONValue(wire: exported.interventions),
            Key.handled: try JSONValue(wire: exported.handled),
        ]
        return data.merging(try await reports.data(of: subject, in: language)) { first, _ in first }
    }

    func erase(_ subject: String, in language: Language) async throws -> SubjectErasure {
        people.forget(subject)
        let gone = try await store.erase(subject)
        var erasure = SubjectErasure(
            erased: [
                SubjectErasure.Erased(Key.analyses, gone.analyses),
                SubjectErasure.Erased(Key.alerts, gone.alerts),
                SubjectErasure.Erased(Key.interventions, gone.interventions),
                SubjectErasure.Erased(Key.handled, gone.handled),
            ] + (try await reports.erase(subject))
        )
        try await store.database.expunge()
        if store.database.dialect == .postgres {
            erasure.kept.append(.init("database_log", 1, ground: Messages.databaseLogKept[language]))
        }
        return erasure
    }
}
