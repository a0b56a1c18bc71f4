/// What one file may ask of the machine.
package struct ConversionLimits: Codable, Equatable, Sendable {
    /// Bytes of a file.
    package var fileSize = 200 << 20
    package var pages = 5_000
    /// Bytes that an archive, or a document that is one, may hold in all when it is opened.
    package var unpackedSize = 1 << 30
    /// Files in an archive, and in those within it, in all.
    package var entries = 5_000
    /// Archives within archives: 1 is an archive of documents.
    package var depth = 3
    /// Bytes of memory of one child.
    package var memory = 1 << 30
    /// Seconds of one child: a whole document of a kind without fixed pages, or a range of pages of a PDF.
    package var seconds = 120
    /// Pixels of a picture.
    package var pixels = 100_000_000

    package init() {}
}
