import Foundation
import SuiteProtocol

/// What an account is made from, checked.
package struct NewUser: Sendable {
    let username: Username
    let name: String
    let email: String?
    let roles: Set<Role>

    package init(username: Username, name: String, email: String? = nil, roles: Set<Role>) throws(UserError) {
        guard let name = DisplayName(name) else { throw .invalidName }
        guard !roles.isEmpty else { throw .rolesMissing }
        let email = email.map { $0.trimmingCharacters(in: .whitespaces) }.flatMap { $0.isEmpty ? nil : $0 }
        if let email { try Self.check(email) }
        self.username = username
        self.name = name.text
        self.email = email
        self.roles = roles
    }

    /// Something, `@`, something with a dot: only a message that arrives proves more.
    private static func check(_ email: String) throws(UserError) {
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].dropFirst().dropLast().contains("."),
            email.utf8.count <= 254, !email.contains(where: \.isWhitespace), !email.hasControlCharacters
        else { throw .invalidEmail }
    }
}

/// The name that a person signs in with. Capitals and composed accents make no difference.
package struct Username: Sendable, Equatable {
    let text: String
    /// What is unique, and looked up.
    let key: String

    package init(_ text: String) throws(UserError) {
        let text = text.trimmingCharacters(in: .whitespaces).precomposedStringWithCanonicalMapping
        let isClean = text.allSatisfy { $0.isLetter || $0.isNumber || "._-@".contains($0) }
        guard (2...64).contains(text.count), text.utf8.count <= 256, isClean else { throw .invalidUsername }
        self.text = text
        key = Self.key(of: text)
    }

    static func key(of text: String) -> String {
        text.trimmingCharacters(in: .whitespaces).precomposedStringWithCanonicalMapping.lowercased()
    }
}

/// A password that is long enough. Never printed.
struct Password: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    static let shortest = 10
    /// Bytes: more adds no safety, only work.
    static let longest = 1024

    let text: String
    var description: String { "…" }
    var debugDescription: String { "…" }

    init(_ text: String) throws(UserError) {
        guard text.count >= Self.shortest else { throw .passwordTooShort }
        guard text.utf8.count <= Self.longest else { throw .passwordTooLong }
        self.text = text
    }

    private init(unchecked text: String) {
        self.text = text
    }

    /// For an account that an administrator opens without one: 20 characters that are read aloud without doubt, 98 bits.
    static func generated() -> Password {
        let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let characters = (0..<20).compactMap { _ in alphabet.randomElement() }
        return Password(unchecked: String(characters))
    }
}
