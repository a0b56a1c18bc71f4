import Daemon

/// What is said of documents and their pages.
extension Messages {
    static let documentNotFound = LocalizedText(
        es: "Ese documento no existe o no se comparte contigo. Vuelve a la biblioteca.",
        en: "That document does not exist, or it is not shared with you. Go back to the library."
    )
    static let pageNotFound = LocalizedText(
        es: "El documento no tiene esa página, o todavía no se leyó.",
        en: "The document has no such page, or it has not been read yet."
    )
    static let tooManyPictures = LocalizedText(
        es: "Pediste muchas imágenes de páginas a la vez. Espera unos segundos y ábrelas de nuevo.",
        en: "You asked for many pictures of pages at once. Wait some seconds and open them again."
    )
    static let noFile = LocalizedText(
        es: "De este documento se guarda sólo el texto. Ábrelo por páginas.",
        en: "Only the text of this document is kept. Open its pages."
    )
    static let documentBeingRead = LocalizedText(
        es: "El documento todavía se está leyendo. Espera a que termine o cancélalo en «Trabajos en curso».",
        en: "The document is still being read. Wait until it is done, or cancel it in “Work in progress”."
    )
    static let badCursor = LocalizedText(
        es: "La página pedida no existe. Vuelve al principio de la lista.",
        en: "There is no such page. Go back to the beginning of the list."
    )
    static let badState = LocalizedText(
        es: "Ese estado no existe. Elige en espera, leyendo, listo, con error o cancelado.",
        en: "There is no such state. Choose waiting, reading, ready, failed or cancelled."
    )
    static let collectionMissing = LocalizedText(
        es: "Falta indicar la colección antes de los archivos. Elige una y envíalos de nuevo.",
        en: "The collection must be named before the files. Choose one and send them again."
    )
    static let noFiles = LocalizedText(
        es: "No llegó ningún archivo. Elige al menos uno.",
        en: "No file arrived. Choose at least one."
    )
    static let duplicateFile = LocalizedText(
        es: "El mismo archivo ya está en la colección. No hace falta subirlo otra vez.",
        en: "The same file is in the collection already. There is no need to upload it again."
    )
    static let fileGone = LocalizedText(
        es: "El archivo original ya no está en el servidor. Bórralo de la lista y súbelo otra vez.",
        en: "The original file is no longer on the server. Delete it from the list and upload it again."
    )

    static func badTitle(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "El título debe tener entre 1 y \(limit) caracteres.",
            en: "The title must have 1 to \(limit) characters."
        )
    }

    static func badLimit(_ most: Int) -> LocalizedText {
        LocalizedText(es: "Pide de 1 a \(most) elementos por página.", en: "Ask for 1 to \(most) items a page.")
    }

    static func badWidth(_ most: Int) -> LocalizedText {
        LocalizedText(
            es: "El ancho de la imagen debe estar entre 1 y \(most) píxeles.",
            en: "The picture's width must be between 1 and \(most) pixels."
        )
    }

    static func tooManyFiles(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Se pueden subir hasta \(limit) archivos por vez. Los demás se recibieron; envía el resto después.",
            en: "At most \(limit) files can be uploaded at a time. The others were taken; send the rest afterwards."
        )
    }

    static func tooMuchAtOnce(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "El envío supera los \(limit >> 20) MB. Los archivos anteriores se recibieron; envía el resto después.",
            en: "The upload exceeds \(limit >> 20) MB. The files before were taken; send the rest afterwards."
        )
    }

    static func quotaUsed(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Tus documentos ocupan ya los \(limit >> 20) MB permitidos. Borra los que no uses.",
            en: "Your documents take up the \(limit >> 20) MB allowed already. Delete those you do not use."
        )
    }
}
