/// Pictures by GraphicsMagick: what leaves it was written by an encoder, not by a person.
struct PictureTools: Sendable {
    private static let largestPicture = 64 << 20

    let children: ChildRunner
    /// Of the largest picture.
    let pixels: Int

    /// A picture no larger than it is, turned as it was when its words were found.
    ///
    /// - Parameters:
    ///   - frame: which one of a TIFF, from 0.
    ///   - longest: pixels of its longer side.
    /// - Returns: PNG.
    func picture(_ file: String, _ kind: FileKind, frame: Int, longest: Int) async throws -> [UInt8] {
        try await children.run(
            "/usr/bin/gm",
            of: "graphicsmagick",
            [
                "convert", "-limit", "threads", "1", "-limit", "pixels", "\(pixels)", "-limit", "disk", "0",
                // A named coder reads, so that no content can choose another.
                "\(kind.rawValue):\(file)[\(frame)]", "-strip", "-resize", "\(longest)x\(longest)>", "png:-",
            ],
            output: Self.largestPicture
        )
    }
}
