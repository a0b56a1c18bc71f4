import Foundation

/// A PDF with a page for each text, in Helvetica: what an office prints, as small as it gets.
enum TextPDF {
    static func make(_ pages: [String]) -> Data {
        let kids = pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
        var objects = [
            bytes("<< /Type /Catalog /Pages 2 0 R >>"),
            bytes("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>"),
            bytes("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"),
        ]
        for (number, text) in pages.enumerated() {
            let lines = text.split(separator: "\n").map { "(\(escaped(String($0)))) '" }.joined(separator: "\n")
            let stream = bytes("BT /F1 10 Tf 12 TL 50 790 Td\n\(lines)\nET")
            let resources = "/Resources << /Font << /F1 3 0 R >> >>"
            objects.append(
                bytes(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] \(resources) /Contents \(5 + 2 * number) 0 R >>"
                )
            )
            objects.append(bytes("<< /Length \(stream.count) >>\nstream\n") + stream + bytes("\nendstream"))
        }
        var (file, offsets) = (bytes("%PDF-1.4\n"), [Int]())
        for (number, object) in objects.enumerated() {
            offsets.append(file.count)
            file += bytes("\(number + 1) 0 obj\n") + object + bytes("\nendobj\n")
        }
        let start = file.count
        file += bytes("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n")
        for offset in offsets {
            let digits = "\(offset)"
            file += bytes(String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n")
        }
        return file
            + bytes("trailer << /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n")
    }

    /// A byte a character.
    private static func bytes(_ text: String) -> Data { text.data(using: .isoLatin1) ?? Data() }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("(", with: "\\(").replacing(")", with: "\\)")
    }
}
