import Daemon

/// What people are told of their data.
extension Messages {
    static let purposeNotFound = LocalizedText(
        es: "Ese permiso no existe. Vuelve a abrir «Mis datos».",
        en: "There is no such permission. Open “My data” again."
    )
    static let consentVersion = LocalizedText(
        es: "El texto cambió mientras lo leías. Léelo otra vez y decide.",
        en: "The text changed while you read it. Read it again and decide."
    )
    static let consentNotNeeded = LocalizedText(
        es: "Esto es parte del servicio de la institución y no depende de tu consentimiento.",
        en: "This is part of the institution's service and does not depend on your permission."
    )
    static let guardianNeeded = LocalizedText(
        es:
            "Como eres menor de edad, este permiso lo da tu madre, tu padre o tu tutor legal. Pídelo en tu institución.",
        en: "As you are a minor, your mother, father or guardian gives this permission. Ask at your institution."
    )
    static let guardianMissing = LocalizedText(
        es: "Escribe quién da el permiso y qué es del menor: madre, padre o tutor legal.",
        en: "Write who gives the permission and what they are to the minor: mother, father or guardian."
    )
    static let notAMinor = LocalizedText(
        es: "Este permiso lo da la propia persona, desde su cuenta.",
        en: "The person gives this permission themselves, in their own account."
    )
    static let personNotFound = LocalizedText(
        es: "Esa persona no existe o no está en tus grupos.",
        en: "That person does not exist or is not in your groups."
    )
    static let wrongConfirmation = LocalizedText(
        es: "Para borrar todo, escribe tu nombre de usuario exactamente.",
        en: "To erase everything, write your user name exactly."
    )
    static let erasureReasonRequired = LocalizedText(
        es: "Escribe el motivo del borrado en 10 a 500 caracteres. Queda anotado en la auditoría.",
        en: "Write why it is erased, in 10 to 500 characters. It is noted in the audit."
    )
    static let noErasure = LocalizedText(
        es: "No hay ningún borrado en curso.",
        en: "No erasure is under way."
    )
    static let unknownExportFormat = LocalizedText(
        es: "Elige un formato para descargar tus datos: json o html.",
        en: "Choose a format to download your data: json or html."
    )
    static let exportBusy = LocalizedText(
        es: "Se están preparando otras descargas. Inténtalo en unos segundos.",
        en: "Other downloads are being prepared. Try again in a few seconds."
    )
    static let auditKept = LocalizedText(
        es: """
            La institución debe poder mostrar quién accedió a datos y cuándo (rendición de cuentas). Queda un \
            identificador, sin tu nombre.
            """,
        en: """
            The institution must be able to show who accessed data and when (accountability). An identifier stays, \
            without your name.
            """
    )
    static let databaseLogKept = LocalizedText(
        es: """
            El diario de PostgreSQL conserva los últimos cambios hasta que el servidor lo recicla; los nombres, correos y \
            textos que haya ahí están cifrados.
            """,
        en: """
            PostgreSQL's log keeps the last changes until the server recycles it; names, addresses and texts in it are \
            sealed.
            """
    )
}

/// What the gateway holds, and why.
struct AccountText {
    let title: LocalizedText
    let purpose: LocalizedText
    var ground = Messages.accountGround
    var retentionDays: Int?
}

extension Messages {
    static let accountGround = LocalizedText(
        es: "El servicio que presta la institución.",
        en: "The service that the institution provides."
    )
    private static let securityGround = LocalizedText(
        es: "La seguridad de tu cuenta y del servicio.",
        en: "The safety of your account and of the service."
    )
    private static let dutyGround = LocalizedText(
        es: "El deber de la institución de poder demostrarlo.",
        en: "The institution's duty to be able to prove it."
    )

    static let accountData = [
        "account": AccountText(
            title: LocalizedText(es: "Tu cuenta: nombre, correo, roles", en: "Your account: name, e-mail, roles"),
            purpose: LocalizedText(
                es: "Que puedas entrar y se sepa qué puedes usar.",
                en: "Let you in and know what you may use."
            )
        ),
        "sessions": AccountText(
            title: LocalizedText(es: "Sesiones abiertas y cerradas", en: "Open and closed sessions"),
            purpose: LocalizedText(
                es: "Mantener tu sesión y dejarte cerrarla.",
                en: "Keep you signed in and let you end it."
            ),
            ground: securityGround,
            retentionDays: 90
        ),
        "devices": AccountText(
            title: LocalizedText(es: "Navegadores conocidos", en: "Known browsers"),
            purpose: LocalizedText(
                es: "Que nadie te impida entrar adivinando contraseñas.",
                en: "Keep others from locking you out by guessing passwords."
            ),
            ground: securityGround,
            retentionDays: 365
        ),
        "api_keys": AccountText(
            title: LocalizedText(es: "Claves para programas", en: "Keys for programs"),
            purpose: LocalizedText(es: "Que tus programas actúen por ti.", en: "Let your programs act for you.")
        ),
        "consents": AccountText(
            title: LocalizedText(es: "Permisos que diste o retiraste", en: "Permissions that you gave or withdrew"),
            purpose: LocalizedText(es: "Saber qué permites, y demostrarlo.", en: "Know what you allow, and prove it."),
            ground: dutyGround
        ),
        "groups": AccountText(
            title: LocalizedText(es: "Grupos a los que perteneces", en: "Groups that you belong to"),
            purpose: LocalizedText(es: "Que tus tutores te acompañen.", en: "Let your tutors accompany you.")
        ),
        "links": AccountText(
            title: LocalizedText(es: "Enlaces de invitación o de contraseña", en: "Invitation or password links"),
            purpose: LocalizedText(es: "Que puedas entrar por primera vez.", en: "Let you in for the first time."),
            ground: securityGround
        ),
        "provider": AccountText(
            title: LocalizedText(es: "Enlace con el acceso institucional", en: "Link with the institution's sign-in"),
            purpose: LocalizedText(
                es: "Que entres con la cuenta de tu institución.",
                en: "Let you in with your institution's account."
            )
        ),
        "search_index": AccountText(
            title: LocalizedText(es: "Índice cifrado de tu nombre", en: "Sealed index of your name"),
            purpose: LocalizedText(
                es: "Que la administración encuentre tu cuenta.",
                en: "Let administrators find your account."
            )
        ),
        "audit_visits": AccountText(
            title: LocalizedText(es: "Visitas a la auditoría", en: "Visits to the audit"),
            purpose: LocalizedText(
                es: "Que cada mirada a la auditoría tenga un motivo.",
                en: "Let every look into the audit have a reason."
            ),
            ground: dutyGround
        ),
        AuditKept.key: AccountText(
            title: LocalizedText(es: "Registro de accesos", en: "Record of accesses"),
            purpose: LocalizedText(
                es: "Mostrar quién vio tus datos, cuándo y por qué.",
                en: "Show who saw your data, when and why."
            ),
            ground: dutyGround
        ),
    ]
}
