/// An e-mail address that can stand in a dialogue with a mail server: nothing in it begins a new line or a new command.
struct MailAddress: Sendable, Equatable {
    let text: String

    init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.utf8.allSatisfy { byte in
            (0x21...0x7E).contains(byte) && !"<>()[]\\,;:\"".utf8.contains(byte)
        }
        guard isPlain, parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, text.utf8.count <= 254 else {
            return nil
        }
        self.text = text
    }

    var domain: Substring { text.split(separator: "@").last ?? "" }
}
