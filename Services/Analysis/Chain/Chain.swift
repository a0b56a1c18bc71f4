import Foundation

/// Who is told of an alert, one after the other, until somebody takes it on: first the student's tutors, then the
/// department's people in their order, and from the beginning again.
struct Chain: Sendable {
    /// Of a chain that nobody answers: afterwards the alert stands on the board, overdue.
    static let longest = 60

    let settings: SupportSettings
    let shifts: Shifts

    private var time: TimeInterval { Double(settings.acknowledgeMinutes) * 60 }

    func first(tutors: [String], at now: Date) -> ChainStep {
        guard shifts.isOpen(at: now) else {
            switch settings.outOfHours?.policy {
            case .onCall: return told(onCall(or: tutors), at: now)
            case .linesOnly, nil: return waiting(tutors.isEmpty ? people(at: 0) : tutors, at: now)
            }
        }
        return told(tutors.isEmpty ? people(at: 0) : tutors, at: now)
    }

    /// Those who knew of it, for something new.
    func again(_ people: [String], at now: Date) -> ChainStep { first(tutors: people, at: now) }

    /// - Parameters:
    ///   - position: from 1 on.
    ///   - first: who was told at position 0.
    func step(_ position: Int, first: [String], at now: Date) -> ChainStep {
        guard position < Self.longest else { return ChainStep(people: [], tellAt: now, dueAt: nil) }
        let next = settings.people.isEmpty ? first : people(at: position - 1)
        guard shifts.isOpen(at: now) else {
            switch settings.outOfHours?.policy {
            case .onCall: return told(onCall(or: next, at: position), at: now)
            case .linesOnly, nil:
                return ChainStep(
                    people: [],
                    tellAt: now,
                    dueAt: shifts.nextOpening(after: now).addingTimeInterval(time)
                )
            }
        }
        return told(next, at: now)
    }

    private func told(_ people: [String], at now: Date) -> ChainStep {
        ChainStep(people: people, tellAt: now, dueAt: now.addingTimeInterval(time))
    }

    /// They see it at once; the clock and the e-mail wait for the morning.
    private func waiting(_ people: [String], at now: Date) -> ChainStep {
        let opening = shifts.nextOpening(after: now)
        return ChainStep(people: people, tellAt: opening, dueAt: opening.addingTimeInterval(time))
    }

    private func people(at index: Int) -> [String] {
        settings.people.isEmpty ? [] : [settings.people[index % settings.people.count].userID]
    }

    private func onCall(or others: [String], at position: Int = 0) -> [String] {
        let people = settings.outOfHours?.onCall ?? []
        return people.isEmpty ? others : [people[position % people.count]]
    }
}
