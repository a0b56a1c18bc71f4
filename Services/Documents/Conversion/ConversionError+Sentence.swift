extension ConversionError {
    /// What happened and what to do about it, in the languages of the suite.
    package struct Sentence: Equatable, Sendable {
        package let es: String
        package let en: String
    }

    package var sentence: Sentence {
        switch self {
        case .empty: Sentences.empty
        case .noPages: Sentences.noPages
        case .broken: Sentences.broken
        case .unknownType: Sentences.unknownType
        case .oldOffice: Sentences.oldOffice
        case .passwordNeeded: Sentences.passwordNeeded
        case .encrypted: Sentences.encrypted
        case .tooLarge(let limit): Sentences.tooLarge(limit)
        case .tooManyPages(let limit): Sentences.tooManyPages(limit)
        case .tooManyPixels(let limit): Sentences.tooManyPixels(limit)
        case .tooManyEntries(let limit): Sentences.tooManyEntries(limit)
        case .zipBomb: Sentences.zipBomb
        case .pathTraversal: Sentences.pathTraversal
        case .nestedTooDeep(let limit): Sentences.nestedTooDeep(limit)
        case .macros: Sentences.macros
        case .linkedContent: Sentences.linkedContent
        case .timedOut: Sentences.timedOut
        case .tooSlow: Sentences.tooSlow
        case .tooMuchMemory: Sentences.tooMuchMemory
        case .toolMissing(let package): Sentences.toolMissing(package)
        case .noSuchPage: Sentences.noSuchPage
        case .noPageImage: Sentences.noPageImage
        case .unreadable: Sentences.unreadable
        }
    }
}

private enum Sentences {
    static let empty = ConversionError.Sentence(
        es: "El archivo está vacío. Revisa el original y súbelo otra vez.",
        en: "The file is empty. Check the original and upload it again."
    )
    static let noPages = ConversionError.Sentence(
        es: "El archivo no tiene ninguna página con contenido. Revisa el original.",
        en: "The file has no page with content. Check the original."
    )
    static let broken = ConversionError.Sentence(
        es: "El archivo está dañado o incompleto y no se puede leer. Vuelve a exportarlo o descárgalo de nuevo.",
        en: "The file is damaged or incomplete and cannot be read. Export it or download it again."
    )
    static let unknownType = ConversionError.Sentence(
        es: "No se reconoce este tipo de archivo. Guárdalo como PDF, Word (.docx) o texto; una imagen, como JPG o PNG.",
        en: "This type of file is not recognised. Save it as PDF, Word (.docx) or text; a picture as JPG or PNG."
    )
    static let macros = ConversionError.Sentence(
        es: "El documento tiene macros y no se abre. Guárdalo como documento de Word sin macros (.docx).",
        en: "The document has macros and is not opened. Save it as a Word document without macros (.docx)."
    )
    static let linkedContent = ConversionError.Sentence(
        es: """
            El documento carga de otro sitio una imagen, un objeto o su plantilla, y quien reciba la carta también lo \
            haría. Insértalos dentro del documento y guárdalo de nuevo.
            """,
        en: """
            The document loads a picture, an object or its template from another place, and so would whoever gets the \
            letter. Put them into the document and save it again.
            """
    )
    static let oldOffice = ConversionError.Sentence(
        es: "Es un formato antiguo de Office. Ábrelo y guárdalo como .docx, .xlsx o .pptx.",
        en: "This is an old Office format. Open it and save it as .docx, .xlsx or .pptx."
    )
    static let passwordNeeded = ConversionError.Sentence(
        es: "El archivo pide una contraseña. Guarda una copia sin contraseña y súbela.",
        en: "The file asks for a password. Save a copy without one and upload it."
    )
    static let encrypted = ConversionError.Sentence(
        es: "El archivo está protegido por derechos digitales y no se puede leer aquí. Pide una copia sin protección.",
        en: "The file is protected by digital rights and cannot be read here. Ask for an unprotected copy."
    )
    static let zipBomb = ConversionError.Sentence(
        es:
            "El archivo crecería demasiado al descomprimirlo y no se abrió. Sube los documentos sin comprimir.",
        en: "The compressed file would grow too much, so it was not opened. Upload the documents uncompressed."
    )
    static let pathTraversal = ConversionError.Sentence(
        es:
            "El nombre de este archivo apunta fuera del ZIP y no se abrió. Si confías en él, súbelo por separado.",
        en: "This file's name points outside of the ZIP, so it was not opened. Upload it alone if you trust it."
    )
    static let timedOut = ConversionError.Sentence(
        es: "Leer el archivo tardó demasiado y se detuvo. Inténtalo de nuevo o divídelo en partes.",
        en: "Reading the file took too long and was stopped. Try again, or split it."
    )
    static let tooSlow = ConversionError.Sentence(
        es:
            "Demasiadas páginas seguidas tardan más de lo permitido. Vuelve a exportar el documento o divídelo en partes.",
        en: "Too many pages in a row take longer than allowed. Export the document again, or split it."
    )
    static let tooMuchMemory = ConversionError.Sentence(
        es: "Leer el archivo pide más memoria de la permitida. Divídelo en partes más pequeñas.",
        en: "Reading the file needs more memory than allowed. Split it into smaller parts."
    )
    static let noSuchPage = ConversionError.Sentence(
        es: "El documento no tiene esa página.",
        en: "The document has no such page."
    )
    static let noPageImage = ConversionError.Sentence(
        es: "Este tipo de documento no tiene imagen de página. Lee su texto.",
        en: "This type of document has no picture of a page. Read its text."
    )
    static let unreadable = ConversionError.Sentence(
        es:
            "El servidor no pudo leer o guardar el archivo. Inténtalo otra vez; si continúa, avisa a quien administra.",
        en: "The file could not be read or kept on the server. Try again; if it goes on, tell your administrator."
    )

    static func tooLarge(_ limit: Int) -> ConversionError.Sentence {
        ConversionError.Sentence(
            es: "El archivo supera los \(limit >> 20) MB. Divídelo en partes.",
            en: "The file is larger than \(limit >> 20) MB. Split it."
        )
    }

    static func tooManyPages(_ limit: Int) -> ConversionError.Sentence {
        ConversionError.Sentence(
            es: "El documento tiene más de \(limit) páginas. Divídelo en partes.",
            en: "The document has more than \(limit) pages. Split it."
        )
    }

    static func tooManyPixels(_ limit: Int) -> ConversionError.Sentence {
        ConversionError.Sentence(
            es: "La imagen supera los \(limit / 1_000_000) megapíxeles. Redúcela y súbela otra vez.",
            en: "The picture has more than \(limit / 1_000_000) megapixels. Make it smaller and upload it again."
        )
    }

    static func tooManyEntries(_ limit: Int) -> ConversionError.Sentence {
        ConversionError.Sentence(
            es: "El archivo comprimido contiene más de \(limit) archivos. Divídelo en varios.",
            en: "The compressed file holds more than \(limit) files. Split it."
        )
    }

    static func nestedTooDeep(_ limit: Int) -> ConversionError.Sentence {
        ConversionError.Sentence(
            es: "Hay más de \(limit) archivos comprimidos uno dentro de otro. Extrae los documentos y súbelos.",
            en: "More than \(limit) compressed files lie one within another. Extract the documents and upload them."
        )
    }

    static func toolMissing(_ package: String) -> ConversionError.Sentence {
        ConversionError.Sentence(
            es: "Falta instalar «\(package)» en el servidor para leer este archivo. Avisa a quien administra.",
            en: "“\(package)” must be installed on the server to read this file. Tell your administrator."
        )
    }
}
