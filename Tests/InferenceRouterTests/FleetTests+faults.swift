import Foundation
import InferenceRouter
import NIOCore
import Testing

/// What fails, refuses or asks for patience.
extension FleetTests {
    @Test func aRetryGoesElsewhereFirst() throws {
        var fleet = try fleet([[.medicalChat: 0], [.medicalChat: 1]])
        found(&fleet, "e0", "m")
        found(&fleet, "e1", "m")
        var retry = ask
        retry.isRetry = true
        retry.tried = ["e0"]
        #expect(fleet.hasAnother(for: retry, at: start))
        #expect(try granted(fleet.choose(retry, at: start)).endpoint.id == "e1")
        retry.tried = ["e0", "e1"]
        #expect(!fleet.hasAnother(for: retry, at: start))
        #expect(try granted(fleet.choose(retry, at: start)).endpoint.id == "e0")
    }

    @Test func skipsAnOpenBreakerAndWaitsWhenAllAreOpen() throws {
        var fleet = try fleet([[.medicalChat: 0], [.medicalChat: 0]], concurrency: 100)
        found(&fleet, "e0", "m")
        found(&fleet, "e1", "m")
        func fail(_ endpoint: String) throws {
            for _ in 0..<5 {
                var only = ask
                only.tried = endpoint == "e0" ? ["e1"] : ["e0"]
                let grant = try granted(fleet.choose(only, at: start))
                #expect(grant.endpoint.id == endpoint)
                fleet.giveBack(grant, AttemptReport(.failure), at: start, chance: 0)
            }
        }
        try fail("e0")
        for _ in 0..<6 { #expect(try granted(fleet.choose(ask, at: start)).endpoint.id == "e1") }
        try fail("e1")
        guard case .wait(until: let moment) = fleet.choose(ask, at: start) else {
            Issue.record("all open: the next to open must be waited for")
            return
        }
        #expect(moment == start + .seconds(30))
        #expect(try granted(fleet.choose(ask, at: start + .seconds(30))).endpoint.id == "e0")
    }

    @Test func aRefusalTakesAnEndpointOutAndItsReturnBringsItBack() throws {
        var fleet = try fleet([[.medicalChat: 0]])
        found(&fleet, "e0", "m")
        _ = fleet.takeChanges(at: start)
        let grant = try granted(fleet.choose(ask, at: start))
        fleet.giveBack(grant, AttemptReport(.refused), at: start, chance: 0)
        #expect(fleet.takeChanges(at: start).map(\.state) == [.down])
        guard case .noEndpoint = fleet.choose(ask, at: start) else {
            Issue.record("nobody listens")
            return
        }
        found(&fleet, "e0", "m")
        #expect(fleet.takeChanges(at: start).isEmpty)
        found(&fleet, "e0", "m")
        #expect(fleet.takeChanges(at: start).map(\.state) == [.up])
        // The breaker's thirty seconds do not keep a healthy endpoint idle.
        #expect(try granted(fleet.choose(ask, at: start)).endpoint.id == "e0")
    }

    @Test func aParkedEndpointIsWaitedForAndNeverLongerThanAMinute() throws {
        var fleet = try fleet([[.medicalChat: 0]])
        found(&fleet, "e0", "m")
        var report = AttemptReport(.neutral)
        report.park = .seconds(3_600)
        fleet.giveBack(try granted(fleet.choose(ask, at: start)), report, at: start, chance: 0)
        #expect(fleet.takeChanges(at: start).map(\.state) == [.limited])
        guard case .wait(until: let moment) = fleet.choose(ask, at: start) else {
            Issue.record("a parked endpoint must be waited for")
            return
        }
        #expect(moment == start + .seconds(60))
        #expect(try granted(fleet.choose(ask, at: start + .seconds(60))).endpoint.id == "e0")
    }

    @Test func retriesKeepToTheirBudget() throws {
        var fleet = try fleet([[.medicalChat: 0]], concurrency: 100)
        found(&fleet, "e0", "m")
        var retry = ask
        retry.isRetry = true
        let grants = try (0..<3).map { _ in try granted(fleet.choose(retry, at: start)) }
        guard case .wait = fleet.choose(retry, at: start) else {
            Issue.record("a fourth retry waits")
            return
        }
        fleet.giveBack(grants[0], AttemptReport(.success), at: start, chance: 0)
        _ = try granted(fleet.choose(retry, at: start))
    }
}
