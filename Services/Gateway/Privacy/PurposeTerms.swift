import Daemon
import SuiteProtocol

/// On what a use of people's data stands.
enum ConsentBasis: String, CaseIterable, Sendable {
    case publicTask = "public_task"
    case consent
    /// Of whoever answers for a minor.
    case guardian
}

/// What people are told of a purpose, and what it needs.
struct PurposeTerms: Sendable, Equatable {
    let purpose: Purpose
    /// A higher one asks again.
    let version: Int
    let adults: ConsentBasis
    let minors: ConsentBasis
    let title: LocalizedText
    let text: LocalizedText

    func basis(isMinor: Bool) -> ConsentBasis { isMinor ? minors : adults }
}
