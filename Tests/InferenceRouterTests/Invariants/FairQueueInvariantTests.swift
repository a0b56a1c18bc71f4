import InferenceRouter
import Testing

struct FairQueueInvariantTests {
    private static let users = ["ana", "bruno", "carla", "diego"]

    /// Who waits beside somebody else is never served twice while the other is not served at all.
    @Test(arguments: 0..<100) func usersTakeTurns(seed: Int) {
        var generator = Seeded(UInt64(seed))
        var queue = FairQueue<Int>()
        var lines: [String: [Int]] = [:]
        /// How often others were served since this waiting user was.
        var passedOver: [String: [String: Int]] = [:]
        var nextID: UInt64 = 0
        for _ in 0..<500 {
            let user = Self.users.randomElement(using: &generator) ?? ""
            switch Int.random(in: 0..<10, using: &generator) {
            case 0..<5:
                nextID += 1
                if lines[user, default: []].isEmpty { passedOver[user] = [:] }
                queue.append(Int(nextID), id: nextID, user: user)
                lines[user, default: []].append(Int(nextID))
            case 5:
                guard let id = lines[user]?.randomElement(using: &generator) else { break }
                let left = queue.remove(id: UInt64(id), user: user)
                #expect(left, "seed \(seed)")
                lines[user]?.removeAll { $0 == id }
            default:
                var taken: Int?
                queue.serve { _, element in
                    guard taken == nil else { return false }
                    taken = element
                    return true
                }
                let served = taken.flatMap { id in lines.first { $0.value.first == id }?.key }
                #expect((served == nil) == lines.values.allSatisfy(\.isEmpty), "seed \(seed): nobody is left waiting")
                guard let served else { break }
                lines[served]?.removeFirst()
                passedOver[served] = [:]
                for (other, line) in lines where other != served && !line.isEmpty {
                    passedOver[other, default: [:]][served, default: 0] += 1
                    #expect(passedOver[other]?[served] ?? 0 <= 1, "seed \(seed): \(other) was passed over")
                }
            }
            #expect(queue.count == lines.values.reduce(0) { $0 + $1.count }, "seed \(seed)")
        }
    }

    /// The place that a person is told is the one at which they are served.
    @Test(arguments: 0..<100) func placesAreTrue(seed: Int) {
        var generator = Seeded(UInt64(seed))
        var queue = FairQueue<Int>()
        var owners: [String] = []
        for id in 0..<Int.random(in: 1...30, using: &generator) {
            owners.append(Self.users.randomElement(using: &generator) ?? "")
            queue.append(id, id: UInt64(id), user: owners[id])
        }
        let told = owners.indices.map { id in queue.ahead(of: owners[id]) { $0 == id } }
        var order: [Int] = []
        queue.serve { _, element in
            order.append(element)
            return true
        }
        for (place, id) in order.enumerated() { #expect(told[id] == place, "seed \(seed)") }
        #expect(order.count == owners.count, "seed \(seed)")
    }
}
