import Relay

/// Cross-origin resource sharing for the origins that `CORS_ORIGINS` names.
extension OriginPolicy {
    /// The answer to a browser that asks whether it may ask; nil where it doesn't.
    func preflight(_ head: RequestHead, _ standard: FieldLines) -> CannedResponse? {
        guard head.method == .options, let origin = head.fields[.origin],
            head.fields["access-control-request-method"] != nil
        else { return nil }
        var response = CannedResponse(status: 204)
        response.fields = standard
        guard allows(origin) else { return response }
        response.fields.add(sharing(with: origin))
        response.fields.add("access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
        response.fields.add(
            "access-control-allow-headers",
            "authorization, content-type, accept-language, last-event-id, x-request-id, traceparent"
        )
        response.fields.add("access-control-max-age", 600)
        return response
    }

    /// Lines for an answer to a page of another origin; nil for everybody else.
    func lines(for head: RequestHead) -> FieldLines? {
        guard !allowed.isEmpty, let origin = head.fields[.origin], allows(origin) else { return nil }
        return sharing(with: origin)
    }

    private func sharing(with origin: String) -> FieldLines {
        FieldLines([
            ("access-control-allow-origin", origin),
            ("access-control-allow-credentials", "true"),
            (
                "access-control-expose-headers",
                "x-request-id, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset"
            ),
            ("vary", "origin"),
        ])
    }
}
