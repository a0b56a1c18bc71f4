/// What is wrong with a configuration file, and where: every fault that could be found, not only the first.
package struct ConfigurationFileError: Error, Equatable, CustomStringConvertible {
    package let file: String
    package let faults: [ConfigurationFault]

    package init(file: String, faults: [ConfigurationFault]) {
        self.file = file
        self.faults = faults
    }

    package var description: String {
        faults.map { "\(file):\($0.line): \($0.key): \($0.reason)" }.joined(separator: "; ")
    }
}

/// One thing that is wrong, with its line and its key.
package struct ConfigurationFault: Error, Equatable {
    package let line: Int
    package let key: String
    package let reason: String

    package init(line: Int, key: String, reason: String) {
        self.line = line
        self.key = key
        self.reason = reason
    }
}
