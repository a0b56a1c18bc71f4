/// How the end of a body is found.
package enum BodyFraming: Sendable, Equatable {
    case none
    case length(Int)
    case chunked
    /// A response without a length: the body ends with the connection.
    case untilClose
}
