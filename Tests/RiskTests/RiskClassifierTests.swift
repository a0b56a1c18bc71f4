import Risk
import Testing

struct RiskClassifierTests {
    @Test func findsAWishThatNoRuleKnows() throws {
        let text = "Quiero apagarme y ya"
        #expect(RiskAssessor(rules: RiskRule.all, classifier: nil).assess(text) == .none)
        let found = RiskAssessor.shared.assess(text)
        #expect(found.tier == 2)
        let reason = try #require(found.reasons.first)
        #expect(reason.rule == "classifier")
        #expect(text.contains(reason.text))
    }

    @Test(arguments: ["no me quiero matar", "sin ti me muero", "me odio", "vas a matarme de un susto"])
    func isSilentWhereRulesKnowTheWords(_ text: String) {
        #expect(!RiskAssessor.shared.isLeftToClassifier(text))
        #expect(RiskAssessor.shared.assess(text).reasons.allSatisfy { $0.rule != "classifier" })
    }

    @Test(arguments: ["mañana hay examen de química", "hola", "", "12345", "👍👍👍", "no no no no no", "me me me"])
    func isSilentOnOrdinaryText(_ text: String) {
        #expect(RiskAssessor.shared.assess(text) == .none)
    }
}
