import NIOCore

/// Hears what happens to an `UpstreamExchange`, on its event loop. `upstreamEnded` and `upstreamFailed` are the
/// last call, one of them, once; after `cancel` there is none. A failure may be told before `start` returns.
package protocol UpstreamDelegate: AnyObject {
    /// 103 and its like; 100 is kept to itself.
    func upstream(_ exchange: UpstreamExchange, informed head: ResponseHead)
    func upstream(_ exchange: UpstreamExchange, received head: ResponseHead)
    /// The upstream said 101: bytes pass both ways from here on.
    func upstream(_ exchange: UpstreamExchange, switched head: ResponseHead)
    func upstream(_ exchange: UpstreamExchange, received bytes: ByteBuffer)
    func upstreamEnded(_ exchange: UpstreamExchange)
    func upstream(_ exchange: UpstreamExchange, failed failure: UpstreamFailure)
    /// The upstream can take more of the request's body, or should be given a pause.
    func upstream(_ exchange: UpstreamExchange, writable isWritable: Bool)
}

extension UpstreamDelegate {
    package func upstream(_ exchange: UpstreamExchange, informed head: ResponseHead) {}
    package func upstream(_ exchange: UpstreamExchange, switched head: ResponseHead) {}
    package func upstream(_ exchange: UpstreamExchange, writable isWritable: Bool) {}
}
