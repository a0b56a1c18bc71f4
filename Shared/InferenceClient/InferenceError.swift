/// Why there is no answer, or only a part of one.
package enum InferenceError: Error, Equatable {
    /// No model can take the request: nothing is connected, or all that is rests.
    case noEndpoint
    /// The router itself can't be reached.
    case unreachable
    /// The answer broke off after it had begun.
    case interrupted
    /// The router said no, with OpenAI's `code` where it gave one.
    case refused(status: Int, code: String?)
}
