import Daemon
import Foundation
import Hummingbird
import SuiteProtocol

/// An import on the wire.
struct ImportBody: ResponseEncodable, Sendable {
    struct Line: Encodable, Sendable {
        struct Fault: Encodable, Sendable {
            let code: String
            let detail: String
        }

        struct Municipality: Encodable, Sendable {
            let code: String
            let name: String
            let country: String
        }

        /// Missing for what the file lacks.
        let line: Int?
        let action: ImportPlan.Action
        let municipality: Municipality?
        /// The municipality as the file has it.
        let written: String
        let dependencia: String
        let changes: [OfficeChange]
        let error: Fault?
    }

    let id: String
    let state: KeptImport.State
    let at: Date
    let by: KeeperReference?
    let replace: Bool
    let encoding: String
    let separator: String
    let columns: [ImportTable.Column]
    let add: Int
    let change: Int
    let remove: Int
    let unchanged: Int
    let errors: Int
    let appliedAt: Date?
    let undoneAt: Date?
    let lines: [Line]
    /// Where more lines follow.
    let next: String?

    init(_ shown: ShownImport, _ language: Language) {
        let kept = shown.kept
        id = kept.id
        state = kept.state
        at = kept.createdAt
        by = KeeperReference(kept.createdBy, shown.names)
        replace = kept.replaces
        encoding = kept.encoding
        separator = kept.separator
        columns = kept.columns
        add = kept.counts[.add] ?? 0
        change = kept.counts[.change] ?? 0
        remove = kept.counts[.remove] ?? 0
        unchanged = kept.counts[.unchanged] ?? 0
        errors = kept.counts[.error] ?? 0
        appliedAt = kept.appliedAt
        undoneAt = kept.undoneAt
        lines = shown.lines.map { Line($0, language) }
        next = shown.next.map { "\($0)" }
    }
}

extension ImportBody.Line {
    fileprivate init(_ shown: ShownLine, _ language: Language) {
        let kept = shown.kept
        line = kept.line
        action = kept.action
        municipality = kept.place.map { place in
            Municipality(code: place.code, name: shown.municipality ?? place.code, country: place.country)
        }
        written = kept.written
        dependencia = kept.data.dependencia
        changes = shown.changes
        error = kept.error.map { code in
            Fault(code: code, detail: ImportFault.detail(code, about: kept.about)[language])
        }
    }
}
