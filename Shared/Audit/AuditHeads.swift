import Foundation
import Identity
import JWTKit

/// `CONSULTA_HOME/audit-heads`: the signed ends of the chain, beside the database and not in it, so that nobody can take
/// lines from its end, or compute it anew, unnoticed. `latest` holds one; `history` one a day, a line each.
package struct AuditHeads: Sendable {
    /// What was found, in the order of the chain, and how many lines bear no signature of a gateway that is known.
    package struct Found: Sendable, Equatable {
        package var heads: [AuditHead] = []
        package var unsigned = 0
    }

    let folder: String
    private let keys: any PublicKeys

    package init(folder: String, keys: any PublicKeys) {
        self.folder = folder
        self.keys = keys
    }

    package func found() async throws -> Found {
        let lines = lines("history") + lines("latest")
        let heads = try await signed(.head, lines)
        return Found(heads: heads, unsigned: lines.count - heads.count)
    }

    /// The one that was signed last.
    package func latest() async throws -> AuditHead? {
        try await found().heads.max { ($0.signedAt, $0.sequence) < ($1.signedAt, $1.sequence) }
    }

    /// Those that a gateway signed, in the order of the chain.
    func signed(_ kind: AuditHead.Kind, _ tokens: [String]) async throws -> [AuditHead] {
        let gateway = JWTKeyCollection()
        for key in try await keys.current().keys where key.keyIdentifier?.string.hasPrefix("gateway.") == true {
            try await gateway.add(jwk: key)
        }
        var heads: [AuditHead] = []
        for token in tokens {
            guard let head = try? await gateway.verify(token, as: AuditHead.self), head.kind == kind else { continue }
            heads.append(head)
        }
        return heads.sorted { ($0.sequence, $0.signedAt) < ($1.sequence, $1.signedAt) }
    }

    private func lines(_ name: String) -> [String] {
        let text = (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
        return text.split(whereSeparator: \.isNewline).map(String.init)
    }
}
