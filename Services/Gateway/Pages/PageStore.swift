import Daemon
import Foundation
import Synchronization

/// The web UI's files, read whole at boot: what isn't in the table doesn't exist, whatever the path says.
final class PageStore: Sendable {
    private let folder: String
    private let pages: Mutex<[String: Page]>

    /// Throws where the folder has no `index.html`.
    init(folder: String) throws {
        self.folder = folder
        pages = Mutex([:])
        try load()
    }

    /// Reads the folder again.
    func load() throws {
        var found: [String: Page] = [:]
        let base = URL(filePath: folder, directoryHint: .isDirectory)
        let files = FileManager.default.enumerator(atPath: base.path)
        while let path = files?.nextObject() as? String {
            // Hidden files are an editor's, not a page's.
            guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) else { continue }
            let file = base.appending(path: path)
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            found["/" + path] = Page(path: path, contents: try Data(contentsOf: file))
        }
        guard found[Self.start] != nil else { throw ConfigurationError("GATEWAY_WEB", "\(folder) has no index.html") }
        pages.withLock { $0 = found }
    }

    /// The file at a path; for a path without a dot, which is one of the application's own, the application.
    func page(at path: String) -> Page? {
        pages.withLock { pages in
            if let page = pages[path] { return page }
            let segments = path.split(separator: "/", omittingEmptySubsequences: false)
            // Programs that mistype an endpoint are told so, not shown a page.
            guard segments.count < 3 || !Self.endpoints.contains(segments[1]) else { return nil }
            return segments.last?.contains(".") == true ? nil : pages[Self.start]
        }
    }

    private static let start = "/index.html"
    private static let endpoints: Set<Substring> = ["api", "auth", "health", "internal"]
}
