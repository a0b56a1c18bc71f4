import NIOCore
import Relay

/// An endpoint's complete answer.
struct WholeAnswer {
    let status: Int
    let contentType: String?
    let retryAfter: String?
    /// In OpenAI's words, to be put in those of the client.
    var isTranslated = false
    var body: ByteBuffer
}

/// Why an attempt came to nothing, and what follows from it.
struct AttemptFailure {
    let outcome: Outcome
    let isRetryable: Bool
    /// What the client is told if this was the last attempt, unless the endpoint itself said something.
    let error: RouterError
    var answer: WholeAnswer?
    /// How long the endpoint asked to be left alone.
    var park: TimeAmount?
    /// None of our credentials is taken.
    var refusesUs = false
    /// For the log and the list of endpoints.
    let label: String

    init(_ failure: UpstreamFailure, isReused: Bool) {
        label = failure.rawValue
        // Nobody's fault: the endpoint closed a kept connection just when it was used.
        let isStale = isReused && failure == .reset
        outcome = failure == .refused ? .refused : isStale || failure == .overloaded ? .neutral : .failure
        isRetryable = true
        error =
            switch failure {
            case .connectTimeout, .headerTimeout, .idleTimeout, .totalTimeout: .timeout
            case .interrupted: .interrupted
            case .malformed: .invalidAnswer
            case .refused, .unreachable, .overloaded, .reset: .unreachable
            }
    }

    init(status: Int, answer: WholeAnswer?, park: TimeAmount?) {
        label = "status \(status)"
        outcome = [500, 502, 503, 504, 529].contains(status) ? .failure : .neutral
        isRetryable = Self.isRetryable(status)
        self.park = park ?? (status == 429 ? .seconds(1) : nil)
        // What the endpoint says of our key is no answer to the client's.
        let concernsUs = status == 401 || status == 403
        refusesUs = status == 401
        self.answer = concernsUs ? nil : answer
        error = concernsUs ? .misconfigured : .unreachable
    }

    init(_ broken: EventFilter.Broken) {
        outcome = .failure
        isRetryable = true
        switch broken {
        case .invalid:
            label = "invalid_event"
            error = .invalidAnswer
        case .error(let data):
            label = "error_event"
            error = .interrupted
            answer = WholeAnswer(status: 502, contentType: "application/json", retryAfter: nil, body: data)
        case .cut:
            label = "cut"
            error = .interrupted
        }
    }

    static let invalidAnswer = AttemptFailure(label: "invalid_answer", error: .invalidAnswer)
    static let deadline = AttemptFailure(label: "deadline", error: .timeout)

    private init(label: String, error: RouterError) {
        self.label = label
        self.error = error
        outcome = .failure
        isRetryable = true
    }

    static func isRetryable(_ status: Int) -> Bool {
        [408, 429, 500, 502, 503, 504, 529].contains(status)
    }
}
