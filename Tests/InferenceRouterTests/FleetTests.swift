import CoreMetrics
import Daemon
import Foundation
import InferenceRouter
import NIOCore
import SuiteProtocol
import Testing

struct FleetTests {
    let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    func fleet(
        _ capabilities: [[Capability: Int]],
        concurrency: Int = 2,
        weights: [Int] = [],
        tiers: [EndpointTier] = []
    ) throws -> Fleet {
        let endpoints = try capabilities.enumerated().map { index, capabilities in
            var declaration = EndpointDeclaration(
                id: "e\(index)",
                address: try EndpointAddress("http://127.0.0.1:\(9_000 + index)"),
                capabilities: capabilities
            )
            if !weights.isEmpty { declaration.weight = weights[index] }
            if !tiers.isEmpty { declaration.tier = tiers[index] }
            return try Endpoint(declaration, concurrency: concurrency)
        }
        return try Self.fleet(endpoints)
    }

    private static func fleet(_ endpoints: [Endpoint]) throws -> Fleet {
        let figures = RouterFigures(PrometheusMetrics())
        let catalogue = try ModelFile(path: "Services/InferenceRouter/models.yaml").load()
        return Fleet(endpoints, Fleet.Settings(), catalogue: catalogue) { figures.deployment(endpoint: $0, model: $1) }
    }

    func found(_ fleet: inout Fleet, _ endpoint: String, _ models: String..., at now: NIODeadline? = nil) {
        let listing = ProbeFinding.Listing(kind: .openAI, models: models)
        fleet.probed(endpoint, .alive(listing), at: now ?? start, date: Date())
    }

    func granted(_ choice: Choice) throws -> Grant {
        guard case .granted(let grant) = choice else { throw NotGranted(choice: "\(choice)") }
        return grant
    }

    struct NotGranted: Error { let choice: String }

    let ask = Ask(name: "medical-chat", user: "u")

    @Test(arguments: [DataClass.public, .internal, .clinical])
    func onlyWhatMayLeaveTheInstitutionGoesOutside(dataClass: DataClass) throws {
        let declaration = EndpointDeclaration(
            id: "far",
            address: try EndpointAddress("https://models.example.com"),
            capabilities: [.medicalChat: 0]
        )
        var own = DestinationSettings()
        own.ownHosts = ["models.example.com"]
        for (destinations, mayTake) in [(DestinationSettings(), dataClass == .public), (own, true)] {
            var fleet = try Self.fleet([Endpoint(declaration, destinations: destinations)])
            found(&fleet, "far", "medgemma")
            let ask = Ask(name: "medical-chat", user: "u", dataClass: dataClass)
            if mayTake {
                #expect(try granted(fleet.choose(ask, at: start)).endpoint.id == "far")
            } else if case .noEndpoint = fleet.choose(ask, at: start) {
                #expect(!fleet.hasAnother(for: ask, at: start))
            } else {
                Issue.record("\(dataClass) left the institution")
            }
        }
    }

    @Test func sharesByWeight() throws {
        var fleet = try fleet([[.medicalChat: 0], [.medicalChat: 0]], concurrency: 1_000, weights: [3, 1])
        found(&fleet, "e0", "m")
        found(&fleet, "e1", "m")
        var counts: [String: Int] = [:]
        for _ in 0..<40 { counts[try granted(fleet.choose(ask, at: start)).endpoint.id, default: 0] += 1 }
        #expect(counts == ["e0": 30, "e1": 10])
    }

    @Test func asksTheCheapestTierFirst() throws {
        let all: [[Capability: Int]] = [[.generalChat: 0], [.generalChat: 0], [.generalChat: 0]]
        var fleet = try fleet(all, concurrency: 1, tiers: [.paid, .own, .local])
        for endpoint in ["e0", "e1", "e2"] { found(&fleet, endpoint, "m") }
        for name in ["general-chat", "m"] {
            let ask = Ask(name: name, user: "u", dataClass: .public)
            let grants = try (0..<3).map { _ in try granted(fleet.choose(ask, at: start)) }
            #expect(grants.map(\.endpoint.id) == ["e2", "e1", "e0"])
            for grant in grants { fleet.giveBack(grant, AttemptReport(.success), at: start, chance: 0) }
        }
    }

