import Audit
import Daemon
import Foundation
import SuiteProtocol

/// The result of a proof, for people and for programs.
struct AuditReport {
    let proof: AuditVerification
    let hasKeys: Bool

    init(_ proof: AuditVerification, hasKeys: Bool) {
        self.proof = proof
        self.hasKeys = hasKeys
    }

    var status: AuditCommand.Status {
        guard proof.intact else { return .broken }
        return proof.signed == nil && proof.entries > 0 ? .unknown : .fine
    }

    func json() throws -> String {
        String(decoding: try WireJSON.encoder().encode(proof), as: UTF8.self)
    }

    func text(_ language: Language) -> String {
        var lines = [verdict[language]]
        if let signed = proof.signed {
            lines.append(AuditCommandMessages.signed(signed.sequence, WireJSON.text(signed.signedAt))[language])
        } else {
            lines.append(AuditCommandMessages.unsigned[language])
        }
        if proof.unsignedHeads > 0 { lines.append(AuditCommandMessages.foreign(proof.unsignedHeads)[language]) }
        if !hasKeys { lines.append(AuditCommandMessages.noKeys[language]) }
        return lines.joined(separator: "\n")
    }

    private var verdict: LocalizedText {
        guard let fault = proof.fault, let sequence = proof.firstAltered else {
            return AuditCommandMessages.intact(proof.entries, from: proof.first, head: proof.head)
        }
        return AuditCommandMessages.fault(fault, at: sequence)
    }
}
