import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// Imports through the gateway, whose daemon dies between what is shown and what is applied, or while it applies.
@Suite(.serialized) struct OfficeImportTests {
    private static let path = "/api/municipios/imports"

    private struct Import: Decodable {
        let id: String
        let state: String
        let add: Int
    }

    private struct Offices: Decodable {
        let total: Int
    }

    @Test func aPreviewOutlivesTheDaemonThatMadeIt() async throws {
        try await Suite.run(model: "") { suite in
            let token = try await suite.signIn()
            let rows = "Azul;Catastro;147\nTandil;Tierras;107"
            let preview = try await preview(rows, at: suite, token)
            suite.kill("municipio")
            #expect(try await apply(preview, at: suite, token).status >= 500)
            try suite.start("municipio")
            try await suite.untilHealthy()
            let shown = try await suite.gateway.get("/api/municipios/06049")
            #expect(shown.body.contains("Ejemplo: ") && !shown.body.contains("Catastro"))
            let applied = try await apply(preview, at: suite, token).decode(Import.self, by: WireJSON.decoder())
            #expect(applied.state == "applied" && applied.add == 2)
            #expect(try await suite.gateway.get("/api/municipios/06791").body.contains("Tierras"))
        }
    }

    @Test func whatDiesWhileItIsAppliedIsThereWholeOrNotAtAll() async throws {
        try await Suite.run(model: "") { suite in
            let token = try await suite.signIn()
            let rows = (0..<20_000).map { "Azul;Oficina \($0);147" }.joined(separator: "\n")
            let preview = try await preview(rows, at: suite, token)
            let log = "\(suite.home)/data/municipio.sqlite-wal"
            let before = try Self.lastChange(of: log)
            async let answer = apply(preview, at: suite, token)
            try await eventually("something is written") { try Self.lastChange(of: log) != before }
            suite.kill("municipio")
            #expect(try await [200, 502].contains(answer.status))
            try suite.start("municipio")
            try await suite.untilHealthy()
            let state = try await suite.gateway.get("\(Self.path)/\(preview.id)", token: token)
                .decode(Import.self, by: WireJSON.decoder()).state
            #expect(try await total(at: suite, token) == (state == "applied" ? 20_000 : 0))
            #expect(try await apply(preview, at: suite, token).status == 200)
            #expect(try await total(at: suite, token) == 20_000)
        }
    }

    private func preview(_ rows: String, at suite: Suite, _ token: String) async throws -> Import {
        let uploaded = try await suite.gateway.send(
            "POST",
            Self.path,
            token: token,
            headers: ["content-type": "text/csv"],
            body: "MUNICIPIO;DEPENDENCIA;TELEFONO\n\(rows)"
        )
        #expect(uploaded.status == 201, "\(uploaded.body)")
        return try uploaded.decode(by: WireJSON.decoder())
    }

    private func apply(_ preview: Import, at suite: Suite, _ token: String) async throws -> TestResponse {
        try await suite.gateway.post("\(Self.path)/\(preview.id)/apply", json: "", token: token)
    }

    private func total(at suite: Suite, _ token: String) async throws -> Int {
        try await suite.gateway.get("/api/municipios/offices?q=oficina&limit=1", token: token)
            .decode(Offices.self, by: WireJSON.decoder()).total
    }

    private static func lastChange(of file: String) throws -> Date? {
        try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
    }
}
