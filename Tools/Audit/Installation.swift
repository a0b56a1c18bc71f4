import Audit
import Configuration
import CoreMetrics
import Daemon
import Foundation
import Identity
import Logging
import Persistence

/// An installation as its gateway finds it: the same settings, nothing made and nothing changed.
struct Installation {
    let database: Database
    let verifier: AuditVerifier
    /// nil where the data keys aren't here: reasons stay closed.
    let keyring: Keyring?

    init(_ config: ConfigReader) async throws {
        let home = config.string(forKey: "consulta.home", or: ".consulta")
        let url = Database.url(
            for: "gateway",
            own: config.text("gateway.database.url", secret: true),
            shared: config.text("database.url", secret: true),
            home: home
        )
        if let file = Database.file(of: url), !FileManager.default.fileExists(atPath: file) {
            throw ConfigurationError(file, "is not there: set CONSULTA_HOME or DATABASE_URL as the gateway has them")
        }
        var limits = DatabaseLimits()
        limits.statement = .seconds(600)
        let quiet = Logger(label: "consulta-audit") { _ in SwiftLogNoOpLogHandler() }
        database = try await Database(
            url: url,
            schema: "gateway",
            migrations: nil,
            limits: limits,
            logger: quiet,
            metrics: NOOPMetricsHandler.instance
        )
        let keys = PublicKeyDirectory(path: config.text("consulta.public.keys") ?? "\(home)/keys/public")
        let heads = AuditHeads(folder: "\(home)/audit-heads", keys: keys)
        keyring = try Self.keyring(config, home: home)
        verifier = AuditVerifier(database: database, heads: heads, keyring: keyring)
    }

    private static func keyring(_ config: ConfigReader, home: String) throws -> Keyring? {
        if let secret = config.text("data.keys", secret: true) { return try Keyring(secret: secret) }
        guard FileManager.default.fileExists(atPath: "\(home)/keys/data-index.key") else { return nil }
        return try Keyring(directory: "\(home)/keys")
    }
}
