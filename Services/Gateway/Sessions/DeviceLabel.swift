/// What people recognise a device by: `Firefox · Windows`. All that is kept of a `User-Agent`.
package struct DeviceLabel: Sendable, Equatable {
    package let text: String

    /// The first that fits decides: most browsers claim to be others too.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"), ("Macintosh", "macOS"), ("Linux", "Linux"),
    ]

    /// Nil where nothing can be told.
    package init?(userAgent: String) {
        let userAgent = userAgent.prefix(512)
        let find = { (names: [(mark: String, name: String)]) in names.first { userAgent.contains($0.mark) }?.name }
        let program = find(Self.browsers) ?? Self.program(userAgent)
        let parts = [program, find(Self.systems)].compactMap { $0 }
        guard !parts.isEmpty else { return nil }
        text = parts.joined(separator: " · ")
    }

    /// A program's own name: `python-requests/2.31` → `python-requests`.
    private static func program(_ userAgent: Substring) -> String? {
        let name = userAgent.prefix { $0 != "/" && $0 != " " }.filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0))
        }
        return name.isEmpty || name == "Mozilla" ? nil : String(name.prefix(40))
    }
}
