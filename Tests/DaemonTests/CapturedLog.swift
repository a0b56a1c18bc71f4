import Foundation
import Synchronization

/// What a daemon logged, line by line.
final class CapturedLog: Sendable {
    private let lines = Mutex<[String]>([])

    func write(_ line: String) { lines.withLock { $0.append(line) } }

    var text: String { lines.withLock { $0.joined() } }

    /// Every line as JSON: one that is not fails the test.
    func entries(_ message: String? = nil) throws -> [[String: String]] {
        try lines.withLock { $0 }
            .map { try JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
            .filter { message == nil || $0["message"] == message }
    }
}
