import Messaging

/// An idempotent consumer: an event takes effect once, however often it is delivered.
actor Ledger {
    struct Refusal: Error {}

    private(set) var effects: [String] = []
    private(set) var deliveries: [String: Int] = [:]

    func apply(_ entry: StreamEntry) {
        deliveries[entry.eventID, default: 0] += 1
        if !effects.contains(entry.eventID) { effects.append(entry.eventID) }
    }

    func refuse(_ entry: StreamEntry) throws {
        deliveries[entry.eventID, default: 0] += 1
        throw Refusal()
    }
}
