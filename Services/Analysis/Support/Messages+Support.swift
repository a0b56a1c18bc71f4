import Daemon

/// What administrators are told of help lines and shifts.
extension Messages {
    static let badLine = LocalizedText(
        es: "Cada línea necesita nombre, teléfono y horario, de hasta 200 caracteres; su página empieza con https://.",
        en: "Each line needs a name, a telephone and hours, of up to 200 characters; its page begins with https://."
    )
    static let badHours = LocalizedText(
        es: "Cada día tiene una hora de inicio y una de fin, como 08:00 y 18:00.",
        en: "Each day has a beginning and an end, such as 08:00 and 18:00."
    )
    static let badMinutes = LocalizedText(
        es: "El tiempo para responder debe estar entre 1 minuto y 24 horas.",
        en: "The time to answer must be between 1 minute and 24 hours."
    )
    static let tooManyLines = LocalizedText(
        es: "Se guardan hasta 20 líneas y 50 personas. Quita algunas.",
        en: "At most 20 lines and 50 people are kept. Remove some."
    )
    static let unknownPerson = LocalizedText(
        es: "Elige personas con cuenta que acompañen a estudiantes.",
        en: "Choose people with an account who tend students."
    )
}
