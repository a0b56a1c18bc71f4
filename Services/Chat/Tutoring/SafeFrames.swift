import Daemon

/// What holds answers to somebody in danger.
struct SafeFrames: Sendable {
    let phrases: SafeAnswerPhrases
    let support: SupportDirectory

    /// For one answer; nil where nothing holds it.
    func answerGuard(_ frame: SafeFrame?) -> SafeAnswerGuard? {
        guard let frame else { return nil }
        let support = support.support
        let lines = support.lines.flatMap { [$0.name, $0.telephone, $0.hours, $0.url].compactMap { $0 } }
        return SafeAnswerGuard(
            phrases: phrases,
            hold: frame == .now ? .close : .loose,
            names: lines + support.people.map(\.name)
        )
    }
}
