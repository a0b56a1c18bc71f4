/// The method of a request. The registered ones are told apart without making a string.
package enum RequestMethod: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
    case patch = "PATCH"
    case options = "OPTIONS"
    case trace = "TRACE"
    case connect = "CONNECT"
    case other = "OTHER"

    /// RFC 9110, 9.2.2: sending it twice has the effect of sending it once.
    package var isIdempotent: Bool {
        switch self {
        case .get, .head, .put, .delete, .options, .trace: true
        case .post, .patch, .connect, .other: false
        }
    }

    /// RFC 9110, 9.2.1: it asks for nothing to be changed.
    package var isSafe: Bool {
        switch self {
        case .get, .head, .options, .trace: true
        default: false
        }
    }

    static func recognise(_ bytes: borrowing Span<UInt8>, length: Int) -> RequestMethod {
        switch length {
        case 3: equals(bytes, "GET") ? .get : equals(bytes, "PUT") ? .put : .other
        case 4: equals(bytes, "POST") ? .post : equals(bytes, "HEAD") ? .head : .other
        case 5: equals(bytes, "PATCH") ? .patch : equals(bytes, "TRACE") ? .trace : .other
        case 6: equals(bytes, "DELETE") ? .delete : .other
        case 7: equals(bytes, "OPTIONS") ? .options : equals(bytes, "CONNECT") ? .connect : .other
        default: .other
        }
    }

    @inline(__always)
    private static func equals(_ bytes: borrowing Span<UInt8>, _ name: StaticString) -> Bool {
        var index = 0
        while index < name.utf8CodeUnitCount {
            if bytes[index] != name.utf8Start[index] { return false }
            index += 1
        }
        return true
    }
}
