import Daemon

/// What this daemon says to people.
enum Messages {
    static let empty = LocalizedText(
        es: "Escribe el nombre de tu municipio o de tu localidad.",
        en: "Write the name of your municipality or of your town."
    )
    static let none = LocalizedText(
        es:
            "No reconocimos ningún municipio en lo que escribiste. Escribe sólo el nombre del municipio o de la localidad.",
        en: "We recognised no municipality in what you wrote. Write only the name of the municipality or the town."
    )
    static let choose = LocalizedText(
        es: "Puede ser más de un lugar. Elige el tuyo.",
        en: "It may be more than one place. Choose yours."
    )
    static let badLimit = LocalizedText(
        es: "La cantidad de resultados debe estar entre 1 y 50.",
        en: "The number of results must be between 1 and 50."
    )
    static let unknownProvince = LocalizedText(
        es: "Esa provincia no está entre las que atiende este servicio.",
        en: "That province is not among those that this service covers."
    )
    static let unknownPlace = LocalizedText(
        es: "Ese municipio no está entre los que atiende este servicio. Búscalo por su nombre.",
        en: "That municipality is not among those that this service covers. Search it by its name."
    )
    static let badPoint = LocalizedText(
        es: "La ubicación no es válida. Indica la latitud y la longitud en grados.",
        en: "The location is not valid. Give latitude and longitude in degrees."
    )

    static func outside(_ name: String) -> LocalizedText {
        LocalizedText(
            es: "«\(name)» queda fuera de la zona que atiende este servicio.",
            en: "“\(name)” lies outside the area that this service covers."
        )
    }

    static func tooLong(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "El texto supera los \(limit) caracteres. Escribe sólo el nombre del lugar o acórtalo.",
            en: "The text is longer than \(limit) characters. Write only the place's name, or shorten it."
        )
    }

    static func tooManyNames(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Se pueden normalizar hasta \(limit) nombres por vez. Divide la lista.",
            en: "At most \(limit) names can be normalized at a time. Split the list."
        )
    }
}
