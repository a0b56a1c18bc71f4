import DaemonTesting
import Foundation
import Identity
import SuiteProtocol
import Testing

/// What isn't somebody's to see isn't there for them, on every path, whatever their role.
@Suite struct LeakTests {
    @Test(arguments: TestDatabase.engines) func nothingOfAnothersIsToldOf(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let (owner, secret) = (try await Keeper(documents), "zarzaparrilla")
            let collection = try await owner.makeCollection("Privada")
            let document = try await owner.read("\(secret).txt", Papers.text("La \(secret) crece."), into: collection)
            let chunk = try #require(try await owner.search(secret).first?.chunkID)
            let job = try #require(document.jobID)

            for role in Role.allCases {
                let other = try await Keeper(documents, roles: [role], groups: [newID()])
                let own = role == .student ? nil : try await other.makeCollection("Propia")
                let page = "documents/\(document.id)/pages/1?chunk=\(chunk)"
                for path in [
                    "collections/\(collection)", "documents/\(document.id)", "documents/\(document.id)/file", page,
                    "documents/\(document.id)/pages/1/image", "jobs/\(job)", "documents?collection_id=\(collection)",
                ] {
                    let answer = try await other.send("GET", path)
                    #expect(answer.status == 404 && !answer.body.contains(secret), "\(role) \(path)")
                }
                #expect(try await other.documents().isEmpty)
                #expect(try await other.documents("&q=\(secret)").isEmpty)
                #expect(try await other.get("jobs", as: SeenJobs.self).items.isEmpty)
                let seen: SeenCollections = try await other.get("collections")
                #expect(seen.items.map(\.id) == [own].compactMap { $0 })

                #expect(try await other.search(secret).isEmpty)
                #expect(try await other.search(secret, ["filters": ["documents": [document.id]]]).isEmpty)
                #expect(try await other.search(secret, ["filters": ["owners": [owner.id]]]).isEmpty)
                for fields in [["collections": [collection]], ["collections": [collection] + [own].compactMap { $0 }]] {
                    let asked: [String: Any] = ["query": secret, "question": secret].merging(fields) { $1 }
                    for path in ["search", "ask", "ask/plan"] {
                        let answer = try await other.send("POST", path, asked)
                        #expect(answer.status == 404 && !answer.body.contains(secret), "\(role) \(path)")
                    }
                }

                let changes: [(method: String, path: String, fields: [String: Any]?)] = [
                    ("PATCH", "documents/\(document.id)", ["title": "x"]), ("DELETE", "documents/\(document.id)", nil),
                    ("POST", "documents/\(document.id)/retry", nil), ("DELETE", "jobs/\(job)", nil),
                    ("POST", "jobs/\(job)/retry", nil), ("PATCH", "collections/\(collection)", ["name": "x"]),
                    ("DELETE", "collections/\(collection)", nil),
                ]
                for change in changes {
                    let status = try await other.send(change.method, change.path, change.fields).status
                    #expect(status == 404 || role == .student && status == 403, "\(role) \(change.path)")
                }
                let upload = try await other.upload([("a.txt", Papers.text("x"))], to: collection)
                #expect(upload.status == 404)
                let imported = try await other.importLines(#"{"id": "1", "text": "x"}"#, into: collection)
                #expect(imported.status == (role == .student ? 403 : 404))
            }
            #expect(try await owner.documents().map(\.id) == [document.id])
        }
    }

