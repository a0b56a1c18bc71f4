/// What a child process may use. The defaults suit a converter of one file.
package struct ProcessLimits: Sendable {
    /// From its start to its end, whatever it waits for.
    package var time: Duration = .seconds(30)
    /// Seconds of processor time.
    package var processorSeconds = 30
    /// Bytes of address space.
    package var memory = 1 << 30
    /// Bytes of the largest file that it may write.
    package var fileSize = 256 << 20
    package var openFiles = 64
    /// Bytes of standard output, and of standard error.
    package var output = 1 << 20

    package init() {}

    /// As `prlimit` of util-linux takes them. A core dump would hold what was converted.
    var arguments: [String] {
        [
            "--as=\(memory)", "--cpu=\(processorSeconds)", "--fsize=\(fileSize)", "--nofile=\(openFiles)", "--core=0",
            "--",
        ]
    }
}
