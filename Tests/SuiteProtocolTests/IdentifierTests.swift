import Foundation
import SuiteProtocol
import Testing

struct IdentifierTests {
    @Test func writesTheFormOfVersionSeven() throws {
        let id = newID(at: Date(timeIntervalSince1970: 1_700_000_000.5))
        #expect(isID(id))
        // 1,700,000,000,500 ms, half a second being no fraction of a millisecond.
        #expect(id.hasPrefix("018bcfe5-69f4-7000-"))
        let variant = try #require(id.dropFirst(19).first)
        #expect("89ab".contains(variant))
        #expect(UUID(uuidString: id) != nil)
    }

    @Test func sortsByAgeAlsoWithinAMillisecond() {
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        let ids = (0..<2_000).map { newID(at: start.addingTimeInterval(Double($0) * 1e-6)) }
        #expect(ids == ids.sorted())
    }

    @Test func neverRepeatsItself() {
        let moment = Date()
        #expect(Set((0..<20_000).map { _ in newID(at: moment) }).count == 20_000)
    }

    @Test func takesAnAgeBeforeTheEpochForTheEpoch() {
        #expect(newID(at: .distantPast).hasPrefix("00000000-0000-7000-"))
    }

    @Test(arguments: [
        "", "018bcfe5-6a10-7000-8000-00000000000", "018bcfe5-6a10-7000-8000-0000000000000",
        "018BCFE5-6A10-7000-8000-000000000000", "018bcfe5x6a10-7000-8000-000000000000",
        "018bcfe5-6a10-7000-8000-00000000000g", "../../../../../../../../../etc/passwd",
        "018bcfe56a1070008000000000000000",
        "018bcfe5-6a10-7000-8000-0000000000é",
    ])
    func refusesWhatIsNotAnID(_ text: String) {
        #expect(!isID(text))
    }
}
