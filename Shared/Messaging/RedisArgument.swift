import FoundationEssentials

/// What may stand in a command. Binary safe.
package protocol RedisArgument: Sendable {
    var redisBytes: [UInt8] { get }
}

extension String: RedisArgument {
    package var redisBytes: [UInt8] { Array(utf8) }
}

extension Int: RedisArgument {
    package var redisBytes: [UInt8] { Array(String(self).utf8) }
}

extension [UInt8]: RedisArgument {
    package var redisBytes: [UInt8] { self }
}

extension Data: RedisArgument {
    package var redisBytes: [UInt8] { Array(self) }
}

/// A command in the form it has on the wire (RESP 2: an array of bulk strings).
enum RedisCommand {
    static func encode(_ arguments: [any RedisArgument]) -> [UInt8] {
        var wire: [UInt8] = []
        wire.reserveCapacity(16 + arguments.count * 32)
        appendHeader(UInt8(ascii: "*"), arguments.count, to: &wire)
        for argument in arguments {
            let bytes = argument.redisBytes
            appendHeader(UInt8(ascii: "$"), bytes.count, to: &wire)
            wire.append(contentsOf: bytes)
            wire.append(contentsOf: lineEnd)
        }
        return wire
    }

    private static let lineEnd: [UInt8] = [13, 10]

    private static func appendHeader(_ mark: UInt8, _ count: Int, to wire: inout [UInt8]) {
        wire.append(mark)
        wire.append(contentsOf: String(count).utf8)
        wire.append(contentsOf: lineEnd)
    }
}

extension Duration {
    /// Whole milliseconds, never below one where the duration is above zero: Redis takes 0 for «forever» or an error.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        let whole = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
        return whole == 0 && self > .zero ? 1 : whole
    }
}
