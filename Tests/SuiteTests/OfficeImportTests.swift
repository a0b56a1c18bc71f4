import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// An import through the gateway, whose daemon dies between what was shown and what is applied.
@Suite(.serialized) struct OfficeImportTests {
    @Test func aPreviewOutlivesTheDaemonThatMadeIt() async throws {
        struct Import: Decodable {
            let id: String
            let state: String
            let add: Int
        }
        try await Suite.run(model: "") { suite in
            let token = try await suite.signIn()
            let path = "/api/municipios/imports"
            let uploaded = try await suite.gateway.send(
                "POST",
                path,
                token: token,
                headers: ["content-type": "text/csv"],
                body: "MUNICIPIO;DEPENDENCIA;TELEFONO\nAzul;Catastro;147\nTandil;Tierras;107"
            )
            #expect(uploaded.status == 201, "\(uploaded.body)")
            let preview: Import = try uploaded.decode(by: WireJSON.decoder())
            suite.kill("municipio")
            #expect(try await suite.gateway.post("\(path)/\(preview.id)/apply", json: "", token: token).status >= 500)
            try suite.start("municipio")
            try await suite.untilHealthy()
            let shown = try await suite.gateway.get("/api/municipios/06049")
            #expect(shown.body.contains("Ejemplo: ") && !shown.body.contains("Catastro"))
            let answer = try await suite.gateway.post("\(path)/\(preview.id)/apply", json: "", token: token)
            let applied: Import = try answer.decode(by: WireJSON.decoder())
            #expect(applied.state == "applied" && applied.add == 2)
            #expect(try await suite.gateway.get("/api/municipios/06791").body.contains("Tierras"))
        }
    }
}
