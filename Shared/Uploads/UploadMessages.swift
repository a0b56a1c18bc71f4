import Daemon

/// What is said of uploads, whichever daemon takes them.
enum UploadMessages {
    static let diskFull = LocalizedText(
        es: "No queda espacio para guardar el archivo. No se guardó nada; avisa a quien administra el sistema.",
        en: "There is no room left for the file. Nothing was kept; tell your administrator."
    )
    static let empty = LocalizedText(es: "El archivo está vacío. Elige otro.", en: "The file is empty. Choose another.")
    static let badMultipart = LocalizedText(
        es: "El formulario llegó incompleto o mal formado. Envíalo de nuevo.",
        en: "The form arrived incomplete or malformed. Send it again."
    )
    static let unsupportedImage = LocalizedText(
        es: "Ese archivo no es una imagen PNG, JPEG o WebP. Conviértela o elige otra.",
        en: "That file is not a PNG, JPEG or WebP image. Convert it or choose another."
    )
    static let unreadableImage = LocalizedText(
        es: "La imagen está dañada y no se puede leer. Expórtala de nuevo o elige otra.",
        en: "The image is damaged and cannot be read. Export it again or choose another."
    )
    static let converterAway = LocalizedText(
        es: "Ahora no se pueden procesar imágenes. Inténtalo en unos segundos; si continúa, avisa a quien administra.",
        en: "Images cannot be processed right now. Try again in a few seconds; if it goes on, tell your administrator."
    )

    static func missingPart(_ name: String) -> LocalizedText {
        LocalizedText(
            es: "Falta «\(name)» en el formulario. Complétalo y envíalo de nuevo.",
            en: "“\(name)” is missing in the form. Fill it in and send it again."
        )
    }

    static func tooLarge(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "El archivo supera los \(limit >> 20) MB. Elige uno más pequeño.",
            en: "The file is larger than \(limit >> 20) MB. Choose a smaller one."
        )
    }

    static func tooManyPixels(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "La imagen supera los \(limit / 1_000_000) megapíxeles. Redúcela antes de enviarla.",
            en: "The image has more than \(limit / 1_000_000) megapixels. Make it smaller before you send it."
        )
    }
}
