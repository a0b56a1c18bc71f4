import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import SuiteProtocol

extension Keeper {
    /// Sends one file as a browser does.
    func sendFile(_ content: Data, as name: String, to path: String) async throws -> TestResponse {
        let disposition = "Content-Disposition: form-data; name=\"file\"; filename=\"\(name)\""
        var body = Data("--limite\r\n\(disposition)\r\nContent-Type: application/octet-stream\r\n\r\n".utf8)
        body += content
        body += Data("\r\n--limite--\r\n".utf8)
        return try await daemon.send(
            "POST",
            "/api/\(path)",
            token: token,
            headers: ["content-type": "multipart/form-data; boundary=limite"],
            bytes: ByteBuffer(bytes: body)
        )
    }

    func addTemplate(_ content: Data, _ name: String = "Boletín.docx") async throws -> SeenLetterTemplate {
        try await sendFile(content, as: name, to: "letters/templates").decode(by: WireJSON.decoder())
    }

    func addTable(_ content: Data) async throws -> SeenLetterTable {
        try await sendFile(content, as: "3º A.csv", to: "letters/tables").decode(by: WireJSON.decoder())
    }

    func check(_ fields: [String: Any]) async throws -> SeenLetterCheck {
        try await send("POST", "letters/check", fields).decode(by: WireJSON.decoder())
    }

    /// Asks for letters.
    ///
    /// - Returns: their id.
    func order(_ fields: [String: Any]) async throws -> String {
        try await send("POST", "letters", fields).decode(SeenLettersStart.self, by: WireJSON.decoder()).id
    }

    func letters(_ id: String) async throws -> SeenLetters { try await get("letters/\(id)") }

    /// The same once nothing more is made of them.
    func made(_ id: String) async throws -> SeenLetters {
        try await DocumentsFixture.eventually { try await ["done", "failed", "cancelled"].contains(letters(id).state) }
        return try await letters(id)
    }

    /// What the ZIP of letters holds: see `LetterPapers.contents`.
    func archive(_ id: String) async throws -> [String: [String: String]] {
        let answer = try await daemon.open("GET", "/api/letters/\(id)/file", token: token, body: nil)
        return try LetterPapers.contents(of: Data(try await answer.body.collect(upTo: 64 << 20).readableBytesView))
    }
}

extension DocumentsFixture {
    /// What is on the disk while letters are worked on, without the places of daemons themselves.
    func filesOfLetters() throws -> [String] {
        let folder = "\(daemon.home)/data/documents/letters"
        return try FileManager.default.contentsOfDirectory(atPath: folder).flatMap { name in
            try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")
        }
    }
}

struct SeenLetterTemplate: Decodable {
    let id: String
    let name: String
    let fields: [String]
    let isExample: Bool
}

struct SeenLetterTemplates: Decodable {
    let items: [SeenLetterTemplate]
    let canPDF: Bool

    private enum CodingKeys: String, CodingKey {
        case items
        case canPDF = "canPdf"
    }
}

struct SeenLetterTable: Decodable {
    let id: String
    let columns: [String]
    let rows: Int
}

struct SeenLetterFault: Decodable, Equatable {
    let row: Int
    let code: String
    let detail: String
}

struct SeenLetterCheck: Decodable {
    struct Field: Decodable, Equatable {
        let field: String
        let column: String?
        let isKnown: Bool
    }

    struct Preview: Decodable {
        let row: Int
        let text: String
    }

    let rows: Int
    let columns: [String]
    let fields: [Field]
    let unknown: [String]
    let preview: [Preview]
    let faults: [SeenLetterFault]
}

struct SeenLettersStart: Decodable {
    let id: String
    let jobID: String
}

struct SeenLetters: Decodable {
    let id: String
    let name: String
    let state: String
    let made: Int
    let total: Int
    let failed: [SeenLetterFault]
    let bytes: Int
}
