import NIOCore

/// Status lines, written whole for the statuses that occur.
enum StatusLine {
    static func write(_ status: Int, to out: inout ByteBuffer) {
        switch status {
        case 200: out.writeStaticString("HTTP/1.1 200 OK\r\n")
        case 201: out.writeStaticString("HTTP/1.1 201 Created\r\n")
        case 204: out.writeStaticString("HTTP/1.1 204 No Content\r\n")
        case 304: out.writeStaticString("HTTP/1.1 304 Not Modified\r\n")
        default:
            out.writeStaticString("HTTP/1.1 ")
            out.writeDecimal(status)
            out.writeInteger(ByteClass.space)
            out.writeStaticString(reason(status))
            out.writeInteger(UInt16(0x0D0A))
        }
    }

    private static func reason(_ status: Int) -> StaticString {
        switch status {
        case 100: "Continue"
        case 101: "Switching Protocols"
        case 103: "Early Hints"
        case 202: "Accepted"
        case 206: "Partial Content"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 402: "Payment Required"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 416: "Range Not Satisfiable"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        default: "Status"
        }
    }
}
