import Audit
import Foundation
import Identity
import Logging
import SuiteProtocol

/// A suite in which nobody has an account yet gets its administrator: from the environment, or by a one-time link.
struct FirstStart: Sendable {
    let users: UserStore
    let hasher: PasswordHasher
    let setupLink: SetupLink
    let logger: Logger

    /// Returns whether the link is needed.
    func prepare(_ administrator: Credentials?) async throws -> Bool {
        guard try await users.isEmpty() else {
            setupLink.close()
            return false
        }
        guard let administrator else { return true }
        let new = try NewUser(username: administrator.username, name: administrator.username.text, roles: [.admin])
        let hash = try await hasher.hash(administrator.password)
        if try await users.createFirst(new, hash: hash, by: AuditOrigin(actor: RouteTable.own)) != nil {
            logger.notice("the administrator's account was created from CONSULTA_ADMIN_USER")
        }
        setupLink.close()
        return false
    }

    /// Shows the link on standard output, apart from the log, which keeps no secrets.
    func announce(scheme: String, host: String, port: Int) {
        let name = ["0.0.0.0", "::", ""].contains(host) ? "127.0.0.1" : host.contains(":") ? "[\(host)]" : host
        do {
            let link = try setupLink.open(origin: "\(scheme)://\(name):\(port)")
            FileHandle.standardOutput.write(Data("Crea la cuenta de administración: \(link)\n".utf8))
        } catch {
            logger.error("the setup link can't be written", metadata: ["error": "\(error)"])
        }
    }
}
