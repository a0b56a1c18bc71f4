/// One vendor's API.
protocol Dialect {
    func respond(to request: Request) throws -> Response
    func refuse(_ refusal: Refusal) -> Response
}

/// For paths that nobody serves.
struct NoRoutes: Dialect {
    func respond(to request: Request) throws -> Response {
        throw Refusal(404, "not_found_error", "no such path")
    }

    func refuse(_ refusal: Refusal) -> Response {
        .json(["error": .string(refusal.message)], status: refusal.status)
    }
}

extension Refusal {
    static let unknownPath = Refusal(
        404,
        "invalid_request_error",
        code: "unknown_url",
        "no such path"
    )

    /// What a fault of this status says.
    static func simulated(_ status: Int) -> Refusal {
        let (kind, code): (String, String?) =
            switch status {
            case 401: ("authentication_error", "invalid_api_key")
            case 429: ("rate_limit_error", "rate_limit_exceeded")
            case 529: ("overloaded_error", nil)
            case 500...: ("server_error", nil)
            default: ("invalid_request_error", nil)
            }
        return Refusal(status, kind, code: code, "simulated fault \(status)")
    }
}
