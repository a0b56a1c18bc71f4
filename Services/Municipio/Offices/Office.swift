import Crypto
import Foundation
import Persistence
import TextAnalysis

/// An office of a municipality, as it is now.
struct Office: Sendable, RowDecodable {
    let id: String
    let place: Place.Key
    let data: OfficeData
    let confirmedAt: Date?
    let createdAt: Date
    let updatedAt: Date
    let updatedBy: String?
    let isRemoved: Bool

    /// What `init(row:)` reads.
    static let columns: SQL = """
        id, country, municipality, dependencia, localidades, direccion, telefono, whatsapp, horario, email,
        confirmed_at, created_at, updated_at, updated_by, removed_at
        """

    init(row: Row) throws {
        id = try row.get("id")
        place = Place.Key(country: try row.get("country"), code: try row.get("municipality"))
        data = try OfficeData(row: row)
        confirmedAt = try row.get("confirmed_at")
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
        updatedBy = try row.get("updated_by")
        isRemoved = try row.get("removed_at", as: Date?.self) != nil
    }

    /// Whether nobody has confirmed it since `date`.
    func isStale(since date: Date) -> Bool { (confirmedAt ?? createdAt) < date }
}

extension OfficeData {
    init(row: Row) throws {
        self.init()
        for field in OfficeField.allCases { keep(try row.get(field.rawValue), as: field) }
    }
}

/// What an office is told from others by, found by and sorted by: made from what it says, kept beside it.
struct OfficeKeys: Sendable, Equatable {
    /// The same for two offices of one municipality with the same name for the same localities.
    let identity: String
    let sortKey: String
    /// Words in lower case, without marks, with a space before each.
    let search: String

    init(_ data: OfficeData, in place: Place) {
        let (name, localities) = (Self.key(of: data.dependencia), Self.key(ofLocalities: data.localidades))
        let whole = [place.province.country, place.code, name, localities].joined(separator: "\n")
        identity = Data(SHA256.hash(data: Data(whole.utf8))).base64EncodedString()
        sortKey = "\(Self.key(of: place.name)) \(name.prefix(100))"
        let texts = [place.name, place.cabecera, place.code] + OfficeField.allCases.map { data[$0] }
        search = texts.compactMap { $0 }.flatMap { words($0).map { " " + $0.folded } }.joined()
    }

    static func key(of name: String) -> String { words(name).map(\.folded).joined(separator: " ") }

    /// In whatever order they are named.
    static func key(ofLocalities text: String?) -> String {
        Set(words(text ?? "").map(\.folded)).sorted().joined(separator: " ")
    }
}
