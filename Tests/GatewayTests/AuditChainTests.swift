import Audit
import DaemonTesting
import Foundation
import Gateway
import Persistence
import SuiteProtocol
import Testing

@Suite struct AuditChainTests {
    @Test(arguments: TestDatabase.engines) func keepsEveryEntryOnceAndInOrder(engine: TestDatabase) async throws {
        try await AuditPlace.run(on: engine) { place in
            let entries = (0..<20).map { _ in AuditEntry(actor: "a", action: .userViewed, daemon: "gateway") }
            #expect(try await place.chain.append(entries) == 20)
            #expect(try await place.chain.append(Array(entries[10...]) + Array(entries[..<5])) == 0)
            #expect(try await place.chain.append([entries[0], entries[0]]) == 0)
            #expect(try await place.sequences() == Array(1...20))
            try await place.sign()
            let proof = try await place.verifier.verify()
            #expect(proof.intact)
            #expect(proof.entries == 20)
        }
    }

    @Test(arguments: TestDatabase.engines) func twoReplicasAppendWithoutAForkOrAGap(engine: TestDatabase) async throws {
        try await engine.withPlace { place in
            let first = try await place.open(migrations: AuditChain.migrations)
            let second = try await place.open(migrations: AuditChain.migrations)
            let chains = [AuditChain(database: first), AuditChain(database: second)]
            // What both are given is kept once.
            let shared = (0..<40).map { _ in
                (0..<5).map { _ in AuditEntry(actor: "a", action: .sessionStarted, daemon: "gateway") }
            }
            try await withThrowingTaskGroup { tasks in
                for chain in chains {
                    for batch in shared { tasks.addTask { _ = try await chain.append(batch) } }
                }
                try await tasks.waitForAll()
            }
            let verifier = AuditVerifier(
                database: first,
                heads: AuditHeads(folder: "/nonexistent", keys: TestIdentity().keys),
                keyring: nil
            )
            let proof = try await verifier.verify()
            #expect(proof.intact)
            #expect(proof.entries == 200)
            #expect(proof.signed == nil)
            await first.close()
            await second.close()
        }
    }

    @Test(arguments: TestDatabase.engines) func refusesToChangeOrRemoveALine(engine: TestDatabase) async throws {
        try await AuditPlace.run(on: engine) { place in
            try await place.fill(3)
            let statements: [SQL] = [
                "UPDATE audit_entries SET actor = 'somebody else' WHERE sequence = 2",
                "DELETE FROM audit_entries WHERE sequence = 1",
                "DELETE FROM audit_entries",
            ]
            for statement in statements {
                await #expect(throws: DatabaseError.self) {
                    try await place.database.write { try $0.execute(statement) }
                }
            }
            if engine == .postgresql {
                await #expect(throws: DatabaseError.self) {
                    try await place.database.write { try $0.execute("TRUNCATE audit_entries") }
                }
            }
            #expect(try await place.sequences() == [1, 2, 3])
        }
    }

    @Test(arguments: TestDatabase.engines) func aReasonRestsSealedAndIsProved(engine: TestDatabase) async throws {
        try await AuditPlace.run(on: engine) { place in
            let reason = "Queja de Rosa Quispe Mamani"
            let id = newID()
            let sealed = try SealedReason(reason, for: id, by: place.keyring)
            let entry = AuditEntry(id: id, actor: "a", action: .auditVisited, reason: sealed, daemon: "gateway")
            try await place.chain.append([entry])
            #expect(try sealed.text(for: id, by: place.keyring) == reason)
            #expect(sealed.sealed.range(of: Data("Rosa".utf8)) == nil)
            #expect(try await place.verifier.verify().intact)

            let other = try SealedReason("Otra cosa", for: id, by: place.keyring)
            try await place.tamper("UPDATE audit_reasons SET sealed = \(other.sealed)")
            let proof = try await place.verifier.verify()
            #expect(proof.fault == .reasonAltered)
            #expect(proof.firstAltered == 1)
        }
    }
}
