/// The header fields a relay has to know, recognised once while parsing.
package enum KnownField: UInt8, CaseIterable, Sendable {
    case other
    case host, connection, contentLength, transferEncoding, te, trailer, upgrade, expect, keepAlive
    case proxyConnection, proxyAuthenticate, proxyAuthorization, proxyAuthenticationInfo
    case forwarded, forwardedFor, forwardedProto, forwardedHost, forwardedPort, realIP
    case requestID, traceparent, tracestate
    case authorization, cookie, origin, accept, acceptLanguage, contentType, userAgent, date, server

    /// The field's name in lower case.
    package var name: String {
        switch self {
        case .other: ""
        case .host: "host"
        case .connection: "connection"
        case .contentLength: "content-length"
        case .transferEncoding: "transfer-encoding"
        case .te: "te"
        case .trailer: "trailer"
        case .upgrade: "upgrade"
        case .expect: "expect"
        case .keepAlive: "keep-alive"
        case .proxyConnection: "proxy-connection"
        case .proxyAuthenticate: "proxy-authenticate"
        case .proxyAuthorization: "proxy-authorization"
        case .proxyAuthenticationInfo: "proxy-authentication-info"
        case .forwarded: "forwarded"
        case .forwardedFor: "x-forwarded-for"
        case .forwardedProto: "x-forwarded-proto"
        case .forwardedHost: "x-forwarded-host"
        case .forwardedPort: "x-forwarded-port"
        case .realIP: "x-real-ip"
        case .requestID: "x-request-id"
        case .traceparent: "traceparent"
        case .tracestate: "tracestate"
        case .authorization: "authorization"
        case .cookie: "cookie"
        case .origin: "origin"
        case .accept: "accept"
        case .acceptLanguage: "accept-language"
        case .contentType: "content-type"
        case .userAgent: "user-agent"
        case .date: "date"
        case .server: "server"
        }
    }

    /// Recognises the name at `start..<end`, in any case.
    static func recognise(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> KnownField {
        switch end - start {
        case 2: only(bytes, start, .te, "te")
        case 4: either(bytes, start, .host, "host", .date, "date")
        case 6:
            switch bytes[start] | 0x20 {
            case 0x61: only(bytes, start, .accept, "accept")
            case 0x63: only(bytes, start, .cookie, "cookie")
            case 0x65: only(bytes, start, .expect, "expect")
            case 0x6F: only(bytes, start, .origin, "origin")
            default: only(bytes, start, .server, "server")
            }
        case 7: either(bytes, start, .upgrade, "upgrade", .trailer, "trailer")
        case 9: either(bytes, start, .forwarded, "forwarded", .realIP, "x-real-ip")
        case 10:
            switch bytes[start] | 0x20 {
            case 0x63: only(bytes, start, .connection, "connection")
            case 0x6B: only(bytes, start, .keepAlive, "keep-alive")
            case 0x74: only(bytes, start, .tracestate, "tracestate")
            default: only(bytes, start, .userAgent, "user-agent")
            }
        case 11: only(bytes, start, .traceparent, "traceparent")
        case 12: either(bytes, start, .contentType, "content-type", .requestID, "x-request-id")
        case 13: only(bytes, start, .authorization, "authorization")
        case 14: only(bytes, start, .contentLength, "content-length")
        case 15: either(bytes, start, .acceptLanguage, "accept-language", .forwardedFor, "x-forwarded-for")
        case 16:
            bytes[start] | 0x20 == 0x70
                ? only(bytes, start, .proxyConnection, "proxy-connection")
                : either(bytes, start, .forwardedHost, "x-forwarded-host", .forwardedPort, "x-forwarded-port")
        case 17: either(bytes, start, .transferEncoding, "transfer-encoding", .forwardedProto, "x-forwarded-proto")
        case 18: only(bytes, start, .proxyAuthenticate, "proxy-authenticate")
        case 19: only(bytes, start, .proxyAuthorization, "proxy-authorization")
        case 25: only(bytes, start, .proxyAuthenticationInfo, "proxy-authentication-info")
        default: .other
        }
    }

    @inline(__always)
    private static func only(
        _ bytes: borrowing Span<UInt8>,
        _ start: Int,
        _ field: KnownField,
        _ name: StaticString
    ) -> KnownField {
        matches(bytes, start, name) ? field : .other
    }

    @inline(__always)
    private static func either(
        _ bytes: borrowing Span<UInt8>,
        _ start: Int,
        _ first: KnownField,
        _ firstName: StaticString,
        _ second: KnownField,
        _ secondName: StaticString
    ) -> KnownField {
        matches(bytes, start, firstName) ? first : only(bytes, start, second, secondName)
    }

    /// `name` is as long as what stands at `start`. Or-ing 0x20 only folds letters: no other token byte
    /// becomes a lower-case letter or a hyphen by it.
    @inline(__always)
    private static func matches(_ bytes: borrowing Span<UInt8>, _ start: Int, _ name: StaticString) -> Bool {
        var index = 0
        while index < name.utf8CodeUnitCount {
            if bytes[start + index] | 0x20 != name.utf8Start[index] { return false }
            index += 1
        }
        return true
    }
}

/// A set of known fields in one word.
package struct KnownFieldSet: OptionSet, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    package init(_ fields: KnownField...) {
        rawValue = fields.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
    }

    @inline(__always)
    package func contains(_ field: KnownField) -> Bool {
        rawValue >> UInt64(field.rawValue) & 1 == 1
    }

    /// Fields that belong to one connection and never pass a relay (RFC 9110, 7.6.1).
    package static let hopByHop = KnownFieldSet(
        .connection,
        .keepAlive,
        .te,
        .trailer,
        .transferEncoding,
        .upgrade,
        .proxyConnection,
        .proxyAuthenticate,
        .proxyAuthorization,
        .proxyAuthenticationInfo
    )
}
