import NIOCore

/// One request and its answer. Lives on its connection's event loop, is called only there, and answers
/// through the `ClientStream` it was made with, at any time until `clientGone`.
package protocol Exchange: AnyObject {
    /// The head is complete. Always the first call, once.
    func requestHead(_ head: RequestHead)
    /// A part of the body, without its framing. Not called while reading is paused.
    func requestBody(_ bytes: ByteBuffer)
    /// The request is complete. Not called after the answer has ended.
    func requestEnd()
    /// The client can take more, or should be given a pause.
    func clientWritable(_ isWritable: Bool)
    /// The client closed its connection before the answer ended. Nothing is called after this.
    func clientGone()
    /// The rest of the request will not come: it is malformed or the client is too slow. The exchange may still
    /// answer; where it does not, the source's refusal is sent. The connection closes afterwards.
    func requestFailed(_ refusal: Refusal)
}

extension Exchange {
    package func clientWritable(_ isWritable: Bool) {}

    package func requestFailed(_ refusal: Refusal) {
        clientGone()
    }
}

/// Makes the exchanges of one event loop, and owns what they share there.
package protocol ExchangeSource: AnyObject {
    func makeExchange(for head: RequestHead, client: ClientStream) -> any Exchange
    /// What is answered to a request that never became an exchange.
    func refuse(_ refusal: Refusal, peer: ClientPeer) -> CannedResponse
}

extension ExchangeSource {
    package func refuse(_ refusal: Refusal, peer: ClientPeer) -> CannedResponse {
        CannedResponse(status: refusal.status)
    }
}
