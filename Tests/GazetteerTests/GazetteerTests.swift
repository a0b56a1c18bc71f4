import Gazetteer
import Testing

@Suite struct GazetteerTests {
    private let gazetteer = Gazetteer(
        [
            "Pila", "Pilar", "Santa Rosa", "Azul", "General La Madrid", "Veinticinco de Mayo", "Tres Arroyos",
            "San José", "San José", "Villa Gobernador Udaondo", "O'Higgins", "Berazategui", "Santa Clara",
        ].enumerated().map { PlaceName($1, place: $0, kind: .municipality) }
            + [PlaceName("Salta", place: -1, kind: .outsideRegion)]
    )

    private func decision(_ text: String) -> PlaceSearch.Decision { PlaceSearch(text, in: gazetteer).decision }

    /// The place that is given as the answer.
    private func match(_ text: String) -> String? {
        let search = PlaceSearch(text, in: gazetteer)
        return search.decision == .match ? search.items.first.map { gazetteer.names[$0.name].text } : nil
    }

    @Test func neverTakesANameForOneThatIsMerelyNear() {
        #expect(decision("salta") == .none)
        #expect(match("pila") == "Pila")
        #expect(match("pilar") == "Pilar")
        #expect(decision("santa") != .match)
    }

    @Test(arguments: [
        ("gral lamadrid", "General La Madrid"), ("generallamadrid", "General La Madrid"),
        ("la madrid", "General La Madrid"),
        ("25 de mayo", "Veinticinco de Mayo"), ("3 arroyos", "Tres Arroyos"), ("ohiggins", "O'Higgins"),
        ("O’Higgins", "O'Higgins"), ("verasategi", "Berazategui"), ("udaondo", "Villa Gobernador Udaondo"),
        ("BERAZATEGUI!!", "Berazategui"), ("berazátegüí", "Berazategui"),
    ])
    func findsWhatIsWrittenInOtherWays(_ question: String, _ name: String) {
        #expect(match(question) == name)
    }

    @Test func twoPlacesOfOneNameAreAChoice() {
        let search = PlaceSearch("san jose", in: gazetteer)
        #expect(search.decision == .choose)
        #expect(Set(search.items.prefix(2).map(\.place)) == [7, 8])
        let filtered = PlaceSearch("san jose", in: gazetteer) { $0 != 7 }
        #expect(filtered.decision == .match && filtered.items.first?.place == 8)
    }

    @Test func deniedPlacesAreNoAnswer() {
        #expect(match("no en azul, en pilar") == "Pilar")
        #expect(match("no encuentro la oficina de azul") == "Azul")
        #expect(decision("no vivo en azul") != .match)
    }

    @Test func wordsThatArePlacesTooNeedAPlaceAroundThem() {
        #expect(decision("la remera es azul") == .none)
        #expect(match("soy de azul") == "Azul")
        #expect(match("oficina de azul") == "Azul")
        #expect(match("necesito ir a Azul") == "Azul")
        #expect(match("hola, azul, gracias") == "Azul")
    }

    @Test func rangesAreThoseOfTheText() {
        let text = "🙂 vivo en Berazategui, cerca"
        let mentions = PlaceSearch.mentions(in: text, of: gazetteer)
        #expect(mentions.map { String(decoding: Array(text.utf16)[$0.range], as: UTF16.self) } == ["Berazategui"])
    }

    @Test func nothingAndNobodyIsNoPlace() {
        for text in ["", " ", "🙂", "....", "\u{0}", "東京", String(repeating: "ñ", count: 10_000)] {
            #expect(decision(text) == .none)
        }
        #expect(PlaceSearch("azul", in: Gazetteer([])).decision == .none)
    }
}
