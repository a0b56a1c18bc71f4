import Audit
import DaemonTesting
import Foundation
import InferenceRouter
import Persistence
import SuiteProtocol
import Testing

struct EndpointStoreTests {
    private static let admin = AuditOrigin(actor: "admin", network: "192.0.2.1", requestID: "r1")

    private static func endpoint(_ id: String, _ url: String) throws -> EndpointDeclaration {
        var endpoint = EndpointDeclaration(
            id: id,
            address: try EndpointAddress(url),
            capabilities: [.generalChat: 0, .medicalChat: 0]
        )
        endpoint.source = .administrator
        endpoint.name = "Servidor de ejemplo"
        endpoint.tier = .own
        endpoint.weight = 4
        endpoint.concurrency = 9
        endpoint.dataClasses = [.public, .internal]
        endpoint.price = Price(input: Amount(micros: 1), output: Amount(micros: 2))
        endpoint.monthlyCap = Amount(micros: 3)
        endpoint.secrets = ["one", "two"]
        return endpoint
    }

    @Test(arguments: TestDatabase.engines) func keepsWhatWasSaid(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: [EndpointStore.migration, Outbox.migration]) { database in
            let store = EndpointStore(database: database, trail: AuditTrail(daemon: "inference-router"))
            let empty = try #require(try await store.snapshot())
            #expect(empty.endpoints.isEmpty)
            #expect(try await store.snapshot(after: empty.version) == nil)
            var endpoint = try Self.endpoint("a", "http://a:1")
            try await store.add(endpoint, by: Self.admin)
            let added = try #require(try await store.snapshot(after: empty.version))
            #expect(added.endpoints == [endpoint])
            endpoint.weight = 1
            endpoint.price = nil
            endpoint.monthlyCap = nil
            endpoint.name = nil
            #expect(try await store.change(endpoint, by: Self.admin))
            #expect(try await store.snapshot(after: added.version)?.endpoints == [endpoint])
        }
    }

    @Test(arguments: TestDatabase.engines) func oneURLIsOneEndpoint(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: [EndpointStore.migration, Outbox.migration]) { database in
            let store = EndpointStore(database: database, trail: AuditTrail(daemon: "inference-router"))
            try await store.add(Self.endpoint("a", "http://a:1"), by: Self.admin)
            await #expect(throws: EndpointStore.Refused.exists) {
                try await store.add(Self.endpoint("b", "http://a:1"), by: Self.admin)
            }
            await #expect(throws: EndpointStore.Refused.exists) {
                try await store.add(Self.endpoint("a", "http://b:1"), by: Self.admin)
            }
            #expect(try await store.change(Self.endpoint("c", "http://c:1"), by: Self.admin) == false)
        }
    }

    @Test(arguments: TestDatabase.engines) func whatIsRemovedIsNotDrainedEither(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: [EndpointStore.migration, Outbox.migration]) { database in
            let store = EndpointStore(database: database, trail: AuditTrail(daemon: "inference-router"))
            try await store.add(Self.endpoint("a", "http://a:1"), by: Self.admin)
            for id in ["a", "medgemma-1", "a"] { try await store.setDraining(id, true, by: Self.admin) }
            #expect(try await store.snapshot()?.draining == ["a", "medgemma-1"])
            #expect(try await store.remove("a", by: Self.admin))
            #expect(try await store.snapshot()?.draining == ["medgemma-1"])
            try await store.setDraining("medgemma-1", false, by: Self.admin)
            #expect(try await store.snapshot()?.draining.isEmpty == true)
            #expect(try await store.remove("a", by: Self.admin) == false)
        }
    }

    @Test(arguments: TestDatabase.engines) func everyChangeIsRecordedWithIt(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: [EndpointStore.migration, Outbox.migration]) { database in
            let store = EndpointStore(database: database, trail: AuditTrail(daemon: "inference-router"))
            let endpoint = try Self.endpoint("a", "http://a:1")
            try await store.add(endpoint, by: Self.admin)
            _ = try await store.change(endpoint, by: Self.admin)
            try await store.setDraining("a", true, by: Self.admin)
            try await store.setDraining("a", false, by: Self.admin)
            _ = try await store.remove("a", by: Self.admin)
            // Nothing happened, so nothing is told.
            _ = try await store.remove("a", by: Self.admin)
            _ = try? await store.change(Self.endpoint("b", "http://b:1"), by: Self.admin)
            let events = try await database.read { try Outbox.pending(in: $0) }
            let entries = try events.map { event in
                try WireJSON.decoder().decode(Event<AuditEntry>.self, from: event.payload).data
            }
            #expect(
                entries.map(\.action) == [
                    "endpoint.added", "endpoint.changed", "endpoint.drained", "endpoint.restored", "endpoint.removed",
                ]
            )
            #expect(entries.allSatisfy { $0.actor == "admin" && $0.object == AuditObject("endpoint", "a") })
            #expect(entries.allSatisfy { $0.network == "192.0.2.1" && $0.requestID == "r1" })
            #expect(entries.map(\.id) == events.map(\.id))
        }
    }
}
