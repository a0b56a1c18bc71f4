import FoundationEssentials
import Logging
import Messaging
import Persistence
import ServiceLifecycle
import SuiteProtocol

/// Takes what students ask for by hand; where the gateway or the database is away, as soon as they are back.
/// Their own press is their consent to it.
struct HelpRequestIntake: Sendable {
    private static let group = "analysis"
    private static let pause = Duration.seconds(1)

    let alerts: AlertStore
    let people: PeopleClient
    let notices: AnalysisNotices
    let courier: MailCourier
    let logger: Logger

    /// - Parameter name: this replica's.
    func consumer(_ redis: Redis, named name: String) -> StreamConsumer {
        StreamConsumer(
            redis: redis,
            stream: EventType.helpRequested.stream,
            group: Self.group,
            consumer: name,
            // A gateway that is away for minutes costs no request its attempts.
            staleAfter: .seconds(600),
            handler: take
        )
    }

    @Sendable private func take(_ entry: StreamEntry) async throws {
        let request = try WireJSON.decoder().decode(Event<HelpRequested>.self, from: entry.payload).data
        while true {
            do {
                guard let student = try await people.person(request.ownerID) else { return }
                guard let change = try await alerts.ask(request, student) else { return }
                await notices.changed(change)
                courier.wake()
                try? await alerts.name(change.audience, by: people)
                return
            } catch let error where error is ServiceAway || (error as? DatabaseError)?.mayPass == true {
                logger.warning("a request for a person waits", metadata: ["error": "\(type(of: error))"])
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
            }
        }
    }
}
