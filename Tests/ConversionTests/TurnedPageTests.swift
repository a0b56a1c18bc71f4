import Conversion
import Foundation
import LimitedProcess
import Testing

/// Pages that lie on their side, and scans on which something was printed.
@Suite struct TurnedPageTests {
    /// What stands at the upper left of the sheet, as whoever looks at the page sees it.
    @Test(arguments: [(0, false, false), (90, true, false), (180, true, true), (270, false, true)])
    func boxesStandWhereThePageShowsThem(_ turn: Int, isRight: Bool, isLow: Bool) async throws {
        try await withConverter { converter, folder in
            let content = "BT /F 20 Tf 72 700 Td (Palabra primera) Tj ET"
            let path = try write(pdf(content, turn: turn), to: folder, as: "p.pdf")
            let page = try #require(try await converter.outcome(path).pages.first)
            #expect(page.text == "Palabra primera")
            let size = try #require(page.size)
            let (width, height): (Float, Float) = turn == 90 || turn == 270 ? (800, 600) : (600, 800)
            #expect(size.width == width && size.height == height)
            let word = try #require(page.words.first)
            #expect((word.left > width / 2) == isRight && (word.top > height / 2) == isLow)
        }
    }

    @Test(arguments: [90, 180, 270]) func recognisesScansWhicheverWayTheyLie(_ turn: Int) async throws {
        try await withConverter { converter, folder in
            let path = "\(folder)/girada.png"
            let arguments = ["convert", Samples.path("escaneo.png"), "-rotate", "\(turn)", path]
            _ = try await LimitedProcess.run("/usr/bin/gm", arguments)
            let outcome = try await converter.outcome(path)
            #expect(outcome.text.contains("biblioteca por la tarde"), "\(outcome.text)")
            let upright = try await converter.outcome(Samples.path("escaneo.png"))
            let place = try center(of: "biblioteca", on: #require(upright.pages.first))
            let size = try #require(upright.pages.first?.size)
            let turned =
                switch turn {
                case 90: (size.height - place.1, place.0)
                case 180: (size.width - place.0, size.height - place.1)
                default: (place.1, size.width - place.0)
                }
            let found = try center(of: "biblioteca", on: #require(outcome.pages.first))
            #expect(abs(found.0 - turned.0) < 8 && abs(found.1 - turned.1) < 8)
        }
    }

    @Test func readsAScanUnderALineThatWasPrintedOnIt() async throws {
        try await withConverter { converter, folder in
            let content = "q 600 0 0 800 0 0 cm /I Do Q BT /F 8 Tf 200 10 Td (Escaneado con una app) Tj ET"
            let path = try write(pdf(content, picture: Samples.bytes("escaneo.jpeg")), to: folder, as: "e.pdf")
            let page = try #require(try await converter.outcome(path).pages.first)
            #expect(page.isRecognised && page.text.contains("biblioteca por la tarde"))
        }
    }

    @Test func aBulletFarFromItsTextIsNoCell() async throws {
        try await withConverter { converter, folder in
            let lines = ["Pan", "Leche"].enumerated().map { number, text in
                "BT /F 12 Tf 72 \(700 - 40 * number) Td (\\267) Tj 40 0 Td (\(text) fresca) Tj ET"
            }
            let path = try write(pdf(lines.joined(separator: "\n")), to: folder, as: "l.pdf")
            let outcome = try await converter.outcome(path)
            #expect(outcome.texts { $0 == .listItem(level: 1) } == ["Pan fresca", "Leche fresca"], "\(outcome.pages)")
        }
    }

    private func center(of word: String, on page: Page) throws -> (Float, Float) {
        let found = try #require(page.words.first { page.text(of: $0.span) == word })
        return ((found.left + found.right) / 2, (found.top + found.bottom) / 2)
    }

    /// A page of 600 × 800 points, without a table of its objects: readers find them.
    ///
    /// - Parameter picture: the JPEG of the samples, 1,241 × 1,754 pixels.
    private func pdf(_ content: String, turn: Int = 0, picture: Data? = nil) -> Data {
        var file = Data(
            """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate \(turn)/Contents 4 0 R
            /Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>>>endobj
            4 0 obj<</Length \(content.utf8.count)>>stream
            \(content)
            endstream endobj
            5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj

            """.utf8
        )
        if let picture {
            let head = "<</Type/XObject/Subtype/Image/Width 1241/Height 1754/BitsPerComponent 8/Filter/DCTDecode"
            file += Data("6 0 obj\(head)/ColorSpace/DeviceRGB/Length \(picture.count)>>stream\n".utf8)
            file += picture + Data("\nendstream endobj\n".utf8)
        }
        return file + Data("trailer<</Root 1 0 R>>\n%%EOF\n".utf8)
    }
}
