import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import NIOHTTP1
import SuiteProtocol
import Testing

/// Offices from a spreadsheet: shown, applied, undone.
@Suite struct ImportTests {
    private static let heading = "MUNICIPIO;LOCALIDADES;CABECERA;DEPENDENCIA;DIRECCION;TELEFONO;WHATSAPP;HORARIO;EMAIL"
    private static let table = """
        \(heading)
        Azul;Azul, Chillar;Azul;Catastro;Calle 1;(02281) 43-1234;;8 a 14;catastro@azul.example
        06791;;;Tierras;Calle 2;147;+54 9 249 555 0101;;
        gral lamadrid;;;Mesa de Entradas;;;;;
        """

    @Test(arguments: TestDatabase.engines) func isShownThenAppliedThenUndone(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let clerk = try await Clerk(municipio)
            let office = try await clerk.create("06049", "CATASTRO", ["localidades": "Chillar y Azul", "horario": "9"])
            let before = try await clerk.list().items
            let preview = try await clerk.preview(Self.table)
            #expect(preview.state == "previewed" && preview.counts == [2, 1, 0, 0, 0])
            #expect(preview.encoding == "utf-8" && preview.separator == ";" && preview.next == nil)
            #expect(preview.by?.name == "Persona de ejemplo" && preview.lines.map(\.line) == [2, 3, 4])
            #expect(preview.lines.map { $0.municipality?.code } == ["06049", "06791", "06322"])
            #expect(preview.lines[1].changes.map(\.field) == ["dependencia", "direccion", "telefono", "whatsapp"])
            let change = try #require(preview.lines.first)
            #expect(change.changes.contains(SeenChange(field: "horario", from: "9", to: "8 a 14")))
            #expect(try await clerk.list().items == before, "a preview changes nothing")

            let applied: SeenImport = try await clerk.apply(preview).decode(by: WireJSON.decoder())
            #expect(applied.state == "applied" && applied.counts == preview.counts)
            #expect(try await clerk.apply(preview).status == 200, "again is no error")
            let after = try await clerk.offices()
            #expect(after.count == 3 && after.first { $0.id == office.id }?.horario == "8 a 14")
            let entry = try #require(try await clerk.history(office).first)
            #expect(entry.kind == "changed" && entry.importID == preview.id && entry.changes == change.changes)

            let undone: SeenImport = try await clerk.undo(preview).decode(by: WireJSON.decoder())
            #expect(undone.state == "undone")
            #expect(try await clerk.undo(preview).status == 200)
            let last = try await clerk.list().items
            #expect(last.map(\.id) == before.map(\.id) && last.map(\.horario) == before.map(\.horario))
            #expect(try await clerk.history(office).map(\.kind) == ["undone", "changed", "created"])
            #expect(try await clerk.apply(preview).status == 409)
            let actions = try await municipio.auditEntries().map(\.action)
            #expect(actions == ["office.created", "offices.imported", "offices.import_undone"])
            let list: Imports = try await clerk.get("imports")
            #expect(list.items.map(\.id) == [preview.id] && list.items.first?.lines.isEmpty == true)
        }
    }

    @Test(arguments: [
        ("Sarasa;;;Mesa", "unknown_municipality"), ("González Catán;;;Mesa", "unknown_municipality"),
        ("azull;;;Mesa", "unknown_municipality"), (";;;Mesa", "unknown_municipality"),
        ("=1+1;;;Mesa", "formula"), ("Azul;;;=cmd|' /C calc'!A0", "formula"), ("Azul;;;Mesa;+CALLE", "formula"),
        ("Azul;;;", "missing_dependencia"), ("Azul;;;-", "missing_dependencia"), ("Azul;;", "wrong_columns"),
        ("Azul;;;Mesa;;;;;;x;y", "wrong_columns"), ("Azul;;;Mesa;;;;;azul@", "bad_email"),
        ("Azul;;;Mesa;;no hay", "bad_telephone"), ("Azul;;;Mesa;;;12", "bad_telephone"),
        ("Azul;;;Bien", "duplicate"), ("AZUL;;;bién", "duplicate"), ("Azul;;;Mesa;Calle \u{FFFD}", "not_text"),
        ("Azul;;;Mesa;" + String(repeating: "x", count: 301), "too_long"),
    ]) func aWrongLineIsNamedAndLeftOut(line: String, code: String) async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            let preview = try await clerk.preview("\(Self.heading)\nAzul;;;Bien;;;;;\n\(line)\nTandil;;;Bien;;;;;\n")
            #expect(preview.counts == [2, 0, 0, 0, 1], "\(preview.lines)")
            let wrong = try #require(preview.lines.first { $0.action == "error" })
            #expect(wrong.line == 3 && wrong.error?.code == code && wrong.error?.detail.isEmpty == false)
            #expect(try await clerk.apply(preview).status == 200)
            #expect(try await clerk.offices().count == 2)
        }
    }

    @Test func theNearestMunicipalityIsSuggested() async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            let preview = try await clerk.preview("municipio,dependencia\nBerasategui,Mesa")
            #expect(preview.lines.first?.error?.detail.contains("«Berazategui»") == true)
        }
    }

    @Test func namesakesAreToldApartByTheirSeatOrCode() async throws {
        try await MunicipioFixture.run(["MUNICIPIO_REGIONS": "MX"]) { municipio in
            let clerk = try await Clerk(municipio)
            let preview = try await clerk.preview(
                "municipio,cabecera,dependencia\nBenito Juárez,,A\nBenito Juárez,Cancún,B\n9014,,C"
            )
            #expect(preview.faults == ["ambiguous_municipality", nil, nil])
            #expect(preview.lines.map { $0.municipality?.code } == [nil, "23005", "09014"])
        }
    }

    @Test(arguments: [
        ("Teléfono,Oficina,Partido", "147,Mesa,Azul", ","), ("E-MAIL\tDEPENDENCIA\tMunicipio", "\tMesa\tAzul", "\t"),
        ("Dependecia;MUNICIPO;Notas", "Mesa;Azul;x", ";"),
        ("Municipio / Partido;Nombre de la dependencia;Teléfono de la oficina", "Azul;Mesa;147", ";"),
        ("  \r\n;;\r\nMunicipio;Oficina;Dirección de correo", "Azul;Mesa;a@azul.example", ";"),
        ("sep=;\r\n\"municipio\";\"Horario de atención\";\"dependencia\"", "Azul;\"8\r\na 14\";Mesa", ";"),
    ]) func columnsAreFoundInAnyOrderAndUnderNearNames(heading: String, line: String, separator: String) async throws {
        try await MunicipioFixture.run { municipio in
            let preview = try await Clerk(municipio).preview("\(heading)\r\n\(line)\r\n")
            #expect(preview.counts == [1, 0, 0, 0, 0] && preview.separator == separator, "\(preview)")
            #expect(preview.columns.count == 3 && preview.lines.first?.dependencia == "Mesa")
            let unknown = preview.columns.filter { $0.field == nil }.map(\.header)
            #expect(unknown == (heading.contains("Notas") ? ["Notas"] : []))
        }
    }

    @Test func whatIsNamedOutrightGoesBeforeWhatIsOnlySpokenOf() async throws {
        try await MunicipioFixture.run { municipio in
            let preview = try await Clerk(municipio).preview(
                "Municipio;Responsable de la dependencia;Dependencia\nAzul;Ana;Mesa"
            )
            #expect(preview.columns.map(\.field) == ["municipio", nil, "dependencia"])
            #expect(preview.lines.first?.dependencia == "Mesa")
        }
    }

    @Test(arguments: [
        (String.Encoding.utf8, "utf-8"), (.windowsCP1252, "windows-1252"), (.isoLatin1, "windows-1252"),
        (.utf16, "utf-16"),
    ]) func encodingsAreToldApart(encoding: String.Encoding, name: String) async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            let data = try #require("Municipio;Dependencia\nGeneral Pueyrredón;Área de Niñez".data(using: encoding))
            let seen = try await preview(data, by: clerk)
            #expect(seen.encoding == name && seen.lines.first?.dependencia == "Área de Niñez")
        }
    }

    @Test(arguments: [
        ("", 422, "no_rows"), ("MUNICIPIO;DEPENDENCIA", 422, "no_rows"),
        ("Azul;Mesa\nTandil;Mesa", 422, "wrong_columns"),
        ("MUNICIPIO;MUNICIPIO;DEPENDENCIA\na;b;c", 422, "wrong_columns"), ("PK\u{3}\u{4}x", 422, "not_text"),
        (String(repeating: "x", count: 1 << 20), 422, "wrong_columns"),
        (String(repeating: ";", count: 3_000_000) + "x", 413, "too_many_cells"),
        ("MUNICIPIO;DEPENDENCIA\nAzul;\"Mesa", 422, "unclosed_quote"), ("a\u{0}b", 422, "not_text"),
    ]) func aFileThatIsNoneIsRefusedWhole(text: String, status: Int, code: String) async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            let refusal = try await clerk.upload(text)
            #expect(refusal.status == status && refusal.body.contains("\"\(code)\""), "\(refusal.body)")
            #expect(try await clerk.get("imports", as: Imports.self).items.isEmpty)
        }
    }

    @Test func whatIsExportedIsTheSameWhenItIsImported() async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            _ = try await clerk.create("06049", "Mesa; \"central\"", ["telefono": "+54 2281 43-1234"])
            let export = try await clerk.send("GET", "offices/export")
            #expect(export.header("content-type") == "text/csv; charset=utf-8")
            #expect(export.header("content-disposition")?.contains("attachment") == true)
            let lines = export.body.dropFirst(export.body.hasPrefix("\u{FEFF}") ? 1 : 0).split(separator: "\r\n")
            #expect(lines.first.map(String.init) == Self.heading && lines.count == 11)
            #expect(export.body.contains("'+54 2281 43-1234"), "no cell is taken for a formula")
            let preview = try await clerk.preview(export.body, replace: true)
            #expect(preview.counts == [0, 0, 0, 10, 0], "\(preview.lines)")
        }
    }

    @Test func whatTheFileLacksGoesOnlyWhereItReplaces() async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            for name in ["Catastro", "Tierras", "Obras"] { _ = try await clerk.create("06049", name) }
            let table = "municipio;dependencia;email\nAzul;Catastro;\nAzul;Obras;azul@"
            #expect(try await clerk.preview(table).counts == [0, 0, 0, 1, 1])
            let preview = try await clerk.preview(table, replace: true)
            #expect(
                preview.counts == [0, 0, 10, 1, 1],
                "the examples go, too; the line that is wrong spares its office"
            )
            #expect(try await clerk.apply(preview).status == 200)
            #expect(try await clerk.list().items.map(\.dependencia) == ["Catastro", "Obras"])
            #expect(try await clerk.undo(preview).status == 200)
            #expect(try await clerk.list().total == 12)
        }
    }

    @Test func whatALineDoesNotSayStays() async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            _ = try await clerk.create("06049", "Catastro", ["telefono": "147", "horario": "8 a 14"])
            let preview = try await clerk.preview("municipio;dependencia;horario;telefono\nAzul;Catastro;;")
            #expect(preview.lines.first?.changes.map(\.to) == [nil, nil])
            #expect(try await clerk.preview("municipio;dependencia;horario\nAzul;Catastro").counts == [0, 0, 0, 1, 0])
        }
    }

    private struct Imports: Decodable {
        let items: [SeenImport]
    }

    private func preview(_ data: Data, by clerk: Clerk) async throws -> SeenImport {
        var request = HTTPClientRequest(url: "\(clerk.daemon.url)/api/municipios/imports")
        request.method = .POST
        request.headers = ["content-type": "text/csv", "authorization": "Bearer \(clerk.token)"]
        request.body = .bytes(ByteBuffer(bytes: data))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let body = try await response.body.collect(upTo: 1 << 20)
        return try WireJSON.decoder().decode(SeenImport.self, from: Data(body.readableBytesView))
    }
}
