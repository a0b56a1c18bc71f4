import FoundationEssentials
import Hummingbird
import SuiteProtocol

/// What a handler knows of any request, whether its sender is known or not.
package protocol DaemonContext: RequestContext where Decoder == JSONDecoder, Encoder == JSONEncoder {
    var trace: TraceContext { get }
    var language: Language { get }
    /// Of the person's machine, where the gateway's front told it.
    var network: String? { get }
}

extension DaemonContext {
    /// The request id that the caller sees in `X-Request-ID`.
    package var id: String { trace.requestID }
    package var requestDecoder: JSONDecoder { WireJSON.decoder() }
    package var responseEncoder: JSONEncoder { WireJSON.encoder() }
    /// Largest JSON body that a handler decodes, in bytes.
    package var maxUploadSize: Int { 1 << 20 }
}
