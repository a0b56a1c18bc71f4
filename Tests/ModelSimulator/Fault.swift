/// One way to misbehave, written as in `cut=5` or `429;retry-after=2`; several are joined by `+`.
enum Fault: Sendable, Equatable {
    /// Close the listening socket and every connection for this many seconds.
    case refuse(seconds: Double)
    /// Reset the connection before the head, or after this many tokens.
    case reset(after: Int?)
    case slowHeaders(milliseconds: Int)
    case status(Int, headers: [String: String])
    /// Write this many tokens and then nothing more, with the connection open.
    case stall(after: Int)
    /// Close the connection after this many tokens, without the end of the body.
    case cut(after: Int)
    case invalidJSON
    /// One event of at least this many bytes; without a stream, a body padded to it.
    case hugeEvent(bytes: Int)
    /// This many events without content before the first token.
    case emptyStart(Int)
    /// An error event in the stream after this many tokens, as engines send that fail midway.
    case streamError(after: Int)

    struct Malformed: Error {
        let spec: String
    }

    static func list(_ spec: String) throws(Malformed) -> [Fault] {
        var faults: [Fault] = []
        for part in spec.split(separator: "+") { faults.append(try Fault(part)) }
        guard !faults.isEmpty else { throw Malformed(spec: spec) }
        return faults
    }

    init(_ spec: Substring) throws(Malformed) {
        let fields = spec.split(separator: ";").map {
            $0.split(separator: "=", maxSplits: 1).map(String.init)
        }
        guard let name = fields.first?.first else { throw Malformed(spec: String(spec)) }
        let text = fields[0].count == 2 ? fields[0][1] : nil
        let number = text.flatMap(Int.init)
        guard text == nil || text.flatMap(Double.init).map({ $0 >= 0 }) == true else {
            throw Malformed(spec: String(spec))
        }
        switch name {
        case "refuse": self = .refuse(seconds: text.flatMap(Double.init) ?? 1)
        case "reset": self = .reset(after: number)
        case "slow-headers": self = .slowHeaders(milliseconds: number ?? 5_000)
        case "stall": self = .stall(after: number ?? 0)
        case "cut": self = .cut(after: number ?? 0)
        case "invalid-json": self = .invalidJSON
        case "huge-event": self = .hugeEvent(bytes: number ?? 1_048_576)
        case "empty-start": self = .emptyStart(number ?? 1)
        case "stream-error": self = .streamError(after: number ?? 0)
        default:
            guard let status = Int(name), (400..<600).contains(status) else {
                throw Malformed(spec: String(spec))
            }
            var headers: [String: String] = [:]
            for field in fields.dropFirst() where field.count == 2 { headers[field[0]] = field[1] }
            self = .status(status, headers: headers)
        }
    }

    /// As counted in `/simulator/counters`.
    var name: String {
        switch self {
        case .refuse: "refuse"
        case .reset: "reset"
        case .slowHeaders: "slow-headers"
        case .status(let status, _): String(status)
        case .stall: "stall"
        case .cut: "cut"
        case .invalidJSON: "invalid-json"
        case .hugeEvent: "huge-event"
        case .emptyStart: "empty-start"
        case .streamError: "stream-error"
        }
    }
}
