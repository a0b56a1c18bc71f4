import Daemon

/// Why a line of an import is left out.
enum ImportFault: Error, Equatable {
    case office(OfficeFault)
    case formula(ImportColumn)
    case unknownMunicipality(nearest: String?)
    case ambiguousMunicipality([String])
    /// Of this line.
    case duplicate(Int)
    /// More cells than the first line, or too few to say which office it is.
    case wrongColumns(Int)

    var code: String {
        switch self {
        case .office(let fault): fault.code
        case .formula: "formula"
        case .unknownMunicipality: "unknown_municipality"
        case .ambiguousMunicipality: "ambiguous_municipality"
        case .duplicate: "duplicate"
        case .wrongColumns: "wrong_columns"
        }
    }

    /// What its sentence names, as it is kept beside the code.
    var about: String? {
        switch self {
        case .office(.tooLong(let field)), .office(.formula(let field)), .office(.badTelephone(let field)),
            .office(.notText(let field)):
            field.rawValue
        case .office: nil
        case .formula(let column): column.name
        case .unknownMunicipality(let nearest): nearest
        case .ambiguousMunicipality(let names): names.joined(separator: ", ")
        case .duplicate(let line): "\(line)"
        case .wrongColumns(let count): "\(count)"
        }
    }

    static func detail(_ code: String, about: String?) -> LocalizedText {
        switch code {
        case "unknown_municipality": Messages.importUnknownMunicipality(about)
        case "ambiguous_municipality": Messages.importAmbiguousMunicipality(about ?? "")
        case "duplicate": Messages.importDuplicate(about ?? "")
        case "wrong_columns": Messages.importWrongCells(about ?? "")
        case "too_long": Messages.tooLong(about ?? "", limit: OfficeField(rawValue: about ?? "")?.limit ?? 0)
        case "formula": Messages.formula(about ?? "")
        case "bad_telephone": Messages.badTelephone(about ?? "")
        case "bad_email": Messages.badEmail
        case "not_text": Messages.unreadable(about ?? "")
        default: Messages.missingDependencia
        }
    }
}
