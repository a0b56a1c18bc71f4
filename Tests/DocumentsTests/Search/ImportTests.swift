import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// Texts that come line by line, and what is said of those that can't be taken in.
@Suite struct ImportTests {
    @Test(arguments: TestDatabase.engines) func thousandsAreFoundWhenItIsAnswered(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let teacher = try await Keeper(documents)
            let collection = try await teacher.makeCollection()
            let lines = (1...1_200).map { number in
                #"{"id": "n\#(number)", "title": "Nota \#(number)", "text": "El caso \#(number) se archiva."}"#
            }
            let answer = try await teacher.importLines(lines.joined(separator: "\n"), into: collection)
            let outcome: SeenImport = try answer.decode(by: WireJSON.decoder())
            #expect(answer.status == 200 && outcome.imported == 1_200 && outcome.failed.isEmpty)
            for number in [1, 499, 501, 1_200] {
                let found = try await teacher.search("\"caso \(number)\"", in: [collection])
                #expect(found.map(\.externalID) == ["n\(number)"] && found.first?.title == "Nota \(number)")
            }
            let seen: SeenCollection = try await teacher.get("collections/\(collection)")
            #expect(seen.documents == 1_200)
            let newest: SeenDocuments = try await teacher.get("documents?collection_id=\(collection)&limit=200")
            #expect(newest.items.map(\.title) == (1_001...1_200).reversed().map { "Nota \($0)" })
            let first = try #require(try await teacher.search("\"caso 1\"").first)
            #expect(try await teacher.send("GET", "documents/\(first.documentID)/file").code == "no_file")
        }
    }

    @Test func theCodeThatIsAskedForComesFirstAmongThousands() async throws {
        try await DocumentsFixture.run { documents in
            let teacher = try await Keeper(documents)
            let collection = try await teacher.makeCollection()
            func codes(_ number: Int) -> (file: String, serial: Substring, letter: Character) {
                let letter = Array("ABCDE")[number % 5]
                return ("\(number / 5 + 1_000)/\(2_021 + number % 5)", "\(number / 5 + 10_000)".dropFirst(), letter)
            }
            let lines = (0..<5_000).map { number in
                let (file, serial, letter) = codes(number)
                let text = "Expediente \(file), código EX-\(serial)-\(letter). Iniciado el \(number % 28 + 1)/03/2025."
                return #"{"id": "\#(number)", "text": "\#(text)"}"#
            }
            _ = try await teacher.importLines(lines.joined(separator: "\n"), into: collection)
            for number in [0, 217, 1_234, 4_321, 4_999] {
                let (file, serial, letter) = codes(number)
                for question in [
                    "Expediente \(file)", "expediente \(file.replacing("/", with: "-"))", "EX-\(serial)-\(letter)",
                    "ex\(serial)\(letter)", "¿Qué dice el código EX-\(serial)-\(letter), de 2025?",
                ] {
                    let found = try await teacher.search(question, in: [collection])
                    #expect(found.first?.externalID == "\(number)", "\(question)")
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func badLinesAreNamedAndTheOthersTaken(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let teacher = try await Keeper(documents)
            let collection = try await teacher.makeCollection()
            let long = String(repeating: "x", count: 5 << 20)
            let lines = [
                #"{"id": "a", "text": "Primero.", "url": "https://example.org/a"}"#, "", "no es json",
                #"{"text": "x"}"#,
                #"{"id": "b"}"#, #"{"id": "c", "text": "  "}"#,
                #"{"id": 7, "text": "Siete.\r\nOtra línea."}"#,
                #"{"id": "d", "text": "x", "url": "javascript:alert(1)"}"#,
                #"{"id": "e", "text": "\#(long)"}"#, "[]",
                #"{"id": "\#(String(repeating: "i", count: 300))", "text": "x"}"#, #"{"id": "f", "text": 5}"#,
                #"{"id": true, "text": "x"}"#, #"{"id": "z", "text": "Último.", "url": ""}"#,
            ]
            let answer = try await teacher.importLines(lines.joined(separator: "\n"), into: collection)
            let outcome: SeenImport = try answer.decode(by: WireJSON.decoder())
            #expect(outcome.imported == 3)
            #expect(
                outcome.failed.map { "\($0.line) \($0.code)" } == [
                    "3 invalid_json", "4 missing_id", "5 missing_text", "6 missing_text", "8 bad_url",
                    "9 line_too_long", "10 invalid_json", "11 id_too_long",
                    "12 wrong_type", "13 wrong_type",
                ]
            )
            #expect(Set(try await teacher.documents().map(\.externalID)) == ["a", "7", "z"])
            let wrong = try await teacher.daemon.post(
                "/api/collections/\(collection)/import",
                json: lines[0],
                token: teacher.token
            )
            #expect(wrong.code == "not_ndjson")
        }
    }

    @Test(arguments: [0, 1, 1_200]) func theFirstLineThatIsTooManyIsNamed(more: Int) async throws {
        try await DocumentsFixture.run { documents in
            let teacher = try await Keeper(documents)
            let collection = try await teacher.makeCollection()
            var lines = [String](repeating: "", count: 99_999)
            lines.append(#"{"id": "last", "text": "La última."}"#)
            lines += [String](repeating: #"{"id": "more", "text": "Una más."}"#, count: more)
            let answer = try await teacher.importLines(lines.joined(separator: "\n"), into: collection)
            let outcome: SeenImport = try answer.decode(by: WireJSON.decoder())
            #expect(outcome.imported == 1)
            let expected: [String] = more > 0 ? ["100001 too_many_lines"] : []
            #expect(outcome.failed.map { "\($0.line) \($0.code)" } == expected)
        }
    }

    @Test(arguments: TestDatabase.engines) func theSameIdIsReplaced(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let teacher = try await Keeper(documents)
            let (one, two) = (try await teacher.makeCollection("Uno"), try await teacher.makeCollection("Dos"))
            let first = #"{"id": "a", "title": "Vieja", "text": "El gato maúlla."}"# + "\n"
            _ = try await teacher.importLines(first + #"{"id": "b", "text": "Otro."}"#, into: one)
            _ = try await teacher.importLines(first, into: two)
            let id = try #require(try await teacher.search("gato", in: [one]).first?.documentID)
            let again = #"{"id": "a", "text": "Un perro."}"# + "\n" + #"{"id": "a", "text": "Ladra el perro."}"#
            _ = try await teacher.importLines(again, into: one)
            #expect(try await teacher.search("gato", in: [one]).isEmpty)
            let found = try await teacher.search("perro", in: [one])
            #expect(found.map(\.text) == ["Ladra el perro."] && found.first?.documentID == id)
            #expect(try await teacher.search("gato", in: [two]).count == 1)
            #expect(try await teacher.documents("&collection_id=\(one)").count == 2)
        }
    }

    @Test func filtersStandInsideOfTheSearch() async throws {
        try await DocumentsFixture.run { documents in
            let teacher = try await Keeper(documents)
            let (one, two) = (try await teacher.makeCollection("Uno"), try await teacher.makeCollection("Dos"))
            let lines = (1...200).map { #"{"id": "\#($0)", "text": "La rana verde salta."}"# }.joined(separator: "\n")
            _ = try await teacher.importLines(lines, into: one)
            let document = try await teacher.read("rana.md", Papers.text("# Rana\n\nUna rana."), into: two)
            #expect(try await teacher.search("rana", ["limit": 1, "filters": ["kinds": ["markdown"]]]).count == 1)
            let only = try await teacher.search("rana", ["limit": 1, "filters": ["documents": [document.id]]])
            #expect(only.map(\.documentID) == [document.id] && only.first?.section == ["Rana"])
            #expect(try await teacher.search("rana", in: [two]).map(\.documentID) == [document.id])
            #expect(try await teacher.search("rana", in: []).isEmpty)
            let past = ["filters": ["to": "2020-01-01T00:00:00Z"]]
            #expect(try await teacher.search("rana", past).isEmpty)
            let since = ["limit": 3, "filters": ["from": "2020-01-01T00:00:00Z"]] as [String: Any]
            #expect(try await teacher.search("rana", since).count == 3)
            for (fields, code) in [
                (["query": " "], "empty_query"), (["query": String(repeating: "a", count: 2_001)], "query_too_long"),
                (["query": "a", "limit": 0], "bad_limit"),
                (["query": "a", "filters": ["kinds": ["x"]]], "invalid_body"),
            ] as [([String: Any], String)] {
                let answer = try await teacher.send("POST", "search", fields)
                #expect(answer.code == code, "\(answer.body)")
            }
        }
    }
}

struct SeenImport: Decodable {
    struct Failure: Decodable {
        let line: Int
        let code: String
    }

    let imported: Int
    let failed: [Failure]
}
