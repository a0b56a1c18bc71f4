import FoundationEssentials

/// Keys for endpoints, one file each: `CONSULTA_HOME/secrets`, else `/run/secrets`.
package struct SecretFolder: Sendable {
    package enum Failure: Error, Equatable {
        /// Letters, digits, dots, dashes and underscores make a name.
        case name(String)
        case missing(String)
        /// Not one line of visible characters.
        case malformed(String)
    }

    let folders: [String]

    package init(folders: [String]) {
        self.folders = folders
    }

    package init(home: String) {
        folders = [home + "/secrets", "/run/secrets"]
    }

    package func credentials(_ names: [String]) throws(Failure) -> [EndpointCredential] {
        var credentials: [EndpointCredential] = []
        for name in names { credentials.append(EndpointCredential(name: name, key: try read(name))) }
        return credentials
    }

    private func read(_ name: String) throws(Failure) -> String {
        guard Self.isName(name) else { throw .name(name) }
        guard let file = folders.map({ "\($0)/\(name)" }).first(where: FileManager.default.fileExists(atPath:)),
            let data = FileManager.default.contents(atPath: file), data.count <= 8_192
        else { throw .missing(name) }
        var key = String(decoding: data, as: UTF8.self)
        while key.last?.isNewline == true { key.removeLast() }
        guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { throw .malformed(name) }
        return key
    }

    static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && !name.hasPrefix(".")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_.".utf8.contains(byte)
                }
            }
    }
}

extension SecretFolder.Failure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .name: "a secret's name is made of letters, digits, dots, dashes and underscores"
        case .missing(let name): "there is no secret \(name) in CONSULTA_HOME/secrets or /run/secrets"
        case .malformed(let name): "the secret \(name) is not one line of visible characters"
        }
    }
}
