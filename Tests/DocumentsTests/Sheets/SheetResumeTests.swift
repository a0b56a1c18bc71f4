import DaemonTesting
import Foundation
import SuiteProtocol
import Synchronization
import Testing

/// Runs outlive the daemon, and are stopped by who asked for them.
@Suite struct SheetResumeTests {
    private static let answer = #"{"lugar": {"value": "Patio", "passage": "p1", "quote": "Lugar: Patio"}}"#
    private static let papers = (1...3).map { ("Acta \($0)", "Lugar: Patio") }

    /// From one life to the next.
    private final class Noted: Sendable {
        let id = Mutex("")
    }

    private static func fixture(_ documents: DocumentsFixture, _ owner: String, _ collection: String = "") async throws
        -> SheetFixture
    {
        SheetFixture(documents: documents, teacher: try await Keeper(documents, id: owner), collection: collection)
    }

    @Test(arguments: TestDatabase.engines) func aRunGoesOnWhereTheDaemonEnded(engine: TestDatabase) async throws {
        let router = ScriptedRouter([Self.answer])
        router.state.withLock { $0.waitsFrom = 2 }
        let owner = newID()
        let sheet = Noted()
        try await router.run { url in
            try await DocumentsFixture.runs(
                ["INFERENCE_ROUTER_URL": url],
                on: engine,
                [
                    { documents in
                        let keeper = try await Keeper(documents, id: owner)
                        let sheets = try await Self.fixture(documents, owner, keeper.makeCollection())
                        try await sheets.add(Self.papers)
                        let made = try await sheets.makeSheet(sheets.template("Actas"))
                        sheet.id.withLock { $0 = made.id }
                        #expect(try await keeper.send("POST", "sheets/\(made.id)/run", [:]).status == 202)
                        try await DocumentsFixture.eventually { router.asked.count == 2 }
                        let seen = try await sheets.sheet(made.id)
                        #expect(seen.state == "running" && seen.read == 1 && seen.rows[0]["lugar"]?.state == "sourced")
                        #expect(try await keeper.send("POST", "sheets/\(made.id)/run", [:]).code == "sheet_running")
                    },
                    { documents in
                        router.state.withLock { $0.waitsFrom = nil }
                        let sheets = try await Self.fixture(documents, owner)
                        let id = sheet.id.withLock { $0 }
                        try await DocumentsFixture.eventually { try await sheets.sheet(id).state == "review" }
                        let seen = try await sheets.sheet(id)
                        #expect(seen.rows.allSatisfy { $0["lugar"]?.state == "sourced" && $0["lugar"]?.version == 1 })
                        // The first once, the second again, the third.
                        #expect(router.asked.count == 4)
                    },
                ]
            )
        }
    }

    @Test(arguments: TestDatabase.engines) func aCancelledRunKeepsWhatItReadAndGoesOnLater(
        engine: TestDatabase
    ) async throws {
        let router = ScriptedRouter([Self.answer])
        router.state.withLock { $0.waitsFrom = 2 }
        try await router.run { url in
            try await SheetFixture.run(Self.papers, router: url, on: engine) { sheets in
                let made = try await sheets.makeSheet(sheets.template("Actas"))
                #expect(try await sheets.teacher.send("POST", "sheets/\(made.id)/run", [:]).status == 202)
                try await DocumentsFixture.eventually { router.asked.count == 2 }
                let job = try #require(try await sheets.sheet(made.id).jobID)
                #expect(try await sheets.teacher.send("DELETE", "jobs/\(job)").status == 204)
                let stopped = try await sheets.sheet(made.id)
                #expect(stopped.state == "draft" && stopped.read == 1)
                router.state.withLock { $0.waitsFrom = nil }
                #expect(try await sheets.teacher.send("POST", "jobs/\(job)/retry").status == 202)
                try await DocumentsFixture.eventually { try await sheets.sheet(made.id).state == "review" }
                #expect(try await sheets.sheet(made.id).read == 3)
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func whoLeftAGroupReadsNothingOfItByTryingAgain(
        engine: TestDatabase
    ) async throws {
        let router = ScriptedRouter([Self.answer])
        router.state.withLock { $0.waitsFrom = 1 }
        let (group, leaver) = (newID(), newID())
        try await router.run { url in
            // Until then the first run waits, and the router for it.
            defer { router.state.withLock { $0.waitsFrom = nil } }
            try await SheetFixture.run(Self.papers, router: url, on: engine) { sheets in
                let (documents, owner) = (sheets.documents, sheets.teacher)
                #expect(
                    try await owner.send("PATCH", "collections/\(sheets.collection)", ["groups": [group]]).status == 200
                )
                let member = SheetFixture(
                    documents: documents,
                    teacher: try await Keeper(documents, id: leaver, groups: [group]),
                    collection: sheets.collection
                )
                let made = try await member.makeSheet(member.template("Actas"))
                #expect(try await member.teacher.send("POST", "sheets/\(made.id)/run", [:]).status == 202)
                try await DocumentsFixture.eventually { router.asked.count == 1 }
                let job = try #require(try await member.sheet(made.id).jobID)
                #expect(try await member.teacher.send("DELETE", "jobs/\(job)").status == 204)
                let left = SheetFixture(
                    documents: documents,
                    teacher: try await Keeper(documents, id: leaver),
                    collection: sheets.collection
                )
                #expect(try await left.teacher.send("POST", "jobs/\(job)/retry").status == 202)
                try await DocumentsFixture.eventually { try await left.sheet(made.id).state == "review" }
                let seen = try await left.sheet(made.id)
                #expect(seen.rows.allSatisfy { $0.isGone && $0["lugar"]?.value == nil })
                #expect(router.asked.count == 1)
            }
        }
    }
}