    @Test func modelsOfOneKindServeWithoutBeingDeclared() throws {
        var fleet = try fleet([[.generalChat: 0]])
        found(&fleet, "e0", "bge-m3:latest", "whisper-large-v3", "gemma2:9b")
        for (name, model) in [
            ("embeddings", "bge-m3:latest"), ("whisper-1", "whisper-large-v3"), ("general-chat", "gemma2:9b"),
            ("gemma2-9b", "gemma2:9b"),
        ] {
            let grant = try granted(fleet.choose(Ask(name: name, user: "u"), at: start))
            #expect(grant.model == model)
            #expect(grant.isAlias)
            fleet.giveBack(grant, AttemptReport(.success), at: start, chance: 0)
        }
        #expect(try !granted(fleet.choose(Ask(name: "bge-m3", user: "u"), at: start)).isAlias)
        #expect(fleet.liveNames().contains("embeddings"))
        #expect(!fleet.liveNames().contains("whisper-1"))
    }

    @Test func whoLeavesGoesWhenItsRequestsAreOver() throws {
        var fleet = try fleet([[.medicalChat: 0], [.medicalChat: 0]], concurrency: 10)
        found(&fleet, "e0", "m")
        found(&fleet, "e1", "m")
        let grants = try (0..<4).map { _ in try granted(fleet.choose(ask, at: start)) }
        fleet.remove("e0")
        #expect(!fleet.contains("e0"))
        #expect(fleet.views(at: start).map(\.state) == [.draining, .up])
        for _ in 0..<3 { #expect(try granted(fleet.choose(ask, at: start)).endpoint.id == "e1") }
        // Its old name may be given again while it leaves, and its places only later.
        let heir = EndpointDeclaration(
            id: "e0",
            address: try EndpointAddress("http://127.0.0.1:9100"),
            capabilities: [.cxrReasoning: 0]
        )
        fleet.add(try Endpoint(heir))
        found(&fleet, "e0", "n")
        for grant in grants { fleet.giveBack(grant, AttemptReport(.success), at: start, chance: 0) }
        #expect(fleet.views(at: start).map(\.id) == ["e1", "e0"])
        let late = Ask(name: "cxr-reasoning", user: "u")
        let grant = try granted(fleet.choose(late, at: start))
        #expect(grant.model == "n")
        fleet.giveBack(grant, AttemptReport(.success), at: start, chance: 0)
        fleet.add(
            try Endpoint(
                EndpointDeclaration(
                    id: "e2",
                    address: EndpointAddress("http://127.0.0.1:9200"),
                    capabilities: [.generalChat: 0]
                )
            )
        )
        found(&fleet, "e2", "o")
        #expect(try granted(fleet.choose(Ask(name: "general-chat", user: "u"), at: start)).endpoint.id == "e2")
        #expect(fleet.views(at: start).map(\.inFlight).reduce(0, +) == 4)
    }

    @Test func leavesATierOnlyWhenItIsFull() throws {
        var fleet = try fleet([[.medicalChat: 0], [.medicalChat: 1]], concurrency: 2)
        found(&fleet, "e0", "medgemma")
        found(&fleet, "e1", "llama")
        let order = try (0..<4).map { _ in try granted(fleet.choose(ask, at: start)).endpoint.id }
        #expect(order == ["e0", "e0", "e1", "e1"])
        guard case .wait(until: nil) = fleet.choose(ask, at: start) else {
            Issue.record("a full fleet must be waited for")
            return
        }
    }

    @Test func namesAreServedUnknownOrDead() throws {
        var fleet = try fleet([[.medicalChat: 0]])
        guard case .wait = fleet.choose(Ask(name: "m", user: "u"), at: start) else {
            Issue.record("before the first probes everything is possible")
            return
        }
        found(&fleet, "e0", "llama:latest")
        for name in ["llama:latest", "llama", "medical-chat"] {
            let grant = try granted(fleet.choose(Ask(name: name, user: "u"), at: start))
            fleet.giveBack(grant, AttemptReport(.success), at: start, chance: 0)
        }
        guard case .unknownModel = fleet.choose(Ask(name: "gpt", user: "u"), at: start) else {
            Issue.record("never listed")
            return
        }
        guard case .noEndpoint = fleet.choose(Ask(name: "cxr-reasoning", user: "u"), at: start) else {
            Issue.record("a capability nobody serves")
            return
        }
        for _ in 0..<3 { fleet.probed("e0", .dead("timeout"), at: start, date: Date()) }
        guard case .noEndpoint = fleet.choose(Ask(name: "llama", user: "u"), at: start) else {
            Issue.record("listed once, dead now")
            return
        }
    }

    @Test func aModelThatHasToBeLoadedGetsItsTime() throws {
        var fleet = try fleet([[.medicalChat: 0]])
        let cold = ProbeFinding.Listing(kind: .ollama, models: ["llama:latest"], loaded: [])
        fleet.probed("e0", .alive(cold), at: start, date: Date())
        let grant = try granted(fleet.choose(ask, at: start))
        #expect(grant.isCold)
        #expect(fleet.headerLimit(grant, .small, isStream: true) == .seconds(600))
    }
}
