import Glibc
import HTTPTypes

/// What counts as one client where nobody has signed in: an IPv4 address, or a whole IPv6 network of 64 bits, since one
/// subscriber may use any address of it.
package enum ClientNetwork {
    package static func of(_ address: String) -> String {
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

    /// As the gateway's front tells it: in a field of its own where a proxy stands before it, else as the last hop.
    static func of(_ headers: HTTPFields) -> String? {
        let hop = headers[.xForwardedFor]?.split(separator: ",").last?.drop { $0 == " " }
        guard let address = headers[.clientAddress] ?? hop.map(String.init), isAddress(address) else { return nil }
        return of(address)
    }

    private static func isAddress(_ text: String) -> Bool {
        var parsed = in6_addr()
        return text == "unix" || inet_pton(AF_INET, text, &parsed) == 1 || inet_pton(AF_INET6, text, &parsed) == 1
    }
}

extension HTTPField.Name {
    /// The address of the person's machine, whatever proxies stand between; the front never lets a client say it.
    package static let clientAddress = literal("X-Consulta-Client-Address")
    fileprivate static let xForwardedFor = literal("X-Forwarded-For")
}
