import Testing
import TextAnalysis

struct UTF16Tests {
    private static let texts = [
        "", "plain", "Ñandú, «año» 2026", "e\u{301}", "日本語", "👩‍🏫 y 🇦🇷",
        "\u{0}\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}",
    ]

    @Test(arguments: texts) func whatWasWrittenComesBack(text: String) {
        let units = Array(text.utf16)
        #expect(Array(String(utf16: units[...]).unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test func halfAPairIsNoLetter() {
        let units = Array("a👍b".utf16)
        #expect(String(utf16: units[0..<2]) == "a\u{FFFD}")
        #expect(String(utf16: units[2..<4]) == "\u{FFFD}b")
        #expect(String(utf16: [0xD83D, 0xD83D, 0xDC4D]) == "\u{FFFD}👍")
    }

    @Test func eachUnitAloneIsReadAsTheStandardLibraryReadsIt() {
        for unit in UInt16.min...UInt16.max where String(utf16: [unit]) != String(decoding: [unit], as: UTF16.self) {
            Issue.record("\(unit)")
        }
    }
}
