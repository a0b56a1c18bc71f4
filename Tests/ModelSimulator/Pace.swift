import NIOCore
import NIOHTTP1

/// How fast and how long an answer is.
struct Pace: Sendable, Equatable {
    var firstTokenMs: Double = 20
    /// 0 writes the whole answer at once.
    var tokensPerSecond: Double = 60
    var answerTokens = 80

    var firstToken: TimeAmount { .nanoseconds(Int64(firstTokenMs * 1_000_000)) }

    /// From the first token to the one at `index`.
    func offset(ofToken index: Int) -> TimeAmount {
        guard tokensPerSecond > 0, index > 0 else { return .zero }
        return .nanoseconds(Int64(Double(index) / tokensPerSecond * 1_000_000_000))
    }

    /// How many tokens are due this long after the first.
    func tokensDue(after elapsed: TimeAmount) -> Int {
        guard tokensPerSecond > 0 else { return .max }
        return 1 + Int(Double(max(elapsed.nanoseconds, 0)) * tokensPerSecond / 1_000_000_000)
    }

    /// From the request to the end of an answer of this many tokens.
    func duration(tokens: Int) -> TimeAmount {
        firstToken + offset(ofToken: max(tokens - 1, 0))
    }

    /// With what this request asks for, in its headers or inside its last user message.
    func adjusted(by headers: HTTPHeaders, _ directives: Directives) -> Pace {
        var pace = self
        if let ms = headers.first(name: "x-simulate-first-token-ms").flatMap(Double.init) {
            pace.firstTokenMs = ms
        }
        if let rate = headers.first(name: "x-simulate-tokens-per-second").flatMap(Double.init) {
            pace.tokensPerSecond = rate
        }
        if let count = headers.first(name: "x-simulate-answer-tokens").flatMap(Int.init) {
            pace.answerTokens = count
        }
        for field in directives.speed.split(separator: ",") {
            let parts = field.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let value = Double(parts[1]), value >= 0 else { continue }
            switch parts[0] {
            case "first": pace.firstTokenMs = value
            case "tps": pace.tokensPerSecond = value
            case "tokens": pace.answerTokens = Int(value)
            default: break
            }
        }
        return pace
    }
}
