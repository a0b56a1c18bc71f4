import Risk
import Testing

struct RiskAssessorTests {
    @Test(arguments: GoldSentence.all)
    func readsASentence(_ sentence: GoldSentence) {
        let found = RiskAssessor.shared.assess(sentence.text)
        #expect(found.tier == sentence.tier, "\(found.reasons)")
        #expect(found.category == sentence.category, "\(found.reasons)")
    }

    @Test func hasEnoughSentencesOfEachKind() {
        #expect(GoldSentence.all.count >= 300)
        for tier in 0...4 { #expect(GoldSentence.all.count { $0.tier == tier } >= 20) }
        for category in RiskCategory.allCases {
            #expect(GoldSentence.all.count { $0.category == category } >= 15)
        }
    }

    @Test func saysWhereItsReasonsStand() throws {
        let text = "🙂 Ayer fui al cine. Ya no kiero vivir"
        let reason = try #require(RiskAssessor.shared.assess(text).reasons.first)
        #expect(reason.rule == "wish.not_to_live")
        #expect(Array(text.utf16)[reason.start..<reason.end].elementsEqual(reason.text.utf16))
        #expect(reason.text == "no kiero vivir")
    }

    @Test func readsAVeryLongMessageUpToItsLimit() {
        let filler = String(repeating: "hola que tal ", count: 8_000)
        #expect(RiskAssessor.shared.assess("quiero matarme. " + filler).tier == 3)
        #expect(RiskAssessor.shared.assess(filler).tier == 0)
        #expect(RiskAssessor.shared.assess(String(repeating: "🏳️‍🌈", count: 20_000)).tier == 0)
    }

    @Test(arguments: [
        "quiero m\u{200B}a\u{200B}tarme", "quiero mаtаrmе", "ｑｕｉｅｒｏ ｍａｔａｒｍｅ", "𝐪𝐮𝐢𝐞𝐫𝐨 𝐦𝐚𝐭𝐚𝐫𝐦𝐞", "quiero m*tarme",
        "qu\u{336}iero m\u{336}atarme", "quiero m-a-t-a-r-m-e", "<b>quiero</b> <i>matarme</i>", "**quiero** _matarme_",
    ])
    func readsWordsInDisguise(_ text: String) {
        #expect(RiskAssessor.shared.assess(text).tier == 3)
    }

    @Test func readsWhatIsStillSoAsPresent() {
        #expect(RiskAssessor.shared.assess("hace meses que quiero matarme").tier == 3)
        #expect(RiskAssessor.shared.assess("hace años pensaba en matarme").tier == 1)
    }

    @Test func boundsItsReasons() {
        let found = RiskAssessor.shared.assess(String(repeating: "quiero matarme. ", count: 500))
        #expect(found.tier == 3)
        #expect(found.reasons.count == 12)
    }

    @Test(arguments: RiskRule.all.map(\.name))
    func ruleSaysWhyAndHasWordings(_ name: String) throws {
        let rule = try #require(RiskRule.all.first { $0.name == name })
        #expect(RiskRule.all.count { $0.name == name } == 1)
        #expect(rule.why.hasSuffix(".") && !rule.why.contains("\n"))
        #expect(rule.wordings.allSatisfy { !($0.hasPrefix("..") || $0.prefix { $0 != " " }.hasSuffix("?")) })
        #expect(!rule.wordings.isEmpty && Set(rule.wordings).count == rule.wordings.count)
    }
}
