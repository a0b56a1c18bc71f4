import Styles
import Testing

struct StyleReaderTests {
    private let reader = StyleReader()

    @Test(arguments: StyleSentence.all)
    func readsTheStyleThatStandsOut(_ sentence: StyleSentence) {
        let found = reader.read(sentence.text)
        #expect(found.label == sentence.label, "\(found.evidence)")
        #expect(found.evidence.isEmpty == (found.label == nil))
    }

    @Test func hasEnoughSentencesOfEachStyle() {
        #expect(StyleSentence.all.count >= 100)
        for style in CommunicationStyle.allCases {
            #expect(StyleSentence.all.count { $0.label == style } >= 20)
        }
    }

    @Test func saysWhereItsEvidenceStands() throws {
        let text = "🙂 Oye: cierra la boca, eres un inútil"
        let found = reader.read(text)
        #expect(found.evidence.map(\.rule) == ["aggressive.dismissal", "aggressive.insult"])
        for evidence in found.evidence {
            #expect(Array(text.utf16)[evidence.start..<evidence.end].elementsEqual(evidence.text.utf16))
        }
    }

    @Test func namesNothingWhereTwoStylesAreEqual() {
        #expect(reader.read("Eres un idiota. Si me quisieras, lo harías.").label == nil)
    }

    @Test func readsAVeryLongMessage() {
        #expect(reader.read(String(repeating: "hola que tal ", count: 8_000)) == .none)
        #expect(reader.read(String(repeating: "CÁLLATE YA PUES ", count: 8_000)).label == .aggressive)
    }
}
