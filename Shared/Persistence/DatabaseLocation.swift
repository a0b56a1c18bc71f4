/// Where a daemon's data is: a SQLite file of its own or a schema in PostgreSQL.
enum DatabaseLocation: Equatable {
    case sqlite(path: String)
    case postgres(url: String)

    /// `postgres://…`, `postgresql://…`, `sqlite:/path` (also with `///`) or a path.
    init(_ url: String) throws(DatabaseError) {
        guard let scheme = url.firstRange(of: ":").map({ url[..<$0.lowerBound] }), !scheme.contains("/") else {
            if url.isEmpty { throw .unsupportedURL }
            self = .sqlite(path: url)
            return
        }
        switch scheme {
        case "postgres", "postgresql": self = .postgres(url: url)
        case "sqlite":
            let path = url.dropFirst("sqlite:".count)
            self = .sqlite(path: String(path.hasPrefix("//") ? path.dropFirst(2) : path))
        default: throw .unsupportedURL
        }
    }
}

extension Database {
    /// The daemon's own URL, else the one that all share, else its file in `home`.
    package static func url(for product: String, own: String?, shared: String?, home: String) -> String {
        own ?? shared ?? "sqlite:\(home)/data/\(product).sqlite"
    }

    /// The file of a SQLite database.
    package static func file(of url: String) -> String? {
        if case .sqlite(let path) = try? DatabaseLocation(url) { path } else { nil }
    }
}
