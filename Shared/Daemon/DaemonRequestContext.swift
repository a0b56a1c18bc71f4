import Hummingbird
import Logging

/// What every request of every daemon has.
package struct DaemonRequestContext: DaemonContext {
    package var coreContext: CoreRequestContextStorage
    /// Carries the request id and the trace id in every line.
    package var logger: Logger
    package var trace: TraceContext
    package var language = Language.es
    package var network: String?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        trace = TraceContext()
        logger = source.logger
    }
}
