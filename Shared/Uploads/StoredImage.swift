/// An image as it is kept: re-encoded, upright, without metadata.
package struct StoredImage: Equatable, Sendable {
    package let format: ImageHeader.Format
    package let width: Int
    package let height: Int
    package let bytes: Int
}

/// The files that are kept of an image.
package enum ImageSize: String, CaseIterable, Sendable {
    /// All its pixels, in the format in which it came.
    case full
    /// JPEG of at most 1,536 pixels a side: what a model is shown, since engines scale down to less.
    case model
    /// JPEG of at most 320 pixels a side.
    case thumb
}
