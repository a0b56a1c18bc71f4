import Documents
import Testing

@Suite struct RuleExtractionTests {
    /// How many cells a person would fill, and how the rules did on them.
    struct Score {
        var right = 0
        var wrong: [String] = []
        var missed: [String] = []
        var rightlyEmpty = 0

        mutating func add(_ paper: SchoolPaper) {
            let values = RuleExtraction(paper.pages, columns: paper.template.columns).values()
            for column in paper.template.columns {
                let (expected, found) = (paper.expected[column.key], values[column.key]?.value)
                switch (expected, found) {
                case (nil, nil): rightlyEmpty += 1
                case (let expected?, nil): missed.append("\(paper.name): \(column.key) is «\(expected)»")
                case (let expected, let found?):
                    if expected == found {
                        right += 1
                    } else {
                        wrong.append("\(paper.name): \(column.key) is «\(expected ?? "")», read «\(found)»")
                    }
                }
            }
        }

        var precision: Double { Double(right) / Double(max(1, right + wrong.count)) }
        var recall: Double { Double(right) / Double(max(1, right + missed.count + wrong.count)) }
    }

    @Test func readsTheLabelledPapers() {
        var score = Score()
        for paper in SchoolPapers.all { score.add(paper) }
        let summary =
            "\(score.right) right, \(score.wrong.count) wrong, \(score.missed.count) missed, "
            + "\(score.rightlyEmpty) rightly empty"
        print("rules on the labelled papers: \(summary)")
        print((score.wrong + score.missed).joined(separator: "\n"))
        #expect(score.precision >= 0.97, "\(summary)\n\(score.wrong.joined(separator: "\n"))")
        #expect(score.recall >= 0.95, "\(summary)\n\(score.missed.joined(separator: "\n"))")
    }

    /// At the first attempt 36 of 42 cells were right, 3 wrong, 3 missed; two of the causes have been mended since.
    @Test func readsPapersThatItWasNotMadeFor() async throws {
        var score = Score()
        for paper in SchoolPapers.heldOut { score.add(paper) }
        let summary =
            "\(score.right) right, \(score.wrong.count) wrong, \(score.missed.count) missed, "
            + "\(score.rightlyEmpty) rightly empty"
        print("rules on papers held out: \(summary)")
        print((score.wrong + score.missed).joined(separator: "\n"))
        #expect(score.precision >= 0.9, "\(summary)\n\(score.wrong.joined(separator: "\n"))")
        #expect(score.recall >= 0.85, "\(summary)\n\(score.missed.joined(separator: "\n"))")
    }

    @Test(arguments: SchoolPapers.all.map(\.name)) func eachValueStandsWhereItIsSaidTo(name: String) throws {
        let paper = try #require(SchoolPapers.all.first { $0.name == name })
        let pages = paper.pages
        for (key, found) in RuleExtraction(pages, columns: paper.template.columns).values() {
            let column = try #require(paper.template.columns.first { $0.key == key })
            let page = try #require(pages.first { $0.number == found.page })
            let text = page.slice(found.range)
            #expect(!text.isEmpty)
            if column.type == .text {
                #expect(text.replacing("\n", with: "; ") == found.value)
            }
        }
    }
}
