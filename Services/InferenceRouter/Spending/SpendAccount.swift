/// What an endpoint has cost in the current month, as far as this replica knows.
package struct SpendAccount: Equatable, Sendable {
    /// By the database, all replicas together.
    package private(set) var written = SpendTally()
    /// On its way to the database.
    private var pending = SpendTally()
    /// Booked here since then.
    private var unwritten = SpendTally()
    /// Estimates of what is in flight here.
    package private(set) var reserved = Amount.zero

    package init() {}

    package var total: SpendTally { written + pending + unwritten }

    package enum Standing: Equatable, Sendable {
        case open
        /// What is in flight may take the rest, or leave some of it.
        case waiting
        case spent
    }

    package func standing(cap: Amount?) -> Standing {
        guard let cap else { return .open }
        let spent = total.amount
        if spent >= cap { return .spent }
        return spent + reserved >= cap ? .waiting : .open
    }

    mutating func reserve(_ amount: Amount) { reserved += amount }

    mutating func release(_ amount: Amount) { reserved.micros -= amount.micros }

    mutating func book(_ tally: SpendTally) { unwritten += tally }

    /// All that was booked is being written.
    mutating func take() {
        pending += unwritten
        unwritten = SpendTally()
    }

    /// It has been, and this is the sum of all that has.
    mutating func confirm(_ sum: SpendTally) {
        written = sum
        pending = SpendTally()
    }

    mutating func beginMonth() {
        written = SpendTally()
        pending = SpendTally()
        unwritten = SpendTally()
    }
}
