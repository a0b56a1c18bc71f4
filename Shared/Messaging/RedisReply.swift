import CRedis

/// One reply, copied out of hiredis.
package enum RedisReply: Sendable, Equatable {
    case null
    case integer(Int)
    /// A status or a bulk string.
    case bytes([UInt8])
    case array([RedisReply])
    /// An error inside an array; an error that is the whole reply is thrown instead.
    case error(String)

    package var text: String? {
        switch self {
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .integer(let number): String(number)
        case .null, .array, .error: nil
        }
    }

    package var bytes: [UInt8]? {
        if case .bytes(let bytes) = self { bytes } else { nil }
    }

    package var integer: Int? {
        switch self {
        case .integer(let number): number
        case .bytes: text.flatMap { Int($0) }
        case .null, .array, .error: nil
        }
    }

    package var array: [RedisReply]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}

extension RedisReply {
    init(_ reply: UnsafePointer<redisReply>) {
        switch reply.pointee.type {
        case REDIS_REPLY_INTEGER: self = .integer(Int(reply.pointee.integer))
        case REDIS_REPLY_STRING, REDIS_REPLY_STATUS: self = .bytes(Self.bytes(reply))
        case REDIS_REPLY_ERROR: self = .error(String(decoding: Self.bytes(reply), as: UTF8.self))
        case REDIS_REPLY_ARRAY:
            let elements = UnsafeBufferPointer(start: reply.pointee.element, count: reply.pointee.elements)
            self = .array(elements.map { element in element.map { RedisReply($0) } ?? .null })
        default: self = .null
        }
    }

    private static func bytes(_ reply: UnsafePointer<redisReply>) -> [UInt8] {
        let start = UnsafeRawPointer(reply.pointee.str)
        return Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : reply.pointee.len))
    }
}
