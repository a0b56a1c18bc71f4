import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

extension PaperTests {
    /// Nobody ever learns anything of a collection that isn't theirs to see: every operation of documents, by every role, through
    /// the gateway and at the daemon itself.
    @Suite struct PaperLeakTests {
        /// A word of the papers that nobody else may ever read.
        private static let secret = "alcaravan"

        @Test func whatIsAnothersIsNeitherShownNorChangedNorToldOf() async throws {
            try await Suite.run(model: "") { suite in
                let scene = try await PaperScene.make(in: suite)
                let things = try await PaperThings.make(of: scene, holding: Self.secret)
                let outsiders = try await Caller.all(in: suite)
                let operations = try DocumentedOperation.all(of: "documents").filter { $0.path.hasPrefix("/api/") }
                let questions = PaperQuestions(things: things)
                for operation in operations {
                    for (path, body) in questions.all(for: operation) {
                        for caller in outsiders {
                            for url in [suite.gateway.url, suite.url(of: "documents")] {
                                let answer = try await questions.ask(operation, path, body, at: url, caller.token)
                                let what: Testing.Comment =
                                    "\(operation) with \(body ?? path) by \(caller): \(answer.body)"
                                #expect(!things.isTold(in: answer.body), what)
                                #expect(answer.status < 500, what)
                                // Only what names nothing of anybody's may be answered with more than nothing.
                                let isEmpty = answer.status == 200 && answer.body == #"{"items":[]}"#
                                if things.isNamed(in: path + (body ?? "")), !isEmpty {
                                    #expect([401, 403, 404].contains(answer.status), what)
                                }
                            }
                        }
                    }
                }
                try await things.expectAll(of: scene)
            }
        }

        @Test func whoMayReadACollectionCannotChangeItAndReadsNoLongerThanTheyMay() async throws {
            try await Suite.run(model: "") { suite in
                let scene = try await PaperScene.make(in: suite)
                let group = newID()
                let shared = try await PaperScene.collection(
                    "Para 3.º A",
                    of: scene.owner,
                    in: suite,
                    #""groups": ["\#(group)"]"#
                )
                let sent = try await scene.upload([.init("clave.txt", "La clave es \(Self.secret).")], to: shared)
                let document = try #require(sent.first?.documentID)
                try await scene.untilRead(document)
                let pupil = try await Caller.make(.student, in: suite, name: "alumna", groups: [group])
                let gateway = suite.gateway
                let question = #"{"collections": ["\#(shared)"], "query": "\#(Self.secret)"}"#
                let found = try await gateway.post("/api/search", json: question, token: pupil.token)
                #expect(found.status == 200 && found.body.contains(Self.secret), "\(found.body)")
                for path in [
                    "/api/collections/\(shared)", "/api/documents/\(document)", "/api/documents/\(document)/pages/1",
                ] {
                    #expect(try await gateway.get(path, token: pupil.token).status == 200, "\(path)")
                }
                for (method, path, body) in [
                    ("PATCH", "/api/collections/\(shared)", #"{"name": "Mía"}"#),
                    ("DELETE", "/api/collections/\(shared)", ""),
                    ("PATCH", "/api/documents/\(document)", #"{"title": "Mío"}"#),
                    ("DELETE", "/api/documents/\(document)", ""), ("POST", "/api/documents/\(document)/retry", "{}"),
                ] {
                    let answer = try await gateway.send(method, path, token: pupil.token, body: body)
                    #expect([403, 404].contains(answer.status), "\(method) \(path): \(answer.status)")
                }
                let mine = try await Form(fields: ["collection_id": shared], files: [.init("mio.txt", "Mío.")])
                    .send(to: gateway, "/api/documents", token: pupil.token)
                #expect([403, 404].contains(mine.status))
                #expect(try await scene.document(document).name == "clave.txt")

                let left = try await Caller.token(of: pupil, in: suite, groups: [])
                for path in [
                    "/api/collections/\(shared)", "/api/documents/\(document)", "/api/documents/\(document)/file",
                ] {
                    #expect(try await gateway.get(path, token: left).status == 404, "\(path)")
                }
                #expect(try await gateway.post("/api/search", json: question, token: left).status == 404)
                let all = #"{"query": "\#(Self.secret)"}"#
                #expect(try await !gateway.post("/api/search", json: all, token: left).body.contains(shared))
            }
        }

        @Test(arguments: TestDatabase.engines)
        func neitherPagesNorPassagesNorTermsAreOnTheDiskAndWhatIsDeletedIsGone(engine: TestDatabase) async throws {
            try await Suite.withDatabase(engine) { url in
                var settings: [String: String] = [:]
                settings["DATABASE_URL"] = url
                try await Suite.run(model: "", settings: settings) { suite in
                    let scene = try await PaperScene.make(in: suite)
                    let line =
                        #"{"id": "1", "title": "Acta del \#(Self.secret)", "text": "Se vio un \#(Self.secret)."}"#
                    let imported = try await suite.gateway.send(
                        "POST",
                        "/api/collections/\(scene.collection)/import",
                        token: scene.owner.token,
                        headers: ["content-type": "application/x-ndjson"],
                        body: line + "\n"
                    )
                    try #require(imported.status == 200, "\(imported.body)")
                    let hits = try await scene.find(Self.secret)
                    try #require(hits.count == 1)
                    let places = try [suite.home] + (engine == .postgresql ? [Postgres.home()] : [])
                    for place in places {
                        #expect(Disk.files(holding: Self.secret, below: place) == [])
                        #expect(Disk.files(holding: "Se vio un", below: place) == [])
                    }
                    let path = "/api/collections/\(scene.collection)"
                    let deleted = try await suite.gateway.send("DELETE", path, token: scene.owner.token, body: nil)
                    #expect(deleted.status == 204, "\(deleted.body)")
                    let all = #"{"query": "\#(Self.secret)"}"#
                    let after = try await suite.gateway.post("/api/search", json: all, token: scene.owner.token)
                    #expect(!after.body.contains(Self.secret) && !after.body.contains(hits[0].documentID))
                    let document = "/api/documents/\(hits[0].documentID)"
                    #expect(try await suite.gateway.get(document, token: scene.owner.token).status == 404)
                }
            }
        }
    }
}
