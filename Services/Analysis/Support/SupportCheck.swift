import Daemon
import Foundation
import HTTPTypes
import SuiteProtocol

/// Why what an administrator sends can't be kept.
enum SupportFault: Error, Equatable {
    case badLine
    case badDay
    case badHours
    case badMinutes
    case tooMany
    /// Somebody who doesn't tend students, or isn't there.
    case unknownPerson
}

extension SupportSettings {
    private static let mostLines = 20
    private static let mostPeople = 50
    private static let longestText = 200
    static let minutes = 1...1_440

    /// - Parameter now: a line can't have been verified after it.
    func check(at now: Date) throws(SupportFault) {
        guard lines.count <= Self.mostLines, userIDs.count <= Self.mostPeople, people.count <= Self.mostPeople else {
            throw .tooMany
        }
        for line in lines {
            let texts = [line.name, line.telephone, line.hours]
            guard texts.allSatisfy(Self.isText), line.telephone.contains(where: \.isNumber),
                line.url.map({ $0.hasPrefix("https://") && $0.utf8.count <= Self.longestText }) ?? true
            else { throw .badLine }
            guard Self.isDay(line.verifiedOn), line.verifiedOn <= WireJSON.day(now.addingTimeInterval(86_400)) else {
                throw .badDay
            }
        }
        guard Self.minutes.contains(acknowledgeMinutes) else { throw .badMinutes }
        for (day, times) in hours {
            guard Shifts.weekdays.contains(day), Shifts.range(times) != nil else { throw .badHours }
        }
        guard userIDs.allSatisfy({ isID($0) }) else { throw .unknownPerson }
    }

    private static func isText(_ text: String) -> Bool {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return !trimmed.isEmpty && text.unicodeScalars.count <= longestText
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    /// Whether it is a day of the calendar, as `2026-11-21`.
    static func isDay(_ text: String) -> Bool {
        guard text.utf8.count == 10, let date = WireJSON.date("\(text)T00:00:00Z") else { return false }
        return WireJSON.day(date) == text
    }
}

extension SupportFault: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .badLine: Problem(.unprocessableContent, "bad_line", Messages.badLine)
        case .badDay: Problem(.unprocessableContent, "bad_day", Messages.badDay)
        case .badHours: Problem(.unprocessableContent, "bad_hours", Messages.badHours)
        case .badMinutes: Problem(.unprocessableContent, "bad_minutes", Messages.badMinutes)
        case .tooMany: Problem(.unprocessableContent, "too_many", Messages.tooManyLines)
        case .unknownPerson: Problem(.unprocessableContent, "unknown_person", Messages.unknownPerson)
        }
    }
}
