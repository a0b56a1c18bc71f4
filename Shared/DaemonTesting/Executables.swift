import Foundation

/// The built products, beside the running tests.
package enum Executables {
    package static func folder() throws -> URL {
        guard let tests = Bundle.main.executableURL?.resolvingSymlinksInPath() else { throw NotFound() }
        return tests.deletingLastPathComponent()
    }

    package struct NotFound: Error {}
}
