import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// Each route over a socket, and what it says to bad input.
@Suite struct RouteTests {
    @Test func anAnswerNamesThePlaceItsCabeceraAndWhy() async throws {
        try await MunicipioFixture.run { municipio in
            let locality = try await municipio.search("gonzalez catan")
            #expect(locality.items.first?.code == "06427")
            #expect(locality.items.first?.province == "Buenos Aires")
            #expect(locality.items.first?.cabecera == "San Justo")
            #expect(locality.items.first?.matched == "González Catán")
            #expect(locality.items.first?.reason == "locality")
            #expect(try await municipio.search("tandil").items.first?.reason == "exact")
            #expect(try await municipio.search("mardel").items.first?.reason == "alias")
            #expect(try await municipio.search("verazategui").items.first?.reason == "sound")
            #expect(try await municipio.search("pergmino").items.first?.reason == "typo")
            let scores = try await municipio.search("san").items.map(\.score)
            #expect(scores == scores.sorted(by: >) && scores.allSatisfy { (0...1).contains($0) })
        }
    }

    @Test func suggestsWhileTheNameIsTyped() async throws {
        try await MunicipioFixture.run { municipio in
            let begun = try await municipio.search("berazat")
            #expect(begun.names.first == "Berazategui")
            #expect(try await municipio.search("mar del pl").names.first == "General Pueyrredón")
            #expect(try await municipio.search("lomas de z", "&limit=1").items.count == 1)
        }
    }

    @Test func aPlaceIsShownByItsCodeWithLeadingZeros() async throws {
        struct Detail: Decodable {
            struct Locality: Decodable { let name: String }
            let code: String
            let name: String
            let latitude: Double
            let localities: [Locality]
        }
        try await MunicipioFixture.run { municipio in
            let answer = try await municipio.get("/api/municipios/06049")
            let detail: Detail = try answer.decode(by: WireJSON.decoder())
            #expect(detail.code == "06049" && detail.name == "Azul" && detail.latitude < -36)
            #expect(detail.localities.map(\.name).contains("Cacharí"))
            for code in ["6049", "99999", "..", "%00", "02007"] {
                let refusal = try await municipio.problem("/api/municipios/\(code)")
                #expect(refusal.status == 404, "\(code)")
            }
        }
    }

