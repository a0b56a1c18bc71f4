import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// Imports that meet other changes, and those that are too much.
@Suite struct ImportConflictTests {
    private static let heading = "municipio;dependencia;telefono\n"

    @Test(arguments: TestDatabase.engines) func aPreviewThatIsOutOfDateIsNotApplied(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let (clerk, other) = (try await Clerk(municipio), try await Clerk(municipio))
            let preview = try await clerk.preview(Self.heading + "Azul;Catastro;147")
            _ = try await other.create("06049", "Catastro", ["telefono": "107"])
            let refusal = try await clerk.apply(preview)
            #expect(refusal.status == 409 && refusal.body.contains("stale_preview"))
            #expect(try await clerk.offices().map(\.telefono) == ["107"])
        }
    }

    @Test(arguments: TestDatabase.engines) func ofTwoImportsAtOnceOneIsApplied(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let (one, other) = (try await Clerk(municipio), try await Clerk(municipio))
            let first = try await one.preview(Self.heading + "Azul;Catastro;147\nAzul;Tierras;147")
            let second = try await other.preview(Self.heading + "Azul;Catastro;107\nTandil;Tierras;107")
            async let answer = one.apply(first)
            async let otherAnswer = other.apply(second)
            #expect(try await [answer, otherAnswer].map(\.status).sorted() == [200, 409])
            let telephones = Set(try await one.offices().map(\.telefono))
            #expect(telephones.count == 1, "never a part of each")
            #expect(try await one.offices().count == 2)
        }
    }

    @Test(arguments: TestDatabase.engines) func whatWasChangedSinceIsNamedAndNothingIsUndone(engine: TestDatabase)
        async throws
    {
        try await MunicipioFixture.run(on: engine) { municipio in
            let clerk = try await Clerk(municipio)
            let preview = try await clerk.preview(Self.heading + "Azul;Catastro;147\nTandil;Tierras;147")
            #expect(try await clerk.apply(preview).status == 200)
            let office = try #require(try await clerk.offices().first { $0.dependencia == "Tierras" })
            let fields = ["updated_at": office.updatedAt, "telefono": "107"]
            #expect(try await clerk.send("PATCH", "offices/\(office.id)", fields).status == 200)
            let before = try await clerk.list().items
            let refusal = try await clerk.undo(preview)
            #expect(refusal.status == 409 && refusal.body.contains("changed_since"))
            #expect(refusal.body.contains("Tandil: Tierras") && !refusal.body.contains("Catastro"))
            #expect(try await clerk.list().items == before)
        }
    }

    @Test func anOfficeWhoseNameWasTakenIsNotBroughtBack() async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            let gone = try await clerk.create("06049", "Catastro")
            let preview = try await clerk.preview(Self.heading + "Tandil;Tierras;147", replace: true)
            #expect(try await clerk.apply(preview).status == 200)
            _ = try await clerk.create("06049", "Catastro")
            let refusal = try await clerk.undo(preview)
            #expect(refusal.status == 409 && refusal.body.contains("Azul: Catastro"))
            let restored = try await clerk.send("POST", "offices/\(gone.id)/restore")
            #expect(restored.status == 409 && restored.body.contains("office_exists"))
        }
    }

    @Test func twoHundredThousandRowsAreRefusedAndNothingIsLost() async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            let office = try await clerk.create("06049", "Catastro")
            let rows = (0..<200_000).map { "Azul;Oficina \($0);147" }.joined(separator: "\n")
            let refusal = try await clerk.upload(Self.heading + rows, replace: true)
            #expect(refusal.status == 413 && refusal.body.contains("too_many_rows"))
            #expect(try await clerk.offices().map(\.id) == [office.id])
            try await MunicipioFixture.eventually { try await municipio.get("/health").status == 200 }
        }
    }

    @Test(arguments: TestDatabase.engines) func fiftyThousandRowsAreAppliedAndUndone(engine: TestDatabase) async throws
    {
        try await MunicipioFixture.run(on: engine) { municipio in
            let clerk = try await Clerk(municipio)
            let names = ["Azul", "Tandil", "gral lamadrid", "06056", "25 de mayo"]
            let rows = (0..<50_000).map { "\(names[$0 % 5]);Oficina \($0);147" }.joined(separator: "\n")
            let preview = try await clerk.preview(Self.heading + rows)
            #expect(preview.add == 50_000 && preview.lines.count == 200)
            let more: SeenImport = try await clerk.get("imports/\(preview.id)?action=add&cursor=\(preview.next ?? "")")
            #expect(more.lines.first?.line == 202)
            #expect(try await clerk.apply(preview).status == 200)
            #expect(try await clerk.list("&q=oficina%2049999").total == 1)
            #expect(try await clerk.undo(preview).status == 200)
            #expect(try await clerk.offices().isEmpty)
        }
    }

    @Test func nobodyFindsAnImportThatIsNotThere() async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            let preview = try await clerk.preview(Self.heading + "Azul;Catastro;147")
            #expect(try await clerk.undo(preview).body.contains("not_applied"))
            for path in ["imports/\(newID())/apply", "imports/\(newID())/undo", "imports/x/apply"] {
                #expect(try await clerk.send("POST", path).status == 404)
            }
            #expect(try await clerk.send("GET", "imports/\(newID())").status == 404)
            #expect(try await clerk.send("GET", "imports/\(preview.id)?action=x").status == 400)
            #expect(try await clerk.send("GET", "imports/\(preview.id)?cursor=x").status == 400)
        }
    }
}
