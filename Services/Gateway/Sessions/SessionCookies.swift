import HTTPTypes
import Hummingbird
import Identity

/// The cookies of a browser's session, and what it is recognised by at the next sign-in. Scripts can't read them, and
/// other sites can't send them.
enum SessionCookies {
    static let access = "consulta_access"
    static let refresh = "consulta_refresh"
    static let device = "consulta_device"

    /// `Set-Cookie` values for a session that was opened or refreshed.
    static func values(of signedIn: SignedIn, isSecure: Bool) -> [String] {
        var values = [
            cookie(access, signedIn.accessToken, path: "/", maxAge: Int(accessTokenLifetime.seconds), isSecure)
        ]
        if let token = signedIn.refreshToken {
            values.append(cookie(refresh, token, path: "/auth", maxAge: Int(SessionStore.idleLifetime), isSecure))
        }
        if let token = signedIn.device?.text {
            values.append(cookie(device, token, path: "/auth", maxAge: Int(DeviceStore.memory), isSecure))
        }
        return values
    }

    /// What makes a browser forget the session.
    static func removal(isSecure: Bool) -> [String] {
        [cookie(access, "", path: "/", maxAge: 0, isSecure), cookie(refresh, "", path: "/auth", maxAge: 0, isSecure)]
    }

    /// The value of a cookie in a `Cookie` header; nil where it isn't there or is empty.
    static func value(_ name: String, in header: some StringProtocol) -> String? {
        for part in header.split(separator: ";") {
            let pair = part.drop { $0 == " " }
            guard pair.hasPrefix(name), pair.dropFirst(name.count).first == "=" else { continue }
            let value = pair.dropFirst(name.count + 1)
            return value.isEmpty ? nil : String(value)
        }
        return nil
    }

    private static func cookie(
        _ name: String,
        _ value: String,
        path: String,
        maxAge: Int,
        _ isSecure: Bool
    ) -> String {
        "\(name)=\(value); Path=\(path); Max-Age=\(maxAge); HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
    }
}
