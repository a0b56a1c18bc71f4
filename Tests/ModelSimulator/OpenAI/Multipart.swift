import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// The parts of a `multipart/form-data` body, by name.
struct Multipart {
    private(set) var parts: [String: Data] = [:]

    /// Nil where the body isn't one.
    init?(_ request: Request) {
        guard let type = request.headers.first(name: "content-type"),
            type.hasPrefix("multipart/form-data"),
            let mark = type.firstRange(of: "boundary=")
        else { return nil }
        let boundary = type[mark.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
        let delimiter = Data("--\(boundary)".utf8)
        let body = Data(buffer: request.body)
        var starts: [Range<Data.Index>] = []
        var from = body.startIndex
        while let found = body.range(of: delimiter, in: from..<body.endIndex) {
            starts.append(found)
            from = found.upperBound
        }
        guard starts.count >= 2 else { return nil }
        for (start, end) in zip(starts, starts.dropFirst()) {
            add(body[start.upperBound..<end.lowerBound])
        }
    }

    func text(_ name: String) -> String? {
        parts[name].map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func add(_ part: Data) {
        guard let blank = part.range(of: Data("\r\n\r\n".utf8)) else { return }
        let head = String(decoding: part[..<blank.lowerBound], as: UTF8.self)
        guard let mark = head.firstRange(of: "name=\"") else { return }
        parts[String(head[mark.upperBound...].prefix { $0 != "\"" })] = part[blank.upperBound...]
            .dropLast(2)
    }
}
