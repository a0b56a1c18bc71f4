import Foundation

/// A script started with no signal blocked. The threads of a test block SIGCHLD, which a shell needs to wait for its
/// children, and a child inherits what its parent blocks.
package enum Unmasked {
    package static func process(_ script: String, _ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/perl")
        process.arguments =
            ["-MPOSIX", "-e", "sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec @ARGV", script] + arguments
        return process
    }
}
