import Relay

/// What browsers are told on every answer.
enum SecurityHeaders {
    /// Nothing from other hosts, nothing inline, in nobody's frame.
    static let standard = FieldLines([
        (
            "content-security-policy",
            "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; "
                + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        ),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ])

    /// For whoever came by TLS: keep coming by TLS.
    static let transport = FieldLines([("strict-transport-security", "max-age=31536000")])
}
