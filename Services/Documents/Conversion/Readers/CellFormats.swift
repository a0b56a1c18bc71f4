import Foundation

/// How the numbers of a workbook are shown: as days, as shares, or as they are.
struct CellFormats {
    private enum Format {
        case number, share, date, time, moment, duration
    }

    private static let elapsed = ["[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]"]

    /// By style.
    private let formats: [Format]
    /// Days from 1970 to the day that is 0.
    private let dayZero: Int

    init(_ markup: MarkupReader?, startsIn1904: Bool) {
        dayZero = startsIn1904 ? -24_107 : -25_569
        guard var markup else {
            formats = []
            return
        }
        var (custom, formats, isCell): ([Int: Format], [Format], Bool) = ([:], [], false)
        while let token = markup.next() {
            switch token {
            case .start(let tag) where tag.name == "numFmt":
                if let id = tag.number("numFmtId"), let code = tag["formatCode"] { custom[id] = Self.format(code) }
            case .start(let tag) where tag.name == "cellXfs": isCell = true
            case .start(let tag) where tag.name == "xf" && isCell:
                let id = tag.number("numFmtId") ?? 0
                formats.append(custom[id] ?? Self.builtIn(id))
            case .end("cellXfs"): isCell = false
            default: break
            }
        }
        self.formats = formats
    }

    func shown(_ value: String, style: Int) -> String {
        guard let number = Double(value), number.isFinite else { return value }
        switch formats.indices.contains(style) ? formats[style] : .number {
        case .number: return Self.plain(number)
        case .share: return Self.plain(number * 100) + " %"
        case .date: return day(number)
        case .time: return clock(number - number.rounded(.down))
        case .moment:
            let part = number - number.rounded(.down)
            return part == 0 ? day(number) : day(number) + " " + clock(part)
        case .duration: return clock(number)
        }
    }

    /// Fifteen digits, as Excel shows them: the rest is rounding.
    private static func plain(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return "\(Int(number))" }
        return String(format: "%.15g", number)
    }

    /// Of ISO 8601.
    private func day(_ number: Double) -> String {
        guard (0..<3_000_000).contains(number) else { return Self.plain(number) }
        let date = Date(timeIntervalSince1970: Double(Int(number) + dayZero) * 86_400)
        return date.formatted(Date.ISO8601FormatStyle().year().month().day())
    }

    /// - Parameter days: or a part of one.
    private func clock(_ days: Double) -> String {
        guard (0..<3_000_000).contains(days) else { return Self.plain(days) }
        let seconds = Int((days * 86_400).rounded())
        let parts = [seconds / 3_600, seconds / 60 % 60] + (seconds % 60 == 0 ? [] : [seconds % 60])
        return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// ECMA-376, part 1, 18.8.30.
    private static func builtIn(_ id: Int) -> Format {
        switch id {
        case 9, 10: .share
        case 14...17: .date
        case 18...21, 45, 47: .time
        case 22: .moment
        case 46: .duration
        default: .number
        }
    }

    /// By the letters of its code, without what stands there as it is and without colours.
    private static func format(_ code: String) -> Format {
        // Hours, minutes or seconds that don't begin anew with the day.
        if elapsed.contains(where: code.lowercased().contains) { return .duration }
        var (letters, isQuoted, isBracketed, isEscaped) = (Set<Character>(), false, false, false)
        for character in code.split(separator: ";").first.map({ $0.lowercased() }) ?? "" {
            defer { isEscaped = character == "\\" && !isEscaped }
            if isEscaped { continue }
            if character == "\"" { isQuoted.toggle() }
            if character == "[" { isBracketed = true }
            if !isQuoted, !isBracketed { letters.insert(character) }
            if character == "]" { isBracketed = false }
        }
        let hasDay = letters.contains("d") || letters.contains("y")
        let hasTime = letters.contains("h") || letters.contains("s")
        if hasDay { return hasTime ? .moment : .date }
        if hasTime { return .time }
        if letters == ["m"] { return .date }
        return letters.contains("%") ? .share : .number
    }
}
