import Foundation

/// PDFs by poppler's programs.
struct PDFTools: Sendable {
    private static let package = "poppler-utils"
    /// Bytes for a range of pages: a dense one has 200 KB.
    private static let largestText = 256 << 20
    private static let largestPicture = 64 << 20

    let children: ChildRunner

    /// Title and number of pages.
    func info(_ file: String) async throws -> DocumentInfo {
        let output = try await run("pdfinfo", ["-enc", "UTF-8", file], output: 1 << 20)
        var values: [Substring: String] = [:]
        for line in String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            values[line[..<colon]] = String(line[line.index(after: colon)...]).collapsed
        }
        guard let pages = values["Pages"].flatMap({ Int($0) }), pages > 0 else { throw ConversionError.noPages }
        return DocumentInfo(kind: .pdf, title: values["Title"], pages: pages)
    }

    /// The text of pages; those without any come without blocks.
    func pages(_ file: String, _ range: ClosedRange<Int>) async throws -> [Page] {
        let numbers = ["-f", "\(range.lowerBound)", "-l", "\(range.upperBound)"]
        let arguments = ["-bbox-layout", "-enc", "UTF-8"] + numbers + [file, "-"]
        let output = try await run("pdftotext", arguments, output: Self.largestText)
        let pages = try await LayoutReader.pages(output, from: range.lowerBound, sideways: sideways(file, numbers))
        guard pages.count == range.count else { throw ConversionError.broken }
        return pages
    }

    /// Numbers of pages that are turned by a quarter: `Page    3 rot:  90`.
    private func sideways(_ file: String, _ numbers: [String]) async throws -> Set<Int> {
        let output = try await run("pdfinfo", numbers + [file], output: 1 << 20)
        let lines = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline)
        return Set(
            lines.compactMap { line in
                let fields = line.split(separator: " ")
                guard fields.count == 4, fields[0] == "Page", fields[2] == "rot:", ["90", "270"].contains(fields[3])
                else { return nil }
                return Int(fields[1])
            }
        )
    }

    /// Whether a picture covers at least half of a page, as that of a scan does. The last columns of the list are the
    /// pixels an inch across and down, size and ratio.
    func isScan(_ file: String, page: Int, of size: Size) async throws -> Bool {
        let output = try await run("pdfimages", ["-list", "-f", "\(page)", "-l", "\(page)", file], output: 1 << 20)
        return String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).contains { line in
            let fields = line.split(separator: " ")
            guard fields.count > 12 else { return false }
            let numbers = [3, 4, fields.count - 4, fields.count - 3].compactMap { Float(fields[$0]) }
            guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else { return false }
            let area = numbers[0] / numbers[2] * 72 * (numbers[1] / numbers[3] * 72)
            return area * 2 >= size.width * size.height
        }
    }

    /// A picture of a page.
    ///
    /// - Parameter longest: pixels of its longer side.
    /// - Returns: PNG.
    func picture(_ file: String, page: Int, longest: Int, isGray: Bool = false) async throws -> [UInt8] {
        let arguments =
            ["-png", "-f", "\(page)", "-l", "\(page)", "-scale-to", "\(longest)"] + (isGray ? ["-gray"] : [])
        return try await run("pdftoppm", arguments + [file], output: Self.largestPicture)
    }

    private func run(_ program: String, _ arguments: [String], output: Int) async throws -> [UInt8] {
        try await children.run("/usr/bin/\(program)", of: Self.package, arguments, output: output)
    }
}
