import Daemon

/// What people are told of accounts, links and groups.
extension Messages {
    static let invalidFilter = LocalizedText(
        es: "Ese filtro no existe. Elige uno de la lista.",
        en: "There is no such filter. Choose one of the list."
    )
    static let unknownGroup = LocalizedText(
        es: "Ese grupo ya no existe. Vuelve a elegirlo.",
        en: "That group no longer exists. Choose again."
    )
    static let lastAdministrator = LocalizedText(
        es: "Es la última cuenta que administra Consulta. Da antes ese permiso a otra persona.",
        en: "It is the last account that administers Consulta. Let somebody else administer it first."
    )
    static let ownAccount = LocalizedText(
        es: "No puedes suspender tu propia cuenta. Pídeselo a otra persona que administre Consulta.",
        en: "You can't suspend your own account. Ask somebody else who administers Consulta."
    )
    static let accountSuspended = LocalizedText(
        es: "La cuenta está suspendida. Reactívala antes de crear un enlace.",
        en: "The account is suspended. Restore it before you make a link."
    )
    static let approvalPending = LocalizedText(
        es: "La cuenta espera aprobación. Apruébala antes de crear un enlace.",
        en: "The account waits for approval. Approve it before you make a link."
    )
    static let ownAccountSuspended = LocalizedText(
        es: "Tu cuenta está suspendida. Habla con quien administra Consulta en tu institución.",
        en: "Your account is suspended. Talk to whoever administers Consulta in your institution."
    )
    static let ownApprovalPending = LocalizedText(
        es: "Tu cuenta espera la aprobación de quien administra Consulta. Vuelve a intentarlo más tarde.",
        en: "Your account waits for the approval of whoever administers Consulta. Try again later."
    )
    static let linkInvalid = LocalizedText(
        es: "Este enlace ya no sirve: se usó, venció o se creó otro. Pide uno nuevo a quien administra Consulta.",
        en:
            "This link is no longer good: it was used, has expired, or another was made. Ask your administrator for one."
    )
    static let wrongPassword = LocalizedText(
        es: "La contraseña actual no es esa. Revísala y vuelve a intentarlo.",
        en: "That is not your present password. Check it and try again."
    )
    static let invalidGroupName = LocalizedText(
        es: "Ponle un nombre al grupo, en una línea de hasta 60 caracteres.",
        en: "Give the group a name, in one line of up to 60 characters."
    )
    static let groupNameTaken = LocalizedText(
        es: "Ya hay un grupo con ese nombre. Elige otro.",
        en: "There is a group with that name already. Choose another."
    )
    static let registrationClosed = LocalizedText(
        es: "Aquí las cuentas las crea quien administra Consulta. Pídele una invitación.",
        en: "Accounts are opened here by whoever administers Consulta. Ask them for an invitation."
    )
    static let domainNotAllowed = LocalizedText(
        es: "Usa el correo de tu institución: con ese no se puede crear una cuenta.",
        en: "Use your institution's e-mail address: with this one no account can be opened."
    )
    static let registrationFull = LocalizedText(
        es: "Hay demasiadas cuentas esperando aprobación. Avisa a quien administra Consulta.",
        en: "Too many accounts wait for approval. Tell whoever administers Consulta."
    )
}
