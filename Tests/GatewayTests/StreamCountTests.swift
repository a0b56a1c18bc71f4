import Gateway
import NIOCore
import Testing

@Suite struct StreamCountTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    @Test func aPlaceIsFreeOnceItIsLeft() {
        let counts = StreamCounts(limit: 2)
        #expect(counts.enter("ana", at: start) && counts.enter("ana", at: start))
        #expect(!counts.enter("ana", at: start))
        #expect(counts.enter("bruno", at: start))
        counts.leave("ana")
        #expect(counts.enter("ana", at: start))
        #expect(counts.takeChanges().isEmpty)
    }

    @Test func whatOtherReplicasHaveOpenCountsUntilTheyAreSilent() {
        let (here, there) = (StreamCounts(limit: 2, isShared: true), StreamCounts(limit: 2, isShared: true))
        #expect(there.enter("ana", at: start) && there.enter("ana", at: start))
        #expect(there.all() == [StreamCount(owner: "ana", count: 2)])
        here.hear(there.takeChanges(), from: "there", at: start)
        #expect(!here.enter("ana", at: start))
        there.leave("ana")
        here.hear(there.takeChanges(), from: "there", at: start)
        #expect(here.enter("ana", at: start) && !here.enter("ana", at: start))
        // Nothing more is heard: it is gone, or Redis is.
        #expect(here.enter("ana", at: start + .seconds(3)))
        here.forget(at: start + .seconds(3))
        #expect(!here.enter("ana", at: start))
    }

    @Test func aReplicaThatEndsItsLastStreamTakesNoPlace() {
        let (here, there) = (StreamCounts(limit: 1, isShared: true), StreamCounts(limit: 1, isShared: true))
        #expect(there.enter("ana", at: start))
        here.hear(there.takeChanges(), from: "there", at: start)
        there.leave("ana")
        here.hear(there.takeChanges(), from: "there", at: start)
        #expect(here.enter("ana", at: start))
    }
}
