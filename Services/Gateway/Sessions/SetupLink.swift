import Daemon
import Foundation
import Synchronization

/// The one-time link with which the first administrator is made. It lives as long as nobody has an account.
final class SetupLink: Sendable {
    private let file: String
    private let token: Mutex<String?>

    /// - Parameter file: where scripts read the link, 0600.
    init(file: String) {
        self.file = file
        token = Mutex(nil)
    }

    /// Makes a link, to be shown to whoever started the suite.
    func open(origin: String) throws -> String {
        let secret = OpaqueToken.generated().text
        token.withLock { $0 = secret }
        let link = "\(origin)/setup?token=\(secret)"
        try? FileManager.default.removeItem(atPath: file)
        try PrivateFile.write(link + "\n", to: file)
        return link
    }

    func matches(_ given: String) -> Bool {
        token.withLock { token in
            token.map { Data($0.utf8).isEqualInConstantTime(to: Data(given.utf8)) } ?? false
        }
    }

    func close() {
        token.withLock { $0 = nil }
        try? FileManager.default.removeItem(atPath: file)
    }
}
