/// Why an e-mail couldn't be handed in. It carries no address and nothing of the text.
enum MailFault: Error, Equatable, CustomStringConvertible {
    case timedOut
    /// The server hung up, or said more than it may.
    case broken
    /// Credentials would travel where others could read them.
    case noTLS
    /// The server's code, in reply to what.
    case refused(code: Int, command: String)

    /// Whether the same can't ever work.
    var isFinal: Bool {
        if case .refused(let code, let command) = self { code >= 550 && command == "RCPT" } else { false }
    }

    var description: String {
        switch self {
        case .timedOut: "the mail server took too long"
        case .broken: "the mail server hung up"
        case .noTLS: "the mail server offers no TLS"
        case .refused(let code, let command): "the mail server answered \(code) to \(command)"
        }
    }
}
