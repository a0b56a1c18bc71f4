import Foundation

/// Reads pictures of pages with Tesseract, in Spanish and English.
struct Recogniser: Sendable {
    private static let largestTable = 32 << 20
    private static let languages = "spa+eng"
    /// Of 100: what it is less sure of is mostly dirt.
    private static let leastConfidence: Float = 30

    let children: ChildRunner
    /// Where pictures lie while they are read.
    let folder: String

    /// - Parameters:
    ///   - page: which one of a TIFF, from 1; nil where there is one.
    ///   - size: of the page; nil for that of the picture.
    func page(_ picture: String, frame: Int? = nil, number: Int, size: Size? = nil) async throws -> Page {
        let frame = frame.map { ["-c", "tessedit_page_number=\($0 - 1)"] } ?? []
        let output = try await children.run(
            "/usr/bin/tesseract",
            of: "tesseract-ocr",
            // 1: also pages that lie on their side or upside down.
            [picture, "stdout", "-l", Self.languages, "--psm", "1"] + frame + ["tsv"],
            output: Self.largestTable
        )
        let table = try RecognisedTable(String(decoding: output, as: UTF8.self), leastConfidence: Self.leastConfidence)
        let blocks = size.map(table.scaled) ?? table.blocks
        return WordBoxes(blocks).page(number: number, size: size ?? table.size, isRecognised: true)
    }

    /// The same for a picture that is in memory.
    func page(_ picture: [UInt8], number: Int, size: Size) async throws -> Page {
        let path = "\(folder)/\(UUID().uuidString).png"
        guard
            FileManager.default.createFile(
                atPath: path,
                contents: Data(picture),
                attributes: [.posixPermissions: 0o600]
            )
        else { throw ConversionError.unreadable }
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await page(path, number: number, size: size)
    }
}

/// Tesseract's table: a line for each page, block, paragraph, line and word.
struct RecognisedTable {
    let size: Size
    private(set) var blocks: [[WordBoxes.Line]] = []

    init(_ text: String, leastConfidence: Float) throws {
        var size: Size?
        var last: (paragraph: [Substring], line: Substring) = ([], "")
        for row in text.split(whereSeparator: \.isNewline).dropFirst() {
            let fields = row.split(separator: "\t", maxSplits: 11, omittingEmptySubsequences: false)
            guard fields.count >= 11 else { continue }
            let numbers = fields[6...10].map { Float($0) ?? 0 }
            // Only one page is asked for; TIFFs would go on.
            if fields[0] == "1" {
                if size != nil { break }
                size = Size(width: numbers[2], height: numbers[3])
            }
            guard fields[0] == "5", fields.count == 12, numbers[4] >= leastConfidence else { continue }
            let word = String(fields[11]).collapsed
            guard !word.isEmpty else { continue }
            let paragraph = Array(fields[2...3])
            if paragraph != last.paragraph {
                blocks.append([[]])
            } else if fields[4] != last.line {
                blocks[blocks.count - 1].append([])
            }
            last = (paragraph, fields[4])
            let box = WordBoxes.Box(
                text: word,
                left: numbers[0],
                top: numbers[1],
                right: numbers[0] + numbers[2],
                bottom: numbers[1] + numbers[3]
            )
            blocks[blocks.count - 1][blocks[blocks.count - 1].count - 1].append(box)
        }
        guard let size else { throw ConversionError.broken }
        self.size = size
    }

    /// The same on a page of another size.
    func scaled(to page: Size) -> [[WordBoxes.Line]] {
        let (x, y) = (page.width / max(1, size.width), page.height / max(1, size.height))
        return blocks.map { lines in
            lines.map { line in
                line.map { box in
                    WordBoxes.Box(
                        text: box.text,
                        left: box.left * x,
                        top: box.top * y,
                        right: box.right * x,
                        bottom: box.bottom * y
                    )
                }
            }
        }
    }
}
