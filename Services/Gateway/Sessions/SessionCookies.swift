import HTTPTypes
import Hummingbird
import Identity

/// The two cookies of a browser's session. Scripts can't read them, and other sites can't send them.
enum SessionCookies {
    static let access = "consulta_access"
    static let refresh = "consulta_refresh"

    /// `Set-Cookie` values for a session that was opened or refreshed.
    static func values(accessToken: String, refreshToken: String?, isSecure: Bool) -> [String] {
        var values = [
            cookie(access, accessToken, path: "/", maxAge: Int(accessTokenLifetime.seconds), isSecure)
        ]
        if let refreshToken {
            values.append(
                cookie(refresh, refreshToken, path: "/auth", maxAge: Int(SessionStore.idleLifetime), isSecure)
            )
        }
        return values
    }

    /// What makes a browser forget both.
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
