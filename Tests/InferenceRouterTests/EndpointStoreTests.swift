import DaemonTesting
import Foundation
import InferenceRouter
import SuiteProtocol
import Testing

struct EndpointStoreTests {
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
        try await engine.withDatabase(migrations: [EndpointStore.migration]) { database in
            let store = EndpointStore(database: database)
            let empty = try #require(try await store.snapshot())
            #expect(empty.endpoints.isEmpty)
            #expect(try await store.snapshot(after: empty.version) == nil)
            var endpoint = try Self.endpoint("a", "http://a:1")
            try await store.add(endpoint, by: "admin")
            let added = try #require(try await store.snapshot(after: empty.version))
            #expect(added.endpoints == [endpoint])
            endpoint.weight = 1
            endpoint.price = nil
            endpoint.monthlyCap = nil
            endpoint.name = nil
            #expect(try await store.change(endpoint))
            #expect(try await store.snapshot(after: added.version)?.endpoints == [endpoint])
        }
    }

    @Test(arguments: TestDatabase.engines) func oneURLIsOneEndpoint(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: [EndpointStore.migration]) { database in
            let store = EndpointStore(database: database)
            try await store.add(Self.endpoint("a", "http://a:1"), by: "admin")
            await #expect(throws: EndpointStore.Refused.exists) {
                try await store.add(Self.endpoint("b", "http://a:1"), by: "admin")
            }
            await #expect(throws: EndpointStore.Refused.exists) {
                try await store.add(Self.endpoint("a", "http://b:1"), by: "admin")
            }
            #expect(try await store.change(Self.endpoint("c", "http://c:1")) == false)
        }
    }

    @Test(arguments: TestDatabase.engines) func whatIsRemovedIsNotDrainedEither(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: [EndpointStore.migration]) { database in
            let store = EndpointStore(database: database)
            try await store.add(Self.endpoint("a", "http://a:1"), by: "admin")
            for id in ["a", "medgemma-1", "a"] { try await store.setDraining(id, true) }
            #expect(try await store.snapshot()?.draining == ["a", "medgemma-1"])
            #expect(try await store.remove("a"))
            #expect(try await store.snapshot()?.draining == ["medgemma-1"])
            try await store.setDraining("medgemma-1", false)
            #expect(try await store.snapshot()?.draining.isEmpty == true)
            #expect(try await store.remove("a") == false)
        }
    }
}
