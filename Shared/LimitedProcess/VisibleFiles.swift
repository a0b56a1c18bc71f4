import CSpawn
import Glibc

/// What a child sees of the file system beside the system's programs, libraries and settings. Kept by Landlock (Linux 5.13
/// and later): where the kernel has none, it sees what the daemon sees.
package struct VisibleFiles: Sendable {
    /// Files, or folders with all that is in them.
    package var readable: [String]
    /// The same, which it may change too.
    package var writable: [String]

    package init(readable: [String], writable: [String] = []) {
        (self.readable, self.writable) = (readable, writable)
    }

    /// Whether this kernel keeps it.
    package static var isEnforced: Bool { landlock_version() > 0 }

    /// What any program needs to run. What `/proc` tells of other processes' memory and variables the kernel keeps from
    /// whoever is confined.
    private static let system = [
        "/bin", "/dev", "/etc", "/lib", "/lib64", "/proc", "/sbin", "/sys", "/usr", "/var/cache/fontconfig",
    ]

    /// Where this process's own libraries come from: a toolchain's are in no folder of the system's.
    private static let libraries: Set<String> = {
        guard let maps = fopen("/proc/self/maps", "r") else { return [] }
        defer { fclose(maps) }
        var (found, line) = (Set<String>(), [CChar](repeating: 0, count: 8_192))
        while fgets(&line, Int32(line.count), maps) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            guard let start = text.firstIndex(of: "/"), let slash = text.lastIndex(of: "/") else { continue }
            if text[slash...].contains(".so") { found.insert(String(text[start..<slash])) }
        }
        return found
    }()

    /// Confines the calling thread, and all that it starts, for good.
    ///
    /// - Parameter executable: what is started.
    func confine(running executable: String) throws(ProcessFailure) {
        let version = landlock_version()
        guard version > 0 else { return }
        let rules = landlock_rules(version)
        guard rules >= 0 else { throw .notStarted(errno) }
        defer { close(rules) }
        for path in Self.system + Self.libraries + [executable] + readable {
            try Self.check(landlock_allow(rules, version, path, 0))
        }
        for path in ["/dev/null"] + writable { try Self.check(landlock_allow(rules, version, path, 1)) }
        try Self.check(landlock_confine_thread(rules))
    }

    private static func check(_ refusal: Int32) throws(ProcessFailure) {
        guard refusal == 0 else { throw .notStarted(refusal) }
    }
}
