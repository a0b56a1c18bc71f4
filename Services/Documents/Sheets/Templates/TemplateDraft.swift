import Foundation
import Identity
import SuiteProtocol
import TextAnalysis

/// A template as somebody writes it.
struct TemplateDraft: Decodable, Sendable {
    let name: String
    let kind: SheetTemplate.Kind?
    let columns: [SheetColumn]
    let groups: [String]?
    let roles: [Role]?

    static let longestName = 120
    static let mostColumns = 40
    static let longestColumnName = 80
    static let longestInstruction = 500
    static let mostAllowed = 50
    /// Of a criterion's weight, and of its points.
    static let mostPoints = 1_000.0

    struct Checked: Sendable {
        let name: String
        let kind: SheetTemplate.Kind
        let columns: [SheetColumn]
        let groups: Set<String>
        let roles: Set<Role>
    }

    /// - Throws: `TemplateError`
    func checked(by principal: Principal) throws -> Checked {
        guard let name = SheetText.line(name, Self.longestName) else { throw TemplateError.name(Self.longestName) }
        guard (1...Self.mostColumns).contains(columns.count) else {
            throw TemplateError.columns(most: Self.mostColumns)
        }
        let groups = Set(groups ?? [])
        guard principal.roles.contains(.admin) || groups.isSubset(of: principal.groups) else {
            throw TemplateError.notYourGroup
        }
        var keys: Set<String> = []
        let kind = kind ?? .sheet
        let columns = try columns.map { column in
            let checked = try column.checked(as: kind, taken: keys)
            keys.insert(checked.key)
            return checked
        }
        guard Set(columns.map { fold($0.name) }).count == columns.count else { throw TemplateError.sameName }
        return Checked(name: name, kind: kind, columns: columns, groups: groups, roles: Set(roles ?? []))
    }
}

extension SheetColumn {
    /// - Parameter taken: keys of the columns before it.
    fileprivate func checked(as kind: SheetTemplate.Kind, taken: Set<String>) throws(TemplateError) -> SheetColumn {
        guard let name = SheetText.line(name, TemplateDraft.longestColumnName) else {
            throw .columnName(TemplateDraft.longestColumnName)
        }
        guard instruction.unicodeScalars.count <= TemplateDraft.longestInstruction else {
            throw .instruction(TemplateDraft.longestInstruction)
        }
        var values: [String] = []
        for value in allowed {
            guard let value = SheetText.line(value, TemplateDraft.longestColumnName) else { continue }
            if !values.contains(where: { fold($0) == fold(value) }) { values.append(value) }
        }
        if type == .choice, !(2...TemplateDraft.mostAllowed).contains(values.count) {
            throw .allowed(column: name, most: TemplateDraft.mostAllowed)
        }
        let isCriterion = kind == .rubric && (type == .number || type == .choice)
        let points = 0...TemplateDraft.mostPoints
        guard weight.map(points.contains) ?? true, most.map({ points.contains($0) && $0 > 0 }) ?? true else {
            throw .points(column: name)
        }
        return SheetColumn(
            key: Self.key(key.isEmpty ? name : key, taken: taken),
            name: name,
            type: type,
            instruction: SheetText.line(instruction, TemplateDraft.longestInstruction) ?? "",
            allowed: type == .choice ? values : [],
            weight: isCriterion ? weight ?? 1 : nil,
            most: isCriterion ? most ?? (type == .number ? 10 : Double(max(1, values.count - 1))) : nil
        )
    }

    /// `fecha_de_nacimiento`, with a number where it is taken.
    private static func key(_ name: String, taken: Set<String>) -> String {
        let letters = fold(name).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : " " }
        let words = String(letters).split(separator: " ").joined(separator: "_").prefix(40)
        let base = words.isEmpty ? "columna" : String(words)
        guard taken.contains(base) else { return base }
        var number = 2
        while taken.contains("\(base)_\(number)") { number += 1 }
        return "\(base)_\(number)"
    }
}

/// What somebody typed in one line.
enum SheetText {
    /// Without what hides, turns round or breaks a line; nil for nothing, and for more characters than may be.
    static func line(_ written: String, _ most: Int) -> String? {
        var kept = String.UnicodeScalarView()
        for scalar in written.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: kept.append(" ")
            case .format where scalar.value != 0x200D: break
            default: kept.append(scalar)
            }
        }
        let text = String(kept).trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty || text.unicodeScalars.count > most ? nil : text
    }
}
