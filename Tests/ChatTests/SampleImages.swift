import DaemonTesting
import Foundation
import LimitedProcess

/// Images as cameras and programs make them, drawn by GraphicsMagick.
enum SampleImages {
    static func make(_ format: String, width: Int = 800, height: Int = 600, _ arguments: [String] = []) async throws
        -> Data
    {
        try await withTemporaryDirectory { folder in
            _ = try await LimitedProcess.run(
                "/usr/bin/gm",
                ["convert", "-size", "\(width)x\(height)", "gradient:#102030-#e0d0c0"] + arguments
                    + ["\(format):\(folder)/image"]
            )
            return try Data(contentsOf: URL(filePath: folder + "/image"))
        }
    }

    /// A JPEG that says where it was taken, and that it lies on its side.
    static func photograph(width: Int = 800, height: Int = 600) async throws -> Data {
        let plain = try await make("jpeg", width: width, height: height)
        // Little-endian TIFF: orientation 6 (90° clockwise) and a description.
        let place = Array("Hospital 19.4N 99.1W".utf8) + [0]
        var tiff: [UInt8] = Array("II".utf8) + [42, 0, 8, 0, 0, 0, 2, 0]
        tiff += [0x0E, 1, 2, 0, UInt8(place.count), 0, 0, 0, 38, 0, 0, 0]
        tiff += [0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]
        tiff += [0, 0, 0, 0] + place
        let content = Array("Exif\0\0".utf8) + tiff
        let segment = [0xFF, 0xE1, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 0xFF)] + content
        return plain.prefix(2) + segment + plain.dropFirst(2)
    }

    /// A PNG whose header promises so many pixels, and whose content is a few bytes.
    static func bomb(width: UInt32, height: UInt32) -> Data {
        var header = Data("IHDR".utf8)
        for side in [width, height] { header += withUnsafeBytes(of: side.bigEndian) { Data($0) } }
        header += [8, 2, 0, 0, 0]
        return Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]) + header + Data(count: 64)
    }
}
