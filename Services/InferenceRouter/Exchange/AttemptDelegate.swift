import NIOCore

/// What an attempt tells the request it is made for, on its event loop. `ended`, `answered` and `failed` are the
/// last word.
protocol AttemptDelegate: AnyObject {
    /// The answer is whole.
    func attempt(_ attempt: Attempt, answered answer: WholeAnswer)
    /// The answer begins: from here on it can't be begun elsewhere.
    func attempt(_ attempt: Attempt, begins status: Int, contentType: String?, length: Int?)
    func attempt(_ attempt: Attempt, passes bytes: ByteBuffer)
    func attemptEnded(_ attempt: Attempt)
    func attempt(_ attempt: Attempt, failed failure: AttemptFailure)
    func attempt(_ attempt: Attempt, takesMore isWritable: Bool)
}
