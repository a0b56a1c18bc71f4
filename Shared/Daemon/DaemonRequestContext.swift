import FoundationEssentials
import Hummingbird
import Logging
import NIOCore
import SuiteProtocol

/// What every request of every daemon has.
package struct DaemonRequestContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Carries the request id and the trace id in every line.
    package var logger: Logger
    package var trace: TraceContext
    package var language = Language.es
    package let remoteAddress: SocketAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
        trace = TraceContext()
        logger = source.logger
    }

    /// The request id that the caller sees in `X-Request-ID`.
    package var id: String { trace.requestID }
    package var requestDecoder: JSONDecoder { WireJSON.decoder() }
    package var responseEncoder: JSONEncoder { WireJSON.encoder() }
    /// Largest JSON body that a handler decodes, in bytes.
    package var maxUploadSize: Int { 1 << 20 }
}
