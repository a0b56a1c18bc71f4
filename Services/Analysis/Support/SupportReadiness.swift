import Foundation
import SuiteProtocol

/// What is missing before students may talk with the companion.
enum SupportReadiness: String, Codable, Sendable, CaseIterable {
    case lines, chain
    case verifiedLines = "verified_lines"
    case outOfHours = "out_of_hours"
    /// Nothing tells this daemon of messages.
    case events

    /// Days after which a telephone that nobody called again isn't trusted.
    static let trusted = 90

    static func missing(in settings: SupportSettings, hearsEvents: Bool, at now: Date) -> [SupportReadiness] {
        let oldest = WireJSON.day(now.addingTimeInterval(-Double(trusted) * 86_400))
        var missing: [SupportReadiness] = []
        if settings.lines.isEmpty { missing.append(.lines) }
        if settings.lines.contains(where: { $0.verifiedOn < oldest }) { missing.append(.verifiedLines) }
        if settings.people.isEmpty { missing.append(.chain) }
        let isCovered = settings.outOfHours.map { $0.policy == .linesOnly || !($0.onCall ?? []).isEmpty } ?? false
        if !isCovered { missing.append(.outOfHours) }
        if !hearsEvents { missing.append(.events) }
        return missing
    }
}
