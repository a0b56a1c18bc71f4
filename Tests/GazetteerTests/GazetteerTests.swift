import Gazetteer
import Testing

@Suite struct GazetteerTests {
    private let gazetteer = Gazetteer(
        [
            "Pila", "Pilar", "Santa Rosa", "Azul", "General La Madrid", "Veinticinco de Mayo", "Tres Arroyos",
            "San José", "San José", "Villa Gobernador Udaondo", "O'Higgins", "Berazategui",
        ].enumerated().map { PlaceName($1, place: $0, kind: .municipality) }
            + [PlaceName("Salta", place: -1, kind: .outsideRegion)]
    )

    private func answer(_ text: String) -> (decision: PlaceSearch.Decision, name: String?) {
        let search = PlaceSearch(text, in: gazetteer)
        return (search.decision, search.items.first.map { gazetteer.names[$0.name].text })
    }

    @Test func neverTakesANameForOneThatIsMerelyNear() {
        #expect(answer("salta").decision == .none)
        #expect(answer("pila") == (.match, "Pila"))
        #expect(answer("pilar") == (.match, "Pilar"))
        #expect(answer("santa").decision != .match)
    }

    @Test(arguments: [
        ("gral lamadrid", "General La Madrid"), ("generallamadrid", "General La Madrid"),
        ("la madrid", "General La Madrid"),
        ("25 de mayo", "Veinticinco de Mayo"), ("3 arroyos", "Tres Arroyos"), ("ohiggins", "O'Higgins"),
        ("O’Higgins", "O'Higgins"), ("verasategi", "Berazategui"), ("udaondo", "Villa Gobernador Udaondo"),
        ("BERAZATEGUI!!", "Berazategui"), ("berazátegüí", "Berazategui"),
    ])
    func findsWhatIsWrittenInOtherWays(_ question: String, _ name: String) {
        #expect(answer(question) == (.match, name))
    }

    @Test func twoPlacesOfOneNameAreAChoice() {
        let search = PlaceSearch("san jose", in: gazetteer)
        #expect(search.decision == .choose)
        #expect(Set(search.items.prefix(2).map(\.place)) == [7, 8])
        let filtered = PlaceSearch("san jose", in: gazetteer) { $0 != 7 }
        #expect(filtered.decision == .match && filtered.items.first?.place == 8)
    }

    @Test func deniedPlacesAreNoAnswer() {
        #expect(answer("no en azul, en pilar") == (.match, "Pilar"))
        #expect(answer("no encuentro la oficina de azul") == (.match, "Azul"))
        #expect(answer("no vivo en azul").decision != .match)
    }

    @Test func wordsThatArePlacesTooNeedAPlaceAroundThem() {
        #expect(answer("la remera es azul").decision == .none)
        #expect(answer("soy de azul") == (.match, "Azul"))
    }

    @Test func rangesAreThoseOfTheText() {
        let text = "🙂 vivo en Berazategui, cerca"
        let mentions = PlaceSearch.mentions(in: text, of: gazetteer)
        #expect(mentions.map { String(decoding: Array(text.utf16)[$0.range], as: UTF16.self) } == ["Berazategui"])
    }

    @Test func nothingAndNobodyIsNoPlace() {
        for text in ["", " ", "🙂", "....", "\u{0}", "東京", String(repeating: "ñ", count: 10_000)] {
            #expect(answer(text).decision == .none)
        }
        #expect(PlaceSearch("azul", in: Gazetteer([])).decision == .none)
    }
}