    @Test func placesInATextComeWithTheirOffsets() async throws {
        struct Extracted: Decodable {
            struct Mention: Decodable {
                let start: Int
                let end: Int
                let text: String
                let negated: Bool
                let items: [Found.Item]
            }
            let mentions: [Mention]
        }
        try await MunicipioFixture.run { municipio in
            let text = "🙂 No vivo en Azul sino en Gonzalez Catán, y trabajo en Avellaneda."
            let answer = try await municipio.post("/api/municipios/extract", ["text": text])
            let mentions = try answer.decode(Extracted.self, by: WireJSON.decoder()).mentions
            #expect(mentions.map(\.text) == ["Azul", "Gonzalez Catán", "Avellaneda"])
            #expect(mentions.map(\.negated) == [true, false, false])
            #expect(mentions.map { $0.items.first?.name } == ["Azul", "La Matanza", "Avellaneda"])
            for mention in mentions {
                #expect(
                    String(decoding: Array(text.utf16)[mention.start..<mention.end], as: UTF16.self) == mention.text
                )
            }
            let long = String(repeating: "palabras sin lugar alguno. ", count: 800)
            #expect(try await municipio.post("/api/municipios/extract", ["text": long]).status == 413)
            #expect(
                try await municipio.post("/api/municipios/extract", ["text": String(long.prefix(19_000))]).status == 200
            )
            #expect(try await municipio.post("/api/municipios/extract", ["text": " \n"]).status == 400)
            #expect(try await municipio.post("/api/municipios/extract", [:]).status == 400)
        }
    }

    @Test func fiveThousandNamesAreNormalizedInOneCall() async throws {
        struct Normalized: Decodable {
            struct Result: Decodable {
                struct Place: Decodable { let id: String }
                let cantidad: Int
                let municipios: [Place]
                let decision: String
            }
            let resultados: [Result]
        }
        try await MunicipioFixture.run { municipio in
            let names = ["mar del plata", "Gral. La Madrid", "berasategui", "qwerty", ""]
            let fields = (0..<5_000).map { ["nombre": names[$0 % 5], "max": 1] as [String: Any] }
            let answer = try await municipio.post("/api/municipios/normalize", ["municipios": fields])
            let results = try answer.decode(Normalized.self, by: WireJSON.decoder()).resultados
            #expect(results.count == 5_000)
            #expect(results[4_995...].map { $0.municipios.first?.id } == ["06357", "06322", "06091", nil, nil])
            #expect(results[..<5].map(\.cantidad) == [1, 1, 1, 0, 0])
            let tooMany = try await municipio.post(
                "/api/municipios/normalize",
                ["municipios": fields + fields.prefix(1)]
            )
            #expect(tooMany.status == 413 && tooMany.body.contains("too_many_names"))
            let elsewhere = ["municipios": [["nombre": "tandil", "provincia": "Salta"]]]
            let none = try await municipio.post("/api/municipios/normalize", elsewhere)
            #expect(none.body.contains(#""cantidad":0"#))
        }
    }

    @Test func theNearestComesFirst() async throws {
        struct Near: Decodable {
            struct Item: Decodable {
                let name: String
                let distanceKm: Double
            }
            let items: [Item]
        }
        try await MunicipioFixture.run { municipio in
            let answer = try await municipio.get("/api/municipios/near?lat=-38.0023&lon=-57.5575&limit=3")
            let near = try answer.decode(Near.self, by: WireJSON.decoder()).items
            #expect(near.count == 3 && near.first?.name == "General Pueyrredón")
            #expect(near.map(\.distanceKm) == near.map(\.distanceKm).sorted())
            for point in ["", "?lat=91&lon=0", "?lat=nan&lon=0", "?lat=-38", "?lat=x&lon=y"] {
                #expect(try await municipio.problem("/api/municipios/near\(point)").code == "bad_coordinates")
            }
        }
    }

    @Test func badInputIsAClearSentenceAndNeverAFault() async throws {
        try await MunicipioFixture.run { municipio in
            let path = "/api/municipios/search"
            #expect(try await municipio.problem(path).code == "empty_question")
            #expect(try await municipio.problem("\(path)?q=%20%09").code == "empty_question")
            let long = String(repeating: "a", count: 10_000)
            #expect(try await municipio.problem("\(path)?q=\(long)").code == "question_too_long")
            #expect(try await municipio.problem("\(path)?q=azul&limit=0").code == "bad_limit")
            #expect(try await municipio.problem("\(path)?q=azul&limit=x").code == "bad_limit")
            #expect(try await municipio.problem("\(path)?q=azul&province=Narnia").code == "unknown_province")
            let odd = [
                "🙂🏠", "\u{0}\u{1}\u{7F}", "\u{202E}luzA", "مدينة", "' OR 1=1 --", "<b>hola</b>", "東京", "%", "....", "ﬁ",
                String(repeating: "la ", count: 600), String(repeating: "n", count: 1_990), "e\u{301}\u{301}\u{301}",
            ]
            for text in odd {
                let found = try await municipio.search(text)
                #expect(found.decision != "match" && found.message?.isEmpty == false, "\(text.prefix(20))")
            }
            #expect(try await municipio.get("\(path)?q=%FF%FE").status < 500)
        }
    }

    @Test func otherCountriesAndProvincesAreASetting() async throws {
        try await MunicipioFixture.run(["MUNICIPIO_REGIONS": "MX, AR-82"]) { municipio in
            let mexican = try await municipio.search("naucalpan")
            #expect(mexican.names.first == "Naucalpan de Juárez")
            #expect(try await municipio.search("rosario", "&province=Santa%20Fe").names.first == "Rosario")
            #expect(try await municipio.search("mar del plata").decision != "match")
        }
        await #expect(throws: (any Error).self) {
            try await MunicipioFixture.run(["MUNICIPIO_REGIONS": "Narnia"]) { _ in }
        }
        await #expect(throws: (any Error).self) {
            try await MunicipioFixture.run(["MUNICIPIO_REGIONS": "AR-99"]) { _ in }
        }
    }

    @Test func aFaultyListOfPlacesStopsTheDaemonAndNamesTheLine() async throws {
        try await withTemporaryDirectory { folder in
            try Data("AR\tArgentina\n\t06\tBuenos Aires\n\t\t\t\t=sin lugar\n".utf8)
                .write(to: URL(filePath: folder + "/ar.tsv"))
            let error = await #expect(throws: (any Error).self) {
                try await MunicipioFixture.run(["MUNICIPIO_PLACES": folder]) { _ in }
            }
            #expect("\(String(describing: error))".contains("line 3"))
        }
    }
}
