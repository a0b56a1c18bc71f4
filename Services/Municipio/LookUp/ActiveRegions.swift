import Daemon

/// The countries and provinces whose municipalities are looked up: `AR-06, MX`.
struct ActiveRegions: Sendable {
    private let codes: Set<String>

    init(_ text: String) throws {
        codes = Set(text.split(separator: ",").map { $0.filter { $0 != " " }.uppercased() })
        guard !codes.isEmpty, codes.allSatisfy(Self.isCode) else {
            throw ConfigurationError("MUNICIPIO_REGIONS", "expected countries or provinces, such as AR-06, MX")
        }
    }

    func contains(country: String, province: String) -> Bool {
        codes.contains(country) || codes.contains("\(country)-\(province)")
    }

    func contains(partOf country: String) -> Bool { codes.contains { $0.prefix(2) == country } }

    private static func isCode(_ code: String) -> Bool {
        code.prefix(2).allSatisfy(\.isLetter) && (code.count == 2 || code.count == 5 && code.dropFirst(2).first == "-")
    }
}
