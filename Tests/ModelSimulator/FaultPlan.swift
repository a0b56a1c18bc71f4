/// A response's faults, by where in the response they strike.
struct FaultPlan {
    /// Where an answer ends that isn't finished, and how.
    enum Break: Equatable {
        case stall, cut, reset, error
    }

    private(set) var faults: [Fault] = []
    private(set) var headDelayMs = 0
    private(set) var emptyEvents = 0
    private(set) var hugeBytes: Int?
    private(set) var hasInvalidJSON = false
    private(set) var breaksAfter: Int?
    private(set) var breakKind = Break.cut

    init() {}

    init(_ faults: [Fault]) {
        self.faults = faults
        for fault in faults {
            switch fault {
            case .slowHeaders(let milliseconds): headDelayMs = milliseconds
            case .emptyStart(let count): emptyEvents = count
            case .hugeEvent(let bytes): hugeBytes = bytes
            case .invalidJSON: hasInvalidJSON = true
            case .stall(let tokens): (breaksAfter, breakKind) = (tokens, .stall)
            case .cut(let tokens): (breaksAfter, breakKind) = (tokens, .cut)
            case .reset(let tokens): (breaksAfter, breakKind) = (tokens, .reset)
            case .streamError(let tokens): (breaksAfter, breakKind) = (tokens, .error)
            case .refuse, .status: break
            }
        }
    }

    /// Whether the connection is reset without a byte of an answer.
    var resetsAtOnce: Bool { faults.contains(.reset(after: nil)) }

    var refusal: Double? {
        for case .refuse(let seconds) in faults { return seconds }
        return nil
    }

    var status: (code: Int, headers: [String: String])? {
        for case .status(let code, let headers) in faults { return (code, headers) }
        return nil
    }
}
