import FoundationEssentials
import Messaging
import SuiteProtocol

/// Tells open pages what happened. Losing one loses nothing: pages ask again, and the chain has a clock of its own.
struct AnalysisNotices: Sendable {
    let redis: Redis

    func completed(_ message: ToldMessage) async {
        await publish(
            .analysisCompleted,
            about: message.id,
            AnalysisCompleted(
                messageID: message.id,
                conversationID: message.conversationID,
                ownerID: message.student
            )
        )
    }

    func changed(_ change: AlertChange) async {
        await publish(
            change.isNew ? .alertRaised : .alertUpdated,
            about: change.id,
            AlertChanged(
                alertID: change.id,
                tier: change.tier,
                state: change.state.rawValue,
                audience: change.audience.sorted()
            )
        )
    }

    /// - Parameter others: who was told of its alert.
    func changed(_ intervention: InterventionRow, telling others: Set<String>) async {
        await publish(
            .interventionChanged,
            about: intervention.id,
            InterventionChanged(
                interventionID: intervention.id,
                conversationID: intervention.conversationID,
                state: intervention.state.rawValue,
                audience: others.union([intervention.tutor].compactMap { $0 }).sorted()
            )
        )
    }

    private func publish(_ type: EventType, about subject: String, _ data: some Codable & Sendable) async {
        let event = Event(source: "/analysis", type: type, subject: subject, data: data)
        guard let json = try? WireJSON.encoder().encode(event) else { return }
        try? await redis.publish(type.channel, String(decoding: json, as: UTF8.self))
    }
}
