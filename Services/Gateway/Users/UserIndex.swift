import Foundation
import Persistence

/// What stands for names that rest sealed: keyed digests, under which they are unique and found.
struct UserIndex: Sendable {
    let keyring: Keyring

    /// The beginnings of words that are kept. One of another length is looked up by the longest that is shorter, and
    /// what is found so is looked at again.
    static let lengths = [1, 2, 3, 5]
    /// Words of one search.
    static let mostWords = 8

    func key(ofUsername username: String) -> String {
        digest("=" + Username.key(of: username), of: "username").base64EncodedString()
    }

    func key(ofEmail email: String) -> String {
        digest("=" + EmailAddress.key(of: email), of: "e-mail").base64EncodedString()
    }

    /// Under which a whole name is found, whatever its capitals and accents.
    func term(ofName name: String) -> Data {
        digest("=" + name.plainWords.joined(separator: " "), of: "people")
    }

    /// Everything under which a person is found.
    func terms(of user: User) -> [Data] {
        var beginnings: Set<String> = ["=" + user.name.plainWords.joined(separator: " ")]
        for word in Self.words(of: user) {
            for length in Self.lengths where length <= word.count { beginnings.insert("^" + word.prefix(length)) }
        }
        return keyring.searchTerms(beginnings, for: "people")
    }

    /// What a word of a search is looked up by, and whether that says it all.
    func term(ofSearched word: String) -> (term: Data, isExact: Bool) {
        let length = Self.lengths.last { $0 <= word.count } ?? 1
        return (digest("^" + word.prefix(length), of: "people"), length == word.count)
    }

    static func matches(_ user: User, _ searched: [String]) -> Bool {
        let words = words(of: user)
        return searched.allSatisfy { word in words.contains { $0.hasPrefix(word) } }
    }

    /// The domain of an e-mail is everybody's.
    private static func words(of user: User) -> Set<String> {
        let mailbox = user.email?.prefix { $0 != "@" } ?? ""
        return Set(user.name.plainWords + user.username.plainWords + String(mailbox).plainWords)
    }

    private func digest(_ term: String, of context: String) -> Data {
        keyring.searchTerms([term], for: context).first ?? Data()
    }
}

extension String {
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
