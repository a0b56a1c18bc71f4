import CoreMetrics
import HTTPTypes
import Hummingbird
import Logging

/// Gives each request its id, trace and language, turns errors into problems, and writes one access line at its end.
///
/// Never logs the query string: people's words travel there.
struct RequestMiddleware: RouterMiddleware {
    typealias Context = DaemonRequestContext

    let metrics: any MetricsFactory

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        context.trace = TraceContext(
            traceparent: request.headers[.traceparent],
            requestID: request.headers[.xRequestID]
        )
        context.language = Language(acceptLanguage: request.headers[.acceptLanguage])
        context.network = ClientNetwork.of(request.headers)
        context.logger = context.logger.with(context.trace)

        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let problem = Problem(describing: error)
            if problem.status.kind == .serverError {
                context.logger.error("request failed", metadata: ["error": "\(String(reflecting: error))"])
            }
            response = problem.response(requestID: context.id, language: context.language)
        }
        response.headers[.xRequestID] = context.id

        let status = response.status.code
        let route = context.endpointPath ?? "NotFound"
        // Whoever calls chooses the method: those that no route of ours takes share one series.
        let method = Self.methods.contains(request.method) ? request.method.rawValue : "other"
        let finish: @Sendable ((any Error)?) -> Void = { [context, metrics] failure in
            let elapsed = (ContinuousClock.now - start).nanoseconds
            let dimensions = [("method", method), ("route", route), ("status", "\(status)")]
            Timer(label: "http_server_request_duration_seconds", dimensions: dimensions, factory: metrics)
                .recordNanoseconds(elapsed)
            var metadata: Logger.Metadata = [
                "method": "\(method)", "route": "\(route)", "status": "\(status)", "ms": "\(Double(elapsed) / 1e6)",
            ]
            if let failure { metadata["broken_off"] = "\(type(of: failure))" }
            context.logger.info("request", metadata: metadata)
        }
        if response.body.contentLength == nil {
            response.body = response.body.followed(by: finish)
        } else {
            finish(nil)
        }
        return response
    }

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}

extension Logger {
    package func with(_ trace: TraceContext) -> Logger {
        var logger = self
        logger[metadataKey: "hb.request.id"] = nil
        logger[metadataKey: "request_id"] = "\(trace.requestID)"
        logger[metadataKey: "trace_id"] = "\(trace.traceID)"
        return logger
    }
}

extension Duration {
    package var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}

extension HTTPField.Name {
    package static let xRequestID = literal("X-Request-ID")
    package static let traceparent = literal("traceparent")

    /// For names written in the source: a misspelt one is a programmer's error, seen by the first test.
    package static func literal(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("not a header name: \(name)") }
        return field
    }
}

extension ResponseBody {
    /// A streamed body whose end, reached or broken off, is told.
    fileprivate func followed(by end: @escaping @Sendable ((any Error)?) -> Void) -> ResponseBody {
        ResponseBody { writer in
            do {
                try await self.write(writer)
                end(nil)
            } catch {
                end(error)
                throw error
            }
        }
    }
}
