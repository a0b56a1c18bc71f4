import Daemon
import Glibc

/// What counts as one client where nobody has signed in: an IPv4 address, or a whole IPv6 network of 64 bits, since one
/// subscriber may use any address of it.
enum ClientNetwork {
    static func of(_ address: String) -> String {
        guard address.utf8.contains(UInt8(ascii: ":")) else { return address }
        var parsed = in6_addr()
        guard inet_pton(AF_INET6, address, &parsed) == 1 else { return address }
        return withUnsafeBytes(of: parsed) { bytes in
            let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
            return isMapped
                ? bytes.suffix(4).map { "\($0)" }.joined(separator: ".")
                : bytes.prefix(8).hexadecimal + "::/64"
        }
    }
}
