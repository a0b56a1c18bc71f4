import CoreMetrics
import Daemon
import NIOCore
import Relay

/// What the client is given.
extension InferenceExchange {
    /// An error of ours.
    func answer(_ error: RouterError) {
        let retryAfter = error.retryAfter
        respond(error.status, "application/json", errorBody(error)) { fields in
            if let retryAfter { fields.add("retry-after", retryAfter) }
            if error == .unauthenticated { fields.add("www-authenticate", "Bearer") }
            if error == .methodNotAllowed { fields.add("allow", "POST") }
        }
    }

    /// What an endpoint said.
    func answer(_ whole: WholeAnswer) {
        var (contentType, body) = (whole.contentType, whole.body)
        if whole.isTranslated {
            guard let translated = ollama?.whole(whole) else { return answer(.invalidAnswer) }
            (contentType, body) = ("application/json", translated)
        }
        respond(whole.status, contentType, body) { fields in
            if let retryAfter = whole.retryAfter { fields.add("retry-after", retryAfter) }
        }
    }

    private func errorBody(_ error: RouterError) -> ByteBuffer {
        let dialect = ollama == nil ? ErrorDialect.openai : .ollama
        return ByteBuffer(bytes: dialect.encode(error.problem, requestID: "", language: language))
    }

    private func respond(
        _ status: Int,
        _ contentType: String?,
        _ body: ByteBuffer,
        _ more: (inout FieldLines) -> Void
    ) {
        self.status = status
        client.respond(status: status, framing: .length(body.readableBytes)) { fields in
            if let contentType { fields.add("content-type", contentType) }
            addFields(&fields)
            more(&fields)
        }
        client.write(body)
        finish(.complete)
        client.end()
    }

    func begin(_ attempt: Attempt, status: Int, contentType: String?, length: Int?) {
        phase = .answering(attempt)
        self.status = status
        let isEvents = attempt.isEvents
        let contentType = attempt.isTranslated ? "application/x-ndjson" : contentType
        client.respond(status: status, framing: length.map { .length($0) } ?? .untilClose) { fields in
            if let contentType { fields.add("content-type", contentType) }
            if isEvents {
                fields.add("cache-control", "no-cache")
                fields.add("x-accel-buffering", "no")
            }
            addFields(&fields)
        }
        if prompt?.isWhole == true { dropPrompt() }
        if isEvents {
            deadline = client.loop.deadline(after: core.settings.timeouts.ping)
        } else if attempt.isStream {
            deadline = .distantFuture
        }
    }

    func pass(_ bytes: ByteBuffer, from attempt: Attempt) {
        let bytes = attempt.isTranslated ? ollama?.lines(bytes) ?? bytes : bytes
        if bytes.readableBytes > 0 { client.write(bytes) }
        if attempt.isEvents { deadline = client.loop.deadline(after: core.settings.timeouts.ping) }
        if !client.isWritable { attempt.setPaused(true) }
    }

    /// Keeps proxies from taking a model that thinks for one that is dead.
    func ping(_ attempt: Attempt) {
        // Ollama's lines know no comments.
        if ollama == nil, attempt.isBetweenEvents, client.isWritable {
            client.write(ByteBuffer(staticString: ": ping\n\n"))
        }
        deadline = client.loop.deadline(after: core.settings.timeouts.ping)
    }

    /// The endpoint is gone in the middle of the answer: says so where that can be said, and then cuts the
    /// connection, so that nobody takes half an answer for a whole one.
    func breakOff(_ attempt: Attempt) {
        if attempt.isEvents, attempt.isBetweenEvents {
            var last = ByteBuffer(string: ollama == nil ? "data: " : "")
            last.writeImmutableBuffer(errorBody(.interrupted))
            last.writeString(ollama == nil ? "\n\n" : "\n")
            client.write(last)
        }
        cut()
    }

    func cut() {
        finish(.interrupted)
        client.abort()
    }

    private func addFields(_ fields: inout FieldLines) {
        withTags { $0.writeRequestIDField(to: &fields) }
        guard attempts > 0, let endpoint else { return }
        fields.add("x-consulta-endpoint", endpoint.id)
        fields.add("x-consulta-left-institution", endpoint.isOwn ? "false" : "true")
        fields.add("x-consulta-attempts", attempts)
        let overhead = max(.zero, NIODeadline.now() - readyAt - upstreamTime)
        core.figures.overhead.recordNanoseconds(overhead.nanoseconds)
        fields.add("x-consulta-overhead-ms", Self.milliseconds(overhead))
    }

    /// `0.123`.
    private static func milliseconds(_ amount: TimeAmount) -> String {
        let microseconds = amount.nanoseconds / 1_000
        let fraction = String(microseconds % 1_000)
        return "\(microseconds / 1_000).\(String(repeating: "0", count: 3 - fraction.utf8.count))\(fraction)"
    }
}
