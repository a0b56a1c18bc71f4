import Foundation
import Logging
import ServiceLifecycle

/// Looks once a second for what is due: the next person of a chain, take-overs that nobody finished, students who wait
/// for whoever took their conversation, ends of episodes that chat doesn't know of.
struct ChainClock: Service {
    private static let interval = Duration.seconds(1)
    /// Passes after which it is asked whether tutors are still there.
    private static let roll = 10

    let alerts: AlertStore
    let interventions: InterventionStore
    let takeOver: TakeOver
    let chat: ChatClient
    let notices: AnalysisNotices
    let events: EventsWatch
    let now: @Sendable () -> Date
    let courier: MailCourier
    let logger: Logger

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var count = 0
            while true {
                count += 1
                await pass(isRoll: count % Self.roll == 0)
                try await Task.sleep(for: Self.interval)
            }
        }
    }

    private func pass(isRoll: Bool) async {
        events.isHearing(at: now())
        await attempt {
            let changes = try await alerts.advance()
            for change in changes { await notices.changed(change) }
            if !changes.isEmpty { courier.wake() }
        }
        await attempt {
            for intervention in try await interventions.stuck() { await takeOver.undo(intervention) }
        }
        await attempt {
            for intervention in try await interventions.leftAlone() { try await takeOver.leave(intervention) }
        }
        if isRoll { await attempt { try await takeOver.leaveThoseOfTheAbsent() } }
        await attempt {
            for end in try await alerts.untoldEnds() {
                try await chat.endEpisode(of: end.student)
                try await alerts.noteToldEnd(end.alert)
            }
        }
    }

    /// What fails is tried again at the next pass, and holds up nothing else.
    private func attempt(_ step: () async throws -> Void) async {
        do {
            try await step()
        } catch is ServiceAway {
            logger.debug("a sister is away")
        } catch {
            logger.warning("the chain waits", metadata: ["error": "\(type(of: error))"])
        }
    }
}
