import Testing
import Uploads

@Suite struct ImageHeaderTests {
    @Test func readsTheSizeOfEachFormat() throws {
        let png: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + [0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50, 8, 2, 0, 0, 0]
        #expect(try header(png) == (.png, 50_000, 50_000))
        let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 1, 2, 3, 4, 0xFF, 0xFF, 0xC2, 0, 17, 8, 1, 0, 2, 0]
        #expect(try header(jpeg) == (.jpeg, 512, 256))
        let lossy = riff("VP8 ") + [10, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x81, 0xF0, 0x00]
        #expect(try header(lossy) == (.webp, 320, 240))
        let lossless = riff("VP8L") + [10, 0, 0, 0, 0x2F, 0x3F, 0xC1, 0x3B, 0x00] + [0, 0, 0, 0, 0]
        #expect(try header(lossless) == (.webp, 320, 240))
        let extended = riff("VP8X") + [10, 0, 0, 0, 0, 0, 0, 0, 0x3F, 0x01, 0, 0xEF, 0, 0]
        #expect(try header(extended) == (.webp, 320, 240))
    }

    @Test func refusesWhatIsNoImage() {
        for text in [
            "", "GIF89a aaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7",
        ] {
            #expect(throws: ImageError.unsupported) { try header(Array(text.utf8)) }
        }
    }

    @Test(arguments: [
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
        [0xFF, 0xD8, 0xFF], [0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0, 0, 0, 0], [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 0, 0, 9],
        [0xFF, 0xD8, 0xFF, 0xD9, 0, 0, 0, 0],
    ])
    func refusesABrokenHeader(bytes: [UInt8]) {
        #expect(throws: ImageError.unreadable) { try header(bytes) }
    }

    private func riff(_ chunk: String) -> [UInt8] {
        Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBP".utf8) + Array(chunk.utf8)
    }

    private func header(_ bytes: [UInt8]) throws -> (ImageHeader.Format, Int, Int) {
        let header = try ImageHeader { Array(bytes.dropFirst($0).prefix($1)) }
        return (header.format, header.width, header.height)
    }
}
