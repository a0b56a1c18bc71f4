import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// Approved answers as clerks keep them and citizens read them.
@Suite struct TopicTests {
    @Test func whatComesWithTheProgramSaysThatItIsAnExample() async throws {
        try await MunicipioFixture.run { municipio in
            let topics = try await seen(municipio)
            #expect(topics.count >= 6 && topics.allSatisfy { $0.example && $0.title.hasPrefix("Ejemplo: ") })
            #expect(topics.allSatisfy { $0.answer.contains("sin valor oficial") && $0.updatedBy == nil })
            #expect(topics.map(\.title) == topics.map(\.title).sorted())
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anAnswerIsApprovedChangedRemovedAndRestored(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let clerk = try await Clerk(municipio)
            let topic = try await clerk.approve(
                "Poda",
                "Llama al 147.",
                questions: ["¿Quién poda?", " ", "¿quien poda?"]
            )
            #expect(topic.version == 1 && !topic.example && topic.questions == ["¿Quién poda?"])
            #expect(topic.updatedBy == SeenOffice.Person(id: clerk.id, name: "Persona de ejemplo"))
            let open = try #require(try await seen(municipio).first { $0.id == topic.id })
            #expect(open.questions == nil && open.updatedBy == nil, "citizens aren't told who asked or approved")
            #expect(try await clerk.topics().contains(topic))

            let path = "topics/\(topic.id)"
            let changed: SeenTopic = try await clerk.send("PATCH", path, ["answer": "Llama al 148."])
                .decode(by: WireJSON.decoder())
            #expect(changed.version == 2 && changed.answer == "Llama al 148." && changed.title == "Poda")
            let same: SeenTopic = try await clerk.send("PATCH", path, ["title": "Poda"]).decode(by: WireJSON.decoder())
            #expect(same == changed, "what changes nothing makes no version")
            #expect(try await clerk.send("DELETE", path).status == 204)
            #expect(try await clerk.send("DELETE", path).status == 404)
            #expect(try await clerk.send("PATCH", path, ["title": "Árboles"]).status == 404)
            #expect(try await seen(municipio).allSatisfy { $0.id != topic.id })

            let restored: SeenTopic = try await clerk.send("POST", "\(path)/restore", json: #"{"version": 1}"#)
                .decode(by: WireJSON.decoder())
            #expect(
                restored.version == 4 && restored.answer == "Llama al 147." && restored.questions == topic.questions
            )
            #expect(try await clerk.send("POST", "\(path)/restore", json: #"{"version": 9}"#).status == 404)
            let history: SeenTopicHistory = try await clerk.get("\(path)/history")
            #expect(history.items.map(\.change) == ["restored", "removed", "changed", "created"])
            #expect(history.items.map(\.version) == [4, 3, 2, 1] && history.items.allSatisfy { $0.by?.id == clerk.id })
            let actions = try await municipio.auditEntries().map(\.action)
            #expect(actions == ["topic.created", "topic.changed", "topic.removed", "topic.restored"])
        }
    }

    @Test(arguments: TestDatabase.engines) func ofTwoClerksAtOnceOneIsToldToLookAgain(engine: TestDatabase) async throws
    {
        try await MunicipioFixture.run(on: engine) { municipio in
            let (first, second) = (try await Clerk(municipio), try await Clerk(municipio))
            let topic = try await first.approve("Poda", "Llama al 147.")
            let path = "topics/\(topic.id)"
            async let one = first.send("PATCH", path, ["answer": "Una", "updated_at": topic.updatedAt])
            async let other = second.send("PATCH", path, ["answer": "Otra", "updated_at": topic.updatedAt])
            let answers = try await [one, other]
            #expect(answers.map(\.status).sorted() == [200, 409])
            let refused = try #require(answers.first { $0.status == 409 })
            #expect(refused.body.contains(#""code":"changed_meanwhile""#))
            #expect(try await first.topics().first { $0.id == topic.id }?.version == 2)
        }
    }

    @Test func whoeverSaysSomethingOfAnExampleHasApprovedIt() async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            let example = try #require(try await clerk.topics().first)
            let changed: SeenTopic = try await clerk.send(
                "PATCH",
                "topics/\(example.id)",
                ["title": "Documentos para escriturar", "answer": "Los de siempre."]
            ).decode(by: WireJSON.decoder())
            #expect(example.example && !changed.example && changed.questions == example.questions)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatOneReplicaApprovesTheOtherFindsAndExamplesComeOnce(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let citizen = try await Citizen(municipio)
            #expect(try await citizen.consult("¿quién poda los árboles de la vereda?").topics.isEmpty)
            let count = try await seen(municipio).count
            try await municipio.withReplica { replica in
                #expect(try await seen(replica).count == count)
                _ = try await Clerk(replica).approve("Poda de árboles", "Llama al 147.", questions: ["¿Quién poda?"])
            }
            let hits = try await citizen.consult("¿quién poda los árboles de la vereda?").topics
            #expect(hits.map(\.topic.title) == ["Poda de árboles"])
            #expect(hits.allSatisfy { (0...1).contains($0.score) && $0.topic.questions == nil })
        }
    }

    @Test func onlyClerksAndAdministratorsKeepAnswers() async throws {
        try await MunicipioFixture.run { municipio in
            let draft = #"{"title": "a", "kind": "other", "answer": "b"}"#
            for role in Role.allCases {
                let status = try await Clerk(municipio, role: role).send("POST", "topics", json: draft).status
                #expect(status == ([.clerk, .admin].contains(role) ? 201 : 403), "\(role)")
            }
            let nobody = try await municipio.daemon.post("/api/municipios/topics", json: draft)
            #expect(nobody.status == 401)
            let forged = try await municipio.daemon.get("/api/municipios/topics", token: "x.y.z")
            #expect(forged.status == 200 && !forged.body.contains("updated_by"))
        }
    }

    @Test(arguments: TestDatabase.engines) func hostileTextIsKeptAsTextOrRefused(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let clerk = try await Clerk(municipio)
            let odd = [
                "<script>alert(1)</script>", "'; DROP TABLE topics; --", "\u{202E}adop", "👩‍👩‍👧 مرحبا", "a\u{0}b\u{7}",
                "=1+1", "%s %@ \\n",
            ]
            for text in odd {
                let topic = try await clerk.approve(text, text, questions: [text])
                #expect(
                    !topic.title.unicodeScalars.contains { ["\u{0}", "\u{7}", "\u{202E}"].contains($0) },
                    "\(text)"
                )
            }
            let kept = try await clerk.topics().map(\.title)
            #expect(kept.contains("<script>alert(1)</script>") && kept.contains("'; DROP TABLE topics; --"))
            #expect(kept.contains("ab") && kept.contains("adop"))

            let refused: [String: String] = [
                #"{"title": " \u0000\u200b", "kind": "other", "answer": "b"}"#: "title_missing",
                #"{"title": "a", "kind": "other", "answer": "\n"}"#: "answer_missing",
                #"{"title": "a", "kind": "gossip", "answer": "b"}"#: "invalid_body",
                #"{"title": "a", "kind": "other"}"#: "invalid_body",
                #"["title"]"#: "invalid_body",
                "": "invalid_body",
                #"{"title": "\#(String(repeating: "a", count: 121))", "kind": "other", "answer": "b"}"#:
                    "title_too_long",
                #"{"title": "a", "kind": "other", "answer": "\#(String(repeating: "b", count: 10_000))"}"#:
                    "answer_too_long",
            ]
            for (json, code) in refused {
                let answer = try await clerk.send("POST", "topics", json: json)
                #expect(answer.status < 500 && answer.body.contains("\"code\":\"\(code)\""), "\(code): \(answer.body)")
            }
            let many = (0...20).map { "¿\($0)?" }
            let json = String(decoding: try JSONSerialization.data(withJSONObject: ["questions": many]), as: UTF8.self)
            let id = try #require(try await clerk.topics().first?.id)
            #expect(try await clerk.send("PATCH", "topics/\(id)", json: json).body.contains("too_many_questions"))
            for id in ["x", "..", newID()] {
                #expect(try await clerk.send("DELETE", "topics/\(id)").status == 404)
            }
        }
    }

    private func seen(_ municipio: MunicipioFixture) async throws -> [SeenTopic] {
        try await municipio.get("/api/municipios/topics").decode(SeenTopics.self, by: WireJSON.decoder()).items
    }
}
