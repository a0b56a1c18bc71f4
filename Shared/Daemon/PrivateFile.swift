import Glibc

/// A file that holds a secret: nobody but its owner can read it, from its first byte on.
package enum PrivateFile {
    /// Whole and on the disk when this returns. Throws `ConfigurationError` also where the file is there already.
    package static func write(_ text: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw ConfigurationError(path, "can't be written") }
        let bytes = Array(text.utf8)
        let isDurable = Glibc.write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isDurable else {
            unlink(path)
            throw ConfigurationError(path, "can't be written")
        }
    }
}