    @Test(arguments: TestDatabase.engines) func whatIsSharedMayBeReadAndNoMore(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let (owner, group) = (try await Keeper(documents), newID())
            let collection = try await owner.makeCollection("De la clase", groups: [group])
            let document = try await owner.read("apunte.txt", Papers.text("La célula es la unidad."), into: collection)
            let member = try await Keeper(documents, roles: [.student], groups: [group])
            let clerk = try await Keeper(documents, roles: [.clerk])

            let seen: SeenCollection = try await member.get("collections/\(collection)")
            #expect(!seen.isMine && seen.groups.isEmpty && seen.documents == 1)
            #expect(try await member.search("célula").map(\.documentID) == [document.id])
            #expect(try await member.get("documents/\(document.id)", as: SeenDocument.self).canChange == false)
            #expect(try await member.send("GET", "documents/\(document.id)/pages/1").status == 200)
            #expect(try await member.send("DELETE", "documents/\(document.id)").code == "not_your_collection")
            #expect(try await member.send("PATCH", "documents/\(document.id)", ["title": "x"]).status == 403)
            #expect(try await clerk.search("célula").isEmpty)

            let colleague = try await Keeper(documents, roles: [.teacher], groups: [group])
            #expect(try await colleague.send("DELETE", "collections/\(collection)").code == "not_your_collection")
            #expect(try await colleague.upload([("b.txt", Papers.text("x"))], to: collection).status == 403)

            let shared = try await owner.send("PATCH", "collections/\(collection)", ["groups": [], "roles": ["clerk"]])
            #expect(try shared.decode(SeenCollection.self, by: WireJSON.decoder()).roles == ["clerk"])
            #expect(try await member.search("célula").isEmpty)
            #expect(try await member.send("GET", "documents/\(document.id)/pages/1").status == 404)
            #expect(try await clerk.search("célula").count == 1)
            // Somebody else read it: that is told of.
            _ = try await clerk.send("GET", "documents/\(document.id)/pages/1")
            let last = try await documents.auditEntries().last
            #expect(last?.action == AuditAction.documentOpened.rawValue)
            #expect(last?.actor == clerk.id && last?.subject == owner.id)
        }
    }

    @Test(arguments: TestDatabase.engines) func aConversationsFilesAreItsOwners(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { try await Self.keepFilesOfAConversation($0) }
    }

    private static func keepFilesOfAConversation(_ documents: DocumentsFixture) async throws {
        let student = try await Keeper(documents, roles: [.student])
        let other = try await Keeper(documents, roles: [.student])
        let conversation = newID()
        let collection = try await documents.collection(of: conversation, for: student.id)
        let again = try await documents.collection(of: conversation, for: student.id)
        #expect(again.id == collection.id && collection.conversationID == conversation)
        #expect(try await documents.chat(for: other.id, "POST", "collections", conversation).status == 404)

        let document = try await student.read("tarea.txt", Papers.text("La fotosíntesis."), into: collection.id)
        #expect(document.state == "ready")
        #expect(try await student.search("fotosíntesis").isEmpty)
        #expect(try await student.search("fotosíntesis", in: [collection.id]).count == 1)
        let listed: SeenCollections = try await student.get("collections")
        #expect(listed.items.isEmpty)
        #expect(try await student.documents().isEmpty)
        let refused = try await other.upload([("a.txt", Papers.text("x"))], to: collection.id)
        #expect(refused.status == 404)
        let made = try await student.send("POST", "collections", ["name": "Mía"])
        #expect(made.status == 403)
        try await Self.forget(conversation, of: document.id, student, other, documents)
    }

    /// By somebody else, which does nothing, and by chat, which leaves nothing.
    private static func forget(
        _ conversation: String,
        of document: String,
        _ student: Keeper,
        _ other: Keeper,
        _ documents: DocumentsFixture
    ) async throws {
        #expect(try await documents.chat(for: other.id, "DELETE", "conversations", conversation).status == 204)
        #expect(try await student.send("GET", "documents/\(document)").status == 200)
        #expect(try await documents.chat(for: nil, "DELETE", "conversations", conversation).status == 204)
        #expect(try await student.send("GET", "documents/\(document)").status == 404)
        let json = "{\"conversation_id\": \"\(conversation)\"}"
        let own = try await student.daemon.post("/internal/collections", json: json, token: student.token)
        #expect(own.status == 403)
    }
}

extension DocumentsFixture {
    fileprivate func collection(of conversation: String, for person: String) async throws -> SeenCollection {
        try await chat(for: person, "POST", "collections", conversation).decode(by: WireJSON.decoder())
    }
}

struct SeenJobs: Decodable {
    let items: [SeenJob]
}
