import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import SuiteProtocol

/// An answer while it is being written. Leaving it, or cancelling its task, closes the model's connection.
package struct ChatStream: AsyncSequence, Sendable {
    package typealias Element = ChatChunk

    /// The endpoint that answers, as the router names it.
    package let endpoint: String?
    /// Whether what was asked went to a model outside of the institution.
    package let leftInstitution: Bool
    let body: HTTPClientResponse.Body

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(body: body.makeAsyncIterator())
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        private var body: HTTPClientResponse.Body.AsyncIterator
        private var parser = ServerSentEventParser()
        private var pending: ArraySlice<ChatChunk> = []
        private var isDone = false

        init(body: HTTPClientResponse.Body.AsyncIterator) {
            self.body = body
        }

        /// Throws `InferenceError.interrupted` where the stream ends without `[DONE]`.
        package mutating func next() async throws -> ChatChunk? {
            while pending.isEmpty {
                if isDone { return nil }
                let bytes: ByteBuffer?
                do {
                    bytes = try await body.next()
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    try Task.checkCancellation()
                    throw InferenceError.interrupted
                }
                guard let bytes else { throw InferenceError.interrupted }
                try take(bytes)
            }
            return pending.popFirst()
        }

        private mutating func take(_ bytes: ByteBuffer) throws(InferenceError) {
            let events: [String]
            do {
                events = try parser.feed(bytes)
            } catch {
                throw .interrupted
            }
            var chunks: [ChatChunk] = []
            for event in events {
                if event == "[DONE]" {
                    isDone = true
                } else if !event.isEmpty {
                    chunks.append(try Self.chunk(event))
                }
            }
            pending = chunks[...]
        }

        private static func chunk(_ event: String) throws(InferenceError) -> ChatChunk {
            guard let wire = try? WireJSON.decoder().decode(WireChunk.self, from: Data(event.utf8)), wire.error == nil
            else { throw .interrupted }
            let choice = wire.choices?.first
            return ChatChunk(
                text: choice?.delta?.content ?? "",
                finishReason: choice?.finishReason,
                usage: wire.usage?.tokens,
                model: wire.model
            )
        }
    }
}
