import Daemon
import Foundation
import SuiteProtocol

/// What an account is made from, checked.
package struct NewUser: Sendable {
    /// Made from the name where none is given.
    let username: Username?
    let name: DisplayName
    let email: EmailAddress?
    let roles: Set<Role>
    let groupIDs: Set<String>
    let isMinor: Bool
    let language: Language?

    package init(
        username: Username? = nil,
        name: String,
        email: String? = nil,
        roles: Set<Role>,
        groupIDs: Set<String> = [],
        isMinor: Bool = false,
        language: Language? = nil
    ) throws(UserError) {
        guard let name = DisplayName(name) else { throw .invalidName }
        guard !roles.isEmpty else { throw .rolesMissing }
        self.username = username
        self.name = name
        self.email = try EmailAddress(given: email)
        self.roles = roles
        self.groupIDs = groupIDs
        self.isMinor = isMinor
        self.language = language
    }
}

/// An address that could exist: only a message that arrives proves more.
package struct EmailAddress: Sendable, Equatable {
    let text: String

    package init(_ text: String) throws(UserError) {
        let text = text.trimmingCharacters(in: .whitespaces)
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        // Something, `@`, something with a dot.
        guard parts.count == 2, !parts[0].isEmpty, parts[1].dropFirst().dropLast().contains("."),
            text.utf8.count <= 254, !text.contains(where: \.isWhitespace), !text.hasControlCharacters
        else { throw .invalidEmail }
        self.text = text
    }

    /// Nil for what is left empty.
    init?(given text: String?) throws(UserError) {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
        try self.init(text)
    }

    /// Behind the `@`, in lower case.
    var domain: String { (text.split(separator: "@").last ?? "").lowercased() }

    /// What is unique, and looked up.
    static func key(of text: String) -> String {
        text.trimmingCharacters(in: .whitespaces).precomposedStringWithCanonicalMapping.lowercased()
    }
}

/// The name that a person signs in with. Capitals and composed accents make no difference.
package struct Username: Sendable, Equatable {
    let text: String

    package init(_ text: String) throws(UserError) {
        let text = text.trimmingCharacters(in: .whitespaces).precomposedStringWithCanonicalMapping
        let isClean = text.allSatisfy { $0.isLetter || $0.isNumber || "._-@".contains($0) }
        guard (2...64).contains(text.count), text.utf8.count <= 256, isClean else { throw .invalidUsername }
        self.text = text
    }

    static func key(of text: String) -> String {
        text.trimmingCharacters(in: .whitespaces).precomposedStringWithCanonicalMapping.lowercased()
    }
}

extension Username {
    /// Given name and first surname: `Ana María Ruiz López` and `Ruiz López, Ana María` → `ana.ruiz`. Of a taken one a
    /// number makes another.
    static func suggestion(for name: String, isTaken: (String) throws -> Bool) rethrows -> String {
        let base = base(of: name)
        guard try isTaken(base) else { return base }
        var number = 2
        while try isTaken("\(base)\(number)") { number += 1 }
        return "\(base)\(number)"
    }

    private static func base(of name: String) -> String {
        let parts = name.split(separator: ",", maxSplits: 1).map { words(of: String($0)) }
        let (given, surname): (String?, String?) =
            if parts.count == 2 {
                (parts[1].first, parts[0].first)
            } else {
                // Of four words and more, two are given names.
                (parts.first?.first, parts.first?.dropFirst(parts.first?.count ?? 0 > 3 ? 2 : 1).first)
            }
        let base = [given, surname].compactMap { $0?.prefix(24) }.joined(separator: ".")
        return base.count < 2 ? "persona" : base
    }

    private static func words(of name: String) -> [String] {
        name.plainWords.filter { !["de", "del", "la", "las", "los", "y", "i", "da", "do", "dos"].contains($0) }
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
}
