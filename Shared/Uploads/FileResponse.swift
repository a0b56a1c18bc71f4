import HTTPTypes
import Hummingbird

extension Response {
    /// A file of people's, piece by piece: as what it is, and never run or drawn as anything else.
    ///
    /// - Parameters:
    ///   - type: its media type.
    ///   - disposition: `inline`, or `attachment` with a name.
    ///   - cache: what a browser may keep of it.
    package init(file: ReadableFile, type: String, disposition: String, cache: String) {
        self.init(
            status: .ok,
            headers: [
                .contentType: type,
                .cacheControl: cache,
                .contentDisposition: disposition,
                .xContentTypeOptions: "nosniff",
                .contentSecurityPolicy: "default-src 'none'; sandbox",
            ],
            body: ResponseBody(contentLength: file.length) { writer in
                var offset = 0
                while let piece = try await file.piece(at: offset) {
                    offset += piece.readableBytes
                    try await writer.write(piece)
                }
                try await writer.finish(nil)
            }
        )
    }
}
