import Audit
import Daemon
import Foundation
import Identity
import SuiteProtocol

/// Gathers a person's data from all daemons, the gateway's own first.
struct MyDataGathering: Sendable {
    let account: AccountSubjects
    let daemons: DaemonSubjects
    let log: AuditLog
    let erasures: ErasureStore
    let audit: AuditTrail

    private static let viewLimit = 200
    private static let exportedViews = 10_000

    func overview(of subject: String, in language: Language) async throws -> MyData {
        async let others = daemons.reports(of: subject, withData: false, in: language)
        let own = try await account.categories(of: subject, in: language)
        let views = try await views(of: subject, limit: Self.viewLimit, in: language)
        let erasure = try await erasures.find(subject: subject).map(ErasureBody.init)
        let answers = await others.map {
            MyData.Daemon(
                daemon: $0.daemon,
                status: $0.report == nil ? .away : .ok,
                categories: $0.report?.categories ?? []
            )
        }
        let absent = daemons.absent.map { MyData.Daemon(daemon: $0, status: .notInstalled, categories: []) }
        return MyData(
            daemons: [MyData.Daemon(daemon: RouteTable.own, status: .ok, categories: own)] + answers + absent,
            views: views,
            erasure: erasure
        )
    }

    func recordExport(of subject: String, by origin: AuditOrigin) async throws {
        try await audit.record(.dataExported, by: origin, of: subject, in: account.database)
    }

    /// With the data themselves.
    func export(of subject: String, in language: Language, at date: Date = Date()) async throws -> MyDataExport {
        async let others = daemons.reports(of: subject, withData: true, in: language)
        let own = SubjectReport(
            categories: try await account.categories(of: subject, in: language),
            data: try await account.data(of: subject, in: language)
        )
        let views = try await views(of: subject, limit: Self.exportedViews, in: language)
        let parts = await others.map { MyDataExport.Part(daemon: $0.daemon, report: $0.report) }
        return MyDataExport(
            exportedAt: date,
            parts: [MyDataExport.Part(daemon: RouteTable.own, report: own)] + parts,
            views: views
        )
    }

    /// What others did with the person's data, the newest first.
    private func views(of subject: String, limit: Int, in language: Language) async throws -> [MyData.View] {
        try await log.views(of: subject, limit: limit).map { item in
            MyData.View(
                at: item.at,
                actorName: item.actor.name,
                action: AuditAction(rawValue: item.action)?.title[language] ?? item.action,
                reason: item.reason,
                result: item.result,
                daemon: item.daemon
            )
        }
    }
}
