import Audit
import DaemonTesting
import Foundation
import Gateway
import Identity
import Persistence
import SuiteProtocol
import Testing

/// Whoever writes to the database is found out, and where.
@Suite struct AuditVerifierTests {
    @Test(arguments: TestDatabase.engines) func namesTheLineInWhichAnythingWasAltered(engine: TestDatabase) async throws
    {
        let alterations: [SQL] = [
            "at = at + 1", "actor = 'x'", "action = 'user.viewed'", "subject = 'x'", "subject = NULL",
            "object_kind = 'x'", "object_id = NULL", "network = ''", "reason_digest = \(Data([1]))",
            "result = 'refused'", "daemon = 'gateway'", "request_id = NULL", "version = 2", "id = 'x'",
            "hash = \(Data(repeating: 7, count: 32))",
        ]
        for alteration in alterations {
            try await AuditPlace.run(on: engine) { place in
                try await place.fill(6)
                try await place.sign()
                try await place.tamper("UPDATE audit_entries SET \(alteration) WHERE sequence = 4")
                let proof = try await place.verifier.verify()
                #expect(proof.fault == .altered)
                #expect(proof.firstAltered == 4)
                #expect(proof.entries == 3)
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func namesTheLineThatIsMissing(engine: TestDatabase) async throws {
        for sequence in [Int64(1), 3, 6] {
            try await AuditPlace.run(on: engine) { place in
                try await place.fill(6)
                try await place.sign()
                try await place.tamper("DELETE FROM audit_entries WHERE sequence = \(sequence)")
                let proof = try await place.verifier.verify()
                #expect(proof.fault == .missing)
                #expect(proof.firstAltered == sequence)
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func namesTheLineThatWasPutIn(engine: TestDatabase) async throws {
        try await AuditPlace.run(on: engine) { place in
            try await place.fill(6)
            try await place.sign()
            try await place.tamper(
                "UPDATE audit_entries SET sequence = -sequence - 1 WHERE sequence >= 4",
                "UPDATE audit_entries SET sequence = -sequence WHERE sequence < 0",
                """
                INSERT INTO audit_entries (\(AuditRecord.columns))
                SELECT 4, 'new', at, 'x', action, subject, object_kind, object_id, network, reason_digest, result,
                    daemon, request_id, version, hash FROM audit_entries WHERE sequence = 3
                """
            )
            let proof = try await place.verifier.verify()
            #expect(proof.fault == .inserted)
            #expect(proof.firstAltered == 4)
        }
        try await AuditPlace.run(on: engine) { place in
            try await place.fill(2)
            try await place.sign()
            try await place.tamper(
                """
                INSERT INTO audit_entries (\(AuditRecord.columns))
                SELECT 3, 'new', at, 'x', action, subject, object_kind, object_id, network, reason_digest, result,
                    daemon, request_id, version, hash FROM audit_entries WHERE sequence = 2
                """
            )
            let proof = try await place.verifier.verify()
            #expect(proof.fault == .inserted)
            #expect(proof.firstAltered == 3)
        }
    }

    @Test(arguments: TestDatabase.engines) func noticesAChainThatWasComputedAnew(engine: TestDatabase) async throws {
        try await AuditPlace.run(on: engine) { place in
            try await place.fill(4)
            try await place.sign()
            try await place.fill(4)
            try await place.sign()
            // Everything from line 6 on, with hashes that fit.
            let entries = (0..<3).map { _ in AuditEntry(actor: "x", action: .userViewed, daemon: "chat") }
            try await place.tamper("DELETE FROM audit_entries WHERE sequence >= 6")
            try await place.chain.append(entries)
            let proof = try await place.verifier.verify()
            #expect(proof.fault == .rewritten)
            // The line after the last one that a signature proves.
            #expect(proof.firstAltered == 5)
        }
    }

    @Test func aHeadThatNoGatewaySignedProvesNothing() async throws {
        try await AuditPlace.run(on: .sqlite) { place in
            try await place.fill(3)
            let stranger = await AuditHeadSigner(folder: place.folder, key: SigningKey(product: "gateway"))
            let head = AuditHead(.head, sequence: 9, hash: Data(repeating: 1, count: 32), at: Date())
            try await stranger.keep(head, isRemembered: false)
            let proof = try await place.verifier.verify()
            #expect(proof.intact)
            #expect(proof.signed == nil)
            #expect(proof.unsignedHeads == 1)
        }
    }
}
