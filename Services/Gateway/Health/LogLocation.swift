import Daemon
import Foundation

/// Where an administrator reads a daemon's log on this installation, as the command that shows its end.
struct LogLocation: Sendable {
    private let folder: String
    private let isSystemd: Bool
    private let isContainer: Bool

    init(_ environment: DaemonEnvironment) {
        folder = URL(filePath: environment.home, directoryHint: .isDirectory).appending(path: "logs").path
        // systemd names its journal's stream to the services it starts.
        isSystemd = environment.config.text("journal.stream") != nil
        isContainer = FileManager.default.fileExists(atPath: "/.dockerenv")
    }

    /// - Parameter isSupervised: whether it was started by `start-all.sh`, in a container too.
    func command(for product: String, isSupervised: Bool) -> String {
        switch (isSupervised, isSystemd, isContainer) {
        case (false, true, _): "journalctl -n 50 -u consulta@\(product)"
        case (false, false, true): "docker compose logs -n 50 \(product)"
        default: "tail -n 50 '\(folder)/\(product).log'"
        }
    }
}
