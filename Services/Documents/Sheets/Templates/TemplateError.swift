import Daemon
import HTTPTypes

/// Why a template can't be found or kept.
enum TemplateError: Error, Equatable {
    case notFound
    /// Seen, but somebody else's or an example.
    case notYours
    case tooMany(limit: Int)
    case notYourGroup
    case name(Int)
    case columns(most: Int)
    case columnName(Int)
    case sameName
    case instruction(Int)
    case allowed(column: String, most: Int)
    case points(column: String)
}

extension TemplateError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "template_not_found", Messages.templateNotFound)
        case .notYours: Problem(.forbidden, "not_your_template", Messages.notYourTemplate)
        case .tooMany(let limit): Problem(.conflict, "too_many_templates", Messages.tooManyTemplates(limit: limit))
        case .notYourGroup: Problem(.unprocessableContent, "not_your_group", Messages.templateNotYourGroup)
        case .name(let most): Problem(.unprocessableContent, "bad_name", Messages.templateName(most: most))
        case .columns(let most): Problem(.unprocessableContent, "bad_columns", Messages.templateColumns(most: most))
        case .columnName(let most):
            Problem(.unprocessableContent, "bad_column_name", Messages.templateColumnName(most: most))
        case .sameName: Problem(.unprocessableContent, "same_column_name", Messages.templateSameName)
        case .instruction(let most):
            Problem(.unprocessableContent, "instruction_too_long", Messages.templateInstruction(most: most))
        case .allowed(let column, let most):
            Problem(.unprocessableContent, "bad_allowed_values", Messages.templateAllowed(column: column, most: most))
        case .points(let column):
            Problem(.unprocessableContent, "bad_points", Messages.templatePoints(column: column))
        }
    }
}
