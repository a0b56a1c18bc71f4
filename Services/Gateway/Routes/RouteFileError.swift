/// What is wrong with `gateway.conf`, and where: every fault that could be found, not only the first.
package struct RouteFileError: Error, Equatable, CustomStringConvertible {
    package struct Fault: Sendable, Equatable {
        package let line: Int
        package let key: String
        package let reason: String
    }

    package let file: String
    package let faults: [Fault]

    package var description: String {
        faults.map { "\(file):\($0.line): \($0.key): \($0.reason)" }.joined(separator: "; ")
    }
}

extension RouteFileError.Fault: Error {}
