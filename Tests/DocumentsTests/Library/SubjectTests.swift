import Daemon
import DaemonTesting
import Foundation
import Identity
import SuiteProtocol
import Testing

/// What the library holds on a person: said, handed over and erased, for the gateway alone.
@Suite struct SubjectTests {
    @Test(arguments: TestDatabase.engines) func aPersonIsForgottenAndNobodyElse(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let (person, other) = (try await Keeper(documents), try await Keeper(documents))
            for keeper in [person, other] {
                let collection = try await keeper.makeCollection("De \(keeper.id)", roles: [.teacher])
                _ = try await keeper.read("carta.txt", Papers.text("Una carta de \(keeper.id)."), into: collection)
            }
            let report: SubjectReport = try await documents.subject(person.id, "GET", "?data=true")
                .decode(by: WireJSON.decoder())
            let counts = Dictionary(uniqueKeysWithValues: report.categories.map { ($0.key, $0.count) })
            #expect(counts["collections"] == 1 && counts["documents"] == 1 && counts["jobs"] == 1)
            #expect(report.categories.allSatisfy { !$0.title.isEmpty && !$0.purpose.isEmpty && !$0.ground.isEmpty })
            #expect(report.data?["collections"]?.array.first?["name"]?.string == "De \(person.id)")
            #expect(report.data?["documents"]?.array.first?["title"]?.string == "carta")

            let erasure: SubjectErasure = try await documents.subject(person.id, "DELETE")
                .decode(by: WireJSON.decoder())
            let erased = Dictionary(uniqueKeysWithValues: erasure.erased.map { ($0.key, $0.count) })
            #expect(erased["collections"] == 1 && erased["documents"] == 1 && erased["jobs"] == 1)
            #expect(try await other.search("carta").count == 1)
            #expect(try await other.documents().count == 1)
            #expect(Disk.files(holding: "Una carta de \(person.id)", below: documents.daemon.home).isEmpty)
            let again: SubjectErasure = try await documents.subject(person.id, "DELETE").decode(by: WireJSON.decoder())
            #expect(again.erased.allSatisfy { $0.count == 0 })
        }
    }
}
