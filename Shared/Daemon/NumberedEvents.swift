import Hummingbird
import Logging
import NIOCore

/// Events that nobody can go on with: numbered as they are sent, and the last says what failed.
package struct NumberedEvents<Context: DaemonContext>: Sendable {
    /// Nobody to tell of it.
    private struct ReaderLeft: Error {}

    private let context: Context
    private let send: @Sendable (inout Sender) async throws -> Void

    package struct Sender {
        fileprivate let write: (ByteBuffer) async throws -> Void
        private var id = 0

        fileprivate init(write: @escaping (ByteBuffer) async throws -> Void) { self.write = write }

        package mutating func send(_ name: String, _ data: some Encodable & Sendable) async throws {
            try await write(ServerSentEvent(name: name, id: id, data: data).bytes)
            id += 1
        }

        package func ping() async throws { try await write(ServerSentEvent.ping) }
    }

    /// - Parameter send: what it throws is told the reader, and logged where it is a fault of ours.
    package init(_ context: Context, _ send: @escaping @Sendable (inout Sender) async throws -> Void) {
        (self.context, self.send) = (context, send)
    }

    /// Throws where the reader left.
    package func write(to writer: inout any ResponseBodyWriter) async throws {
        var buffer = writer
        defer { writer = buffer }
        try await withoutActuallyEscaping({ (bytes: ByteBuffer) async throws -> Void in
            do { try await buffer.write(bytes) } catch { throw ReaderLeft() }
        }) { write in
            var sender = Sender(write: write)
            do {
                try await send(&sender)
            } catch let error where !(error is ReaderLeft) {
                try Task.checkCancellation()
                let problem = Problem(describing: error)
                if problem.status.code >= 500 {
                    context.logger.error("an answer was cut off", metadata: ["error": "\(String(reflecting: error))"])
                }
                try await sender.send("error", problem.body(requestID: context.id, language: context.language))
            }
        }
    }
}
