import Audit
import DaemonTesting
import Foundation
import Gateway
import Logging
import Persistence
import SuiteProtocol
import Testing

@Suite struct AuditRetentionTests {
    private static let start = Date(timeIntervalSince1970: 1_700_000_000)
    private static let day = 86_400.0

    private func retention(_ place: AuditPlace) -> AuditRetention {
        AuditRetention(
            chain: place.chain,
            heads: place.heads,
            signer: place.signer,
            verifier: place.verifier,
            days: 30,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test(arguments: TestDatabase.engines) func whatIsLeftCanStillBeProved(engine: TestDatabase) async throws {
        try await AuditPlace.run(on: engine) { place in
            try await place.fill(10, from: Self.start)
            try await place.fill(5, from: Self.start.addingTimeInterval(20 * Self.day))
            try await place.sign()
            #expect(try await retention(place).trim(at: Self.start.addingTimeInterval(29 * Self.day)) == 0)

            #expect(try await retention(place).trim(at: Self.start.addingTimeInterval(31 * Self.day)) == 10)
            #expect(try await place.sequences() == Array(11...16))
            #expect(try await retention(place).trim(at: Self.start.addingTimeInterval(31 * Self.day)) == 0)
            let proof = try await place.verifier.verify()
            #expect(proof.intact)
            #expect(proof.first == 11)
            #expect(proof.entries == 6)

            // And again, with the first checkpoint among what goes.
            try await place.fill(2, from: Self.start.addingTimeInterval(90 * Self.day))
            #expect(try await retention(place).trim(at: Self.start.addingTimeInterval(100 * Self.day)) == 6)
            #expect(try await place.verifier.verify().intact)
            #expect(try await place.sequences() == [17, 18, 19])
        }
    }

    @Test(arguments: TestDatabase.engines) func keepsTheEndOfAChainThatIsOldAltogether(engine: TestDatabase)
        async throws
    {
        try await AuditPlace.run(on: engine) { place in
            try await place.fill(4, from: Self.start)
            #expect(try await retention(place).trim(at: Self.start.addingTimeInterval(400 * Self.day)) == 3)
            #expect(try await place.sequences() == [4, 5])
            #expect(try await place.verifier.verify().intact)
        }
    }

    @Test(arguments: TestDatabase.engines) func removesNothingFromAChainThatWasAltered(engine: TestDatabase)
        async throws
    {
        try await AuditPlace.run(on: engine) { place in
            try await place.fill(4, from: Self.start)
            try await place.tamper("UPDATE audit_entries SET actor = 'x' WHERE sequence = 2")
            #expect(try await retention(place).trim(at: Self.start.addingTimeInterval(400 * Self.day)) == 0)
            #expect(try await place.sequences() == [1, 2, 3, 4])
        }
    }

    @Test(arguments: TestDatabase.engines) func aRemovalThatTheGatewayDidNotSignIsNoticed(engine: TestDatabase)
        async throws
    {
        try await AuditPlace.run(on: engine) { place in
            try await place.fill(4, from: Self.start)
            let head = AuditHead(.checkpoint, sequence: 3, hash: Data(repeating: 1, count: 32), at: Self.start)
            let forged = AuditEntry(
                actor: "gateway",
                action: .auditTrimmed,
                object: AuditCheckpoint.object(head, token: "forged"),
                daemon: "gateway"
            )
            try await place.chain.append([forged])
            try await place.tamper("DELETE FROM audit_entries WHERE sequence <= 3")
            let proof = try await place.verifier.verify()
            #expect(proof.fault == .missing)
            #expect(proof.firstAltered == 1)
        }
    }
}
