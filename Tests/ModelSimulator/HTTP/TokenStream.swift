import NIOCore

/// An answer given token by token.
struct TokenStream {
    let tokens: [String]
    let pace: Pace
    let format: any StreamFormat
}

/// How a dialect writes a stream: each member is one event, with its separator.
protocol StreamFormat {
    var contentType: String { get }
    /// Before the first token; may be empty.
    var opening: String { get }
    /// An event that carries no content.
    var empty: String { get }
    /// An event that isn't valid JSON.
    var malformed: String { get }
    func event(_ token: String) -> String
    func error(_ message: String) -> String
    func closing(_ timing: StreamTiming) -> String
}

struct StreamTiming {
    /// From the request to the first token.
    let firstToken: TimeAmount
    let total: TimeAmount
}
