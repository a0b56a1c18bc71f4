import Daemon
import Foundation

/// What a cell holds, as its column's type reads it. What doesn't read as that stays the text that it is.
enum ExportValue: Equatable, Sendable {
    case none
    case text(String)
    /// With its digits, as they were written.
    case number(Double, digits: String)
    case date(year: Int, month: Int, day: Int)
    case yes, no

    /// More digits than this a `Double` doesn't tell apart.
    private static let mostDigits = 15

    init(_ cell: ExportTable.Cell, _ type: ExportTable.ColumnType) {
        guard let value = cell.value, !value.isEmpty else {
            self = .none
            return
        }
        self =
            switch type {
            case .number: Self.number(value) ?? .text(value)
            case .date: Self.date(value) ?? .text(value)
            case .yesNo: value == "yes" ? .yes : value == "no" ? .no : .text(value)
            case .text, .choice: .text(value)
            }
    }

    /// As people of that language write it.
    func text(in language: Language) -> String {
        switch self {
        case .none: ""
        case .text(let text): text
        case .number(_, let digits): language == .es ? digits.replacing(".", with: ",") : digits
        case .date(let year, let month, let day):
            // Spreadsheets read both as dates, each in its own language.
            language == .es
                ? "\(Self.padded(day, 2))/\(Self.padded(month, 2))/\(Self.padded(year, 4))"
                : "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
        case .yes: Messages.exportYes[language]
        case .no: Messages.exportNo[language]
        }
    }

    /// `-12.5`. What begins with a needless 0 is a code, not a figure.
    private static func number(_ text: String) -> Self? {
        let magnitude = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = magnitude.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }),
            parts[0] == "0" || !parts[0].hasPrefix("0"), magnitude.count(where: \.isDigit) <= mostDigits,
            let number = Double(text)
        else { return nil }
        return .number(number, digits: text)
    }

    /// `2026-11-22`, where there is such a day. A spreadsheet knows none before 1900.
    private static func date(_ text: String) -> Self? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(\.isDigit) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1900...9999).contains(year),
            (1...12).contains(month), (1...days(in: month, of: year)).contains(day)
        else { return nil }
        return .date(year: year, month: month, day: day)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Character {
    /// 0 to 9, and no other script's.
    fileprivate var isDigit: Bool { isASCII && isNumber }
}
