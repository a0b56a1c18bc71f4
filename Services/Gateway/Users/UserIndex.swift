import Foundation
import Persistence

/// What stands for names that rest sealed: keyed digests, under which they are unique and found.
struct UserIndex: Sendable {
    let keyring: Keyring

    /// The beginnings of words that are kept. A longer one is looked up by the longest of them, and what is found so is
    /// looked at again.
    static let lengths = [1, 2, 3, 4, 5, 6, 7, 8]
    /// Words of one search.
    static let mostWords = 8

    func key(ofUsername username: String) -> String {
        digest("=" + Username.key(of: username), of: "username").base64EncodedString()
    }

    func key(ofEmail email: String) -> String {
        digest("=" + EmailAddress.key(of: email), of: "e-mail").base64EncodedString()
    }

    /// Everything under which a person is found.
    func terms(of user: User) -> [Data] {
        keyring.searchTerms(Self.beginnings(of: user), for: "people")
    }

    /// Rows of `user_terms` for many people, whose names have much in common, in the order of the table's key.
    func rows(of users: [User]) -> [SQL] {
        var holders: [String: [String]] = [:]
        for user in users {
            for beginning in Self.beginnings(of: user) { holders[beginning, default: []].append(user.id) }
        }
        let terms = zip(keyring.searchTerms(holders.keys, for: "people"), holders.values)
        return terms.sorted { $0.0.lexicographicallyPrecedes($1.0) }
            .flatMap { term, ids -> [SQL] in ids.map { "(\(term), \($0))" } }
    }

    private static func beginnings(of user: User) -> Set<String> {
        var beginnings: Set<String> = []
        for word in words(of: user) {
            for length in lengths where length <= word.count { beginnings.insert("^" + word.prefix(length)) }
        }
        return beginnings
    }

    /// What a word of a search is looked up by, and whether that says it all.
    func term(ofSearched word: String) -> (term: Data, isExact: Bool) {
        let length = Self.lengths.last { $0 <= word.count } ?? 1
        return (digest("^" + word.prefix(length), of: "people"), length == word.count)
    }

    /// Whether a row's person has words that begin so. Their name says it mostly, so it is opened first.
    func matches(_ row: Row, _ searched: [String]) throws -> Bool {
        let id: String = try row.get("id")
        var words: [String] = []
        for column in ["sealed_name", "sealed_username", "sealed_email"] {
            guard let sealed = try row.get(column, as: EncryptedText?.self) else { continue }
            words += try sealed.text(for: id, by: keyring).mailbox.plainWords
            if searched.allSatisfy({ word in words.contains { $0.hasPrefix(word) } }) { return true }
        }
        return false
    }

    private static func words(of user: User) -> Set<String> {
        Set(user.name.plainWords + user.username.mailbox.plainWords + (user.email ?? "").mailbox.plainWords)
    }

    private func digest(_ term: String, of context: String) -> Data {
        keyring.searchTerms([term], for: context).first ?? Data()
    }
}

extension String {
    /// What stands before the `@`: a domain is everybody's.
    fileprivate var mailbox: String { String(prefix { $0 != "@" }) }

    /// Words in lower case, without marks: `Núñez-Íñigo` → `nunez`, `inigo`.
    var plainWords: [String] {
        plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private var plain: String {
        if utf8.allSatisfy({ $0 < 0x80 }) { return lowercased() }
        var plain = String.UnicodeScalarView()
        for scalar in lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars
        where scalar.properties.generalCategory != .nonspacingMark {
            plain.append(scalar)
        }
        return String(plain)
    }
}
