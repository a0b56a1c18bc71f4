import Foundation
import Identity
import Persistence
import Relay
import SuiteProtocol

/// Knows visitors without an account by a cookie: an id with a keyed code, so that nobody can come as another.
struct Visitors: Sendable {
    static let cookie = "consulta_visitor"
    /// Seconds, from the first visit on.
    private static let lifetime = 30 * 86_400

    let keyring: Keyring
    let signer: TokenSigner

    /// Who visits: the same as before where the request brings a cookie of ours, else somebody new.
    func visit(_ head: RequestHead) async throws -> Visit {
        let cookies = head.fields.values(.cookie).compactMap { SessionCookies.value(Self.cookie, in: $0) }
        let known = cookies.compactMap { knownID(in: $0) }.first
        let id = known ?? newID()
        let visitor = Principal(subject: "visitor:" + id, name: "", roles: [], kind: .anonymous)
        return Visit(
            token: try await signer.accessToken(for: visitor),
            newCookie: known == nil ? "\(id).\(code(of: id).base64URL)" : nil
        )
    }

    /// A `Set-Cookie` value.
    static func setting(_ value: String, isSecure: Bool) -> String {
        "\(cookie)=\(value); Path=/; Max-Age=\(lifetime); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }

    private func knownID(in cookie: String) -> String? {
        let parts = cookie.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, isID(parts[0]) else { return nil }
        let isOurs = Data(parts[1].utf8).isEqualInConstantTime(to: Data(code(of: parts[0]).base64URL.utf8))
        return isOurs ? parts[0] : nil
    }

    /// The same at every replica, and after the data keys were changed.
    private func code(of id: String) -> Data {
        keyring.searchTerms([id], for: "visitor cookies").first ?? Data()
    }
}

/// A visitor's request: what daemons get instead of the cookie.
struct Visit: Sendable {
    let token: String
    /// Where the visitor has none yet.
    let newCookie: String?
}
