import NIOCore

/// What the router has to know of a request's body, and where in its bytes it stands.
package struct RequestOutline: Equatable, Sendable {
    /// How the caller wants usage told at the end of a stream.
    package enum UsageRequest: Equatable, Sendable {
        case asked
        /// The bytes that make it asked for, and what they take the place of.
        case splice(Splice)
        /// Not a stream, or a form that only the endpoint can judge.
        case leave
    }

    package let model: String
    /// The values of `model`, quotes included. A key that comes twice counts by its last value, as most parsers
    /// have it, and all of them are replaced, so that no parser sees another model.
    let modelRanges: [Range<Int>]
    /// A form has the model's name as it is, not as JSON.
    let isForm: Bool
    package let isStream: Bool
    package let usage: UsageRequest
    package let media: MediaAddresses

    /// Reads a body, or of a larger one the beginning.
    ///
    /// - Parameter dialect: in Ollama's, silence means a stream, and usage is always told.
    /// - Returns: nil where it is no JSON object or names no model (in the part at hand).
    package static func read(
        _ body: ByteBuffer,
        isWhole: Bool = true,
        dialect: EndpointKind = .openAI
    ) -> RequestOutline? {
        var reader = Reader()
        do {
            try reader.read(body.readableBytesUInt8Span)
        } catch {
            guard error == .truncated, !isWhole else { return nil }
        }
        guard let model = reader.model, !model.isEmpty else { return nil }
        let isStream = reader.isStream ?? (dialect == .ollama)
        return RequestOutline(
            model: model,
            modelRanges: reader.modelRanges,
            isForm: false,
            isStream: isStream,
            // What stands behind the part at hand is unknown: nothing is added that may be there already.
            usage: isStream && isWhole && dialect == .openAI ? reader.usageRequest : .leave,
            media: reader.media
        )
    }

    /// - Parameter ranges: where the model's name stands in the form.
    init(formModel: String, ranges: [Range<Int>], isStream: Bool) {
        self.init(
            model: formModel,
            modelRanges: ranges,
            isForm: true,
            isStream: isStream,
            usage: .leave,
            media: MediaAddresses()
        )
    }

    private init(
        model: String,
        modelRanges: [Range<Int>],
        isForm: Bool,
        isStream: Bool,
        usage: UsageRequest,
        media: MediaAddresses
    ) {
        self.model = model
        self.modelRanges = modelRanges
        self.isForm = isForm
        self.isStream = isStream
        self.usage = usage
        self.media = media
    }

    /// The body for an endpoint: `model` as it calls it (encoded, with quotes), usage asked for.
    package func splices(model encoded: ByteBuffer?) -> [Splice] {
        var splices = encoded.map { encoded in modelRanges.map { Splice(range: $0, bytes: encoded) } } ?? []
        if case .splice(let splice) = usage { splices.append(splice) }
        return splices
    }
}

private struct Reader {
    var model: String?
    var modelRanges: [Range<Int>] = []
    var isStream: Bool?
    var options = Options.absent
    var media = MediaAddresses()
    var bodyStart = 0

    enum Options {
        case absent
        case asked
        case refused(Range<Int>)
        case object(start: Int, isEmpty: Bool)
        case null(Range<Int>)
        case odd
    }

    private static let usage: StaticString = "\"include_usage\":true"

    var usageRequest: RequestOutline.UsageRequest {
        switch options {
        case .asked: .asked
        case .odd: .leave
        case .absent:
            .splice(
                Splice(range: bodyStart..<bodyStart, bytes: ByteBuffer(string: "\"stream_options\":{\(Self.usage)},"))
            )
        case .null(let range): .splice(Splice(range: range, bytes: ByteBuffer(string: "{\(Self.usage)}")))
        case .refused(let range): .splice(Splice(range: range, bytes: ByteBuffer(string: "true")))
        case .object(let start, let isEmpty):
            .splice(Splice(range: start..<start, bytes: ByteBuffer(string: "\(Self.usage)\(isEmpty ? "" : ",")")))
        }
    }

    mutating func read(_ bytes: borrowing Span<UInt8>) throws(MalformedJSON) {
        var cursor = JSONCursor()
        guard try cursor.kind(bytes) == .object else { throw .syntax }
        cursor.enter(bytes)
        bodyStart = cursor.index
        var isFirst = true
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            if key.equals("model", in: bytes) {
                guard try cursor.kind(bytes) == .string else { throw .syntax }
                let value = try cursor.string(bytes)
                guard let name = value.decoded(bytes) else { throw .syntax }
                model = name
                modelRanges.append(value.range)
            } else if key.equals("stream", in: bytes) {
                let value = try cursor.skip(bytes)
                isStream = bytes[value.lowerBound] == UInt8(ascii: "t")
            } else if key.equals("stream_options", in: bytes) {
                try readOptions(&cursor, bytes)
            } else if key.equals("messages", in: bytes) {
                try media.readMessages(&cursor, bytes)
            } else {
                try cursor.skip(bytes)
            }
        }
        try cursor.end(bytes)
    }

    private mutating func readOptions(_ cursor: inout JSONCursor, _ bytes: borrowing Span<UInt8>) throws(MalformedJSON)
    {
        let kind = try cursor.kind(bytes)
        guard kind == .object else {
            let range = try cursor.skip(bytes)
            options = bytes[range.lowerBound] == UInt8(ascii: "n") ? .null(range) : .odd
            return
        }
        cursor.enter(bytes)
        options = .object(start: cursor.index, isEmpty: true)
        var isFirst = true
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            if case .object(let start, _) = options { options = .object(start: start, isEmpty: false) }
            let value = try cursor.skip(bytes)
            if key.equals("include_usage", in: bytes) {
                options = bytes[value.lowerBound] == UInt8(ascii: "t") ? .asked : .refused(value)
            }
        }
    }
}
