import NIOCore

/// Reads a `multipart/form-data` body (RFC 7578) part by part as it arrives; a part is never held whole.
package struct MultipartReader<Body: AsyncSequence> where Body.Element == ByteBuffer {
    package struct Part: Equatable, Sendable {
        package let name: String
        /// As the sender says; what a file is, its content decides.
        package let fileName: String?
    }

    /// Bytes of the headers of a part, or of what stands before the first.
    private static var headerLimit: Int { 8 << 10 }

    private var body: Body.AsyncIterator
    private var buffer: [UInt8] = Array("\r\n".utf8)
    private let delimiter: [UInt8]
    private let partLimit: Int
    private var parts = 0
    private var isInPart = false

    /// - Parameters:
    ///   - contentType: the header, with its boundary.
    ///   - parts: how many there may be.
    package init(_ body: Body, contentType: String?, parts: Int = 64) throws(UploadError) {
        guard let boundary = Self.boundary(contentType) else { throw .badMultipart }
        partLimit = parts
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.body = body.makeAsyncIterator()
    }

    /// The next part, what is left of the one before passed over; `nil` after the last.
    package mutating func next() async throws -> Part? {
        if parts == 0 {
            // A preamble is allowed, and nobody sends a long one.
            while try await !takeDelimiter() { try await fill(upTo: Self.headerLimit) }
        } else {
            while try await chunk() != nil {}
        }
        while buffer.count < 2 { try await fill(upTo: Self.headerLimit) }
        if buffer.starts(with: "--".utf8) { return nil }
        parts += 1
        guard parts <= partLimit else { throw UploadError.badMultipart }
        let headers = try await headers()
        isInPart = true
        guard let part = Self.part(headers) else { throw UploadError.badMultipart }
        return part
    }

    /// The next piece of the part's content; `nil` at its end.
    package mutating func chunk() async throws -> ByteBuffer? {
        guard isInPart else { return nil }
        while true {
            if let end = buffer.firstIndex(of: delimiter) {
                let content = buffer[..<end]
                if content.isEmpty {
                    buffer.removeFirst(delimiter.count)
                    isInPart = false
                    return nil
                }
                defer { buffer.removeFirst(end) }
                return ByteBuffer(bytes: content)
            }
            // What may be the beginning of a delimiter stays.
            let safe = buffer.count - delimiter.count
            if safe > 0 {
                defer { buffer.removeFirst(safe) }
                return ByteBuffer(bytes: buffer[..<safe])
            }
            try await fill(upTo: .max)
        }
    }

    /// The content of a short part as text.
    package mutating func text(limit: Int) async throws -> String {
        var bytes: [UInt8] = []
        while let piece = try await chunk() {
            bytes += piece.readableBytesView
            guard bytes.count <= limit else { throw UploadError.tooLarge(limit: limit) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func fill(upTo limit: Int) async throws {
        guard buffer.count < limit, let more = try await body.next() else { throw UploadError.badMultipart }
        buffer += more.readableBytesView
    }

    private mutating func takeDelimiter() async throws -> Bool {
        guard let start = buffer.firstIndex(of: delimiter) else { return false }
        buffer.removeFirst(start + delimiter.count)
        return true
    }

    private mutating func headers() async throws -> String {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let index = buffer.firstIndex(of: end) {
                defer { buffer.removeFirst(index + end.count) }
                return String(decoding: buffer[..<index], as: UTF8.self)
            }
            try await fill(upTo: Self.headerLimit)
        }
    }

    private static func boundary(_ contentType: String?) -> String? {
        guard let contentType, contentType.lowercased().hasPrefix("multipart/form-data"),
            let boundary = parameter("boundary", of: contentType), (1...70).contains(boundary.utf8.count)
        else { return nil }
        return boundary
    }

    private static func part(_ headers: String) -> Part? {
        for line in headers.split(whereSeparator: \.isNewline) {
            guard line.lowercased().hasPrefix("content-disposition:"), let name = parameter("name", of: String(line))
            else { continue }
            return Part(name: name, fileName: parameter("filename", of: String(line)))
        }
        return nil
    }

    /// `name="value"` or `name=value`, between semicolons. Browsers write `"` within a value as `%22`, others as `\"`.
    private static func parameter(_ name: String, of header: String) -> String? {
        for item in items(of: header).dropFirst() {
            let pair = item.split(separator: "=", maxSplits: 1).map { $0.trimmed }
            guard pair.count == 2, pair[0].lowercased() == name else { continue }
            guard pair[1].count > 1, pair[1].hasPrefix("\""), pair[1].hasSuffix("\"") else { return String(pair[1]) }
            let quoted = String(pair[1].dropFirst().dropLast())
            return quoted.replacing("\\\"", with: "\"").replacing("%22", with: "\"")
        }
        return nil
    }

    /// What semicolons part that don't stand in quotation marks.
    private static func items(of header: String) -> [Substring] {
        var (items, start, isQuoted, isEscaped) = ([Substring](), header.startIndex, false, false)
        for index in header.indices {
            let character = header[index]
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && !isEscaped && isQuoted
            guard character == ";", !isQuoted else { continue }
            items.append(header[start..<index])
            start = header.index(after: index)
        }
        return items + [header[start...]]
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let start = drop { $0 == " " || $0 == "\t" }
        return start.lastIndex { $0 != " " && $0 != "\t" }.map { start[...$0] } ?? ""
    }
}

extension [UInt8] {
    /// Where `pattern`, of which the first byte is rare, begins.
    fileprivate func firstIndex(of pattern: [UInt8]) -> Int? {
        guard let first = pattern.first, count >= pattern.count else { return nil }
        return withUnsafeBufferPointer { bytes in
            var index = 0
            while index <= bytes.count - pattern.count {
                guard let candidate = bytes[index...].firstIndex(of: first), candidate <= bytes.count - pattern.count
                else { return nil }
                if bytes[candidate...].starts(with: pattern) { return candidate }
                index = candidate + 1
            }
            return nil
        }
    }
}
