import Audit
import Configuration
import Daemon
import Foundation
import Persistence

/// What the operator asks for.
struct AuditCommand {
    enum Status: Int32 {
        case fine = 0
        /// A line was altered, is missing or was put in.
        case broken = 1
        /// It couldn't be found out, or not all of it.
        case unknown = 2
    }

    enum Verb: String {
        case verify, export
    }

    let verb: Verb
    let isJSON: Bool
    let isCSV: Bool

    /// nil for what isn't understood.
    init?(_ arguments: [String]) {
        guard let first = arguments.first, let verb = Verb(rawValue: first) else { return nil }
        let options = Set(arguments.dropFirst())
        let known: Set = verb == .verify ? ["--json"] : ["--csv", "--jsonl"]
        guard options.isSubset(of: known), options.count < 2, options.count == arguments.count - 1 else { return nil }
        self.verb = verb
        isJSON = options.contains("--json")
        isCSV = options.contains("--csv")
    }

    static func run(_ arguments: [String]) async -> Status {
        var language = Language.es
        do {
            let config = try await daemonConfiguration()
            language = Language(rawValue: config.string(forKey: "consulta.language", or: "es")) ?? .es
            guard let command = AuditCommand(arguments) else {
                tell(AuditCommandMessages.usage[language])
                return .unknown
            }
            let installation = try await Installation(config)
            let status = try await command.run(on: installation, language)
            await installation.database.close()
            return status
        } catch {
            tell("\(AuditCommandMessages.failed[language]) \(error)")
            return .unknown
        }
    }

    private func run(on installation: Installation, _ language: Language) async throws -> Status {
        switch verb {
        case .verify:
            let report = AuditReport(try await installation.verifier.verify(), hasKeys: installation.keyring != nil)
            print(isJSON ? try report.json() : report.text(language))
            return report.status
        case .export:
            try await AuditDump(database: installation.database, isCSV: isCSV).write()
            return .fine
        }
    }

    private static func tell(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
