import DaemonTesting
import Foundation
import Identity
import SuiteProtocol

/// Somebody who keeps offices, at a running daemon.
struct Clerk: Sendable {
    let daemon: RunningDaemon
    let id: String
    let token: String

    init(_ municipio: MunicipioFixture, role: Role = .clerk) async throws {
        daemon = municipio.daemon
        id = newID()
        token = try await municipio.identity.token(subject: id, roles: [role])
    }

    func send(_ method: String, _ path: String, _ fields: [String: String?]? = nil) async throws -> TestResponse {
        let body = try fields.map { fields in
            let json = try JSONSerialization.data(withJSONObject: fields.mapValues { $0.map { $0 as Any } ?? NSNull() })
            return String(decoding: json, as: UTF8.self)
        }
        return try await daemon.send(method, "/api/municipios/\(path)", token: token, body: body)
    }

    func get<Value: Decodable>(_ path: String, as type: Value.Type = Value.self) async throws -> Value {
        try await send("GET", path).decode(by: WireJSON.decoder())
    }

    func create(_ municipality: String, _ name: String, _ more: [String: String] = [:]) async throws -> SeenOffice {
        let fields = more.merging(["municipality": municipality, "dependencia": name]) { $1 }
        return try await send("POST", "offices", fields).decode(by: WireJSON.decoder())
    }

    func list(_ query: String = "") async throws -> SeenOffices { try await get("offices?limit=200\(query)") }

    /// Real ones only: those that came with the program are left out.
    func offices() async throws -> [SeenOffice] { try await list().items.filter { !$0.example } }

    func history(_ office: SeenOffice) async throws -> [SeenHistory.Entry] {
        try await get("offices/\(office.id)/history", as: SeenHistory.self).items
    }

    /// Uploads a table; where it is refused, `upload` says how.
    func preview(_ table: String, replace: Bool = false) async throws -> SeenImport {
        try await upload(table, replace: replace).decode(by: WireJSON.decoder())
    }

    func upload(_ table: String, replace: Bool = false) async throws -> TestResponse {
        try await daemon.send(
            "POST",
            "/api/municipios/imports\(replace ? "?replace=true" : "")",
            token: token,
            headers: ["content-type": "text/csv"],
            body: table
        )
    }

    func apply(_ seen: SeenImport) async throws -> TestResponse { try await send("POST", "imports/\(seen.id)/apply") }
    func undo(_ seen: SeenImport) async throws -> TestResponse { try await send("POST", "imports/\(seen.id)/undo") }
}

struct SeenOffice: Decodable, Equatable {
    struct Municipality: Decodable, Equatable {
        let code: String
        let name: String
    }

    struct Person: Decodable, Equatable {
        let id: String
        let name: String?
    }

    let id: String
    let municipality: Municipality
    let dependencia: String
    let localidades: String?
    let direccion: String?
    let telefono: String?
    let whatsapp: String?
    let horario: String?
    let email: String?
    let confirmedAt: String?
    let stale: Bool
    let example: Bool
    let updatedAt: String
    let updatedBy: Person?
}

struct SeenOffices: Decodable {
    let items: [SeenOffice]
    let next: String?
    let total: Int
}

struct SeenPlace: Decodable {
    let offices: [SeenOffice]
}

struct SeenChange: Decodable, Equatable {
    let field: String
    let from: String?
    let to: String?
}

struct SeenHistory: Decodable {
    struct Entry: Decodable {
        let kind: String
        let by: SeenOffice.Person?
        let importID: String?
        let changes: [SeenChange]
    }

    let items: [Entry]
}

struct SeenImport: Decodable {
    struct Column: Decodable, Equatable {
        let header: String
        let field: String?
    }

    struct Line: Decodable {
        struct Fault: Decodable {
            let code: String
            let detail: String
        }

        let line: Int?
        let action: String
        let municipality: SeenOffice.Municipality?
        let written: String
        let dependencia: String
        let changes: [SeenChange]
        let error: Fault?
    }

    let id: String
    let state: String
    let by: SeenOffice.Person?
    let encoding: String
    let separator: String
    let columns: [Column]
    let add: Int
    let change: Int
    let remove: Int
    let unchanged: Int
    let errors: Int
    let lines: [Line]
    let next: String?

    var counts: [Int] { [add, change, remove, unchanged, errors] }
    var faults: [String?] { lines.map { $0.error?.code } }
}
