/// Files of the checkout, wherever the tests run.
package enum Repository {
    package static func path(_ relative: String) -> String {
        // Shared/DaemonTesting/Repository.swift is two folders deep.
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/" + relative
    }
}
