import Daemon

/// Everything the gateway says to people.
enum Messages {
    static let wrongCredentials = LocalizedText(
        es: "El usuario o la contraseña no coinciden. Revísalos y vuelve a intentarlo.",
        en: "The user name or the password is wrong. Check them and try again."
    )
    static let signInThrottled = LocalizedText(
        es: "Hubo demasiados intentos fallidos. Espera un momento antes de volver a intentarlo.",
        en: "There were too many failed attempts. Wait a moment before you try again."
    )
    static let signInBusy = LocalizedText(
        es: "Muchas personas están entrando a la vez. Vuelve a intentarlo en unos segundos.",
        en: "Many people are signing in at once. Try again in a few seconds."
    )
    static let sessionEnded = LocalizedText(
        es: "Tu sesión terminó. Inicia sesión otra vez.",
        en: "Your session has ended. Sign in again."
    )
    static let setupTokenInvalid = LocalizedText(
        es: "Este enlace ya no sirve. Usa el que apareció en el último arranque.",
        en: "This link is no longer good. Use the one shown at the last start."
    )
    static let setupDone = LocalizedText(
        es: "La cuenta de administración ya existe. Inicia sesión con ella.",
        en: "The administrator's account exists already. Sign in with it."
    )
    static let invalidUsername = LocalizedText(
        es: "El nombre de usuario lleva de 2 a 64 letras, números, puntos, guiones o @.",
        en: "The user name has 2 to 64 letters, digits, dots, dashes or @."
    )
    static let usernameTaken = LocalizedText(
        es: "Ya hay una cuenta con ese nombre de usuario. Elige otro.",
        en: "There is an account with that user name already. Choose another."
    )
    static let invalidName = LocalizedText(
        es: "Escribe el nombre de la persona, en una línea de hasta 120 caracteres.",
        en: "Write the person's name, in one line of up to 120 characters."
    )
    static let invalidEmail = LocalizedText(
        es: "El correo no parece correcto. Revísalo o déjalo vacío.",
        en: "The e-mail address does not look right. Check it or leave it empty."
    )
    static let emailTaken = LocalizedText(
        es: "Ya hay una cuenta con ese correo. Usa otro, o busca la cuenta que existe.",
        en: "There is an account with that e-mail address already. Use another, or look for the account."
    )
    static let rolesMissing = LocalizedText(
        es: "Elige al menos un rol para la persona.",
        en: "Choose at least one role for the person."
    )
    static let passwordTooShort = LocalizedText(
        es: "La contraseña necesita al menos 10 caracteres. Una frase que recuerdes sirve.",
        en: "The password needs at least 10 characters. A phrase you remember will do."
    )
    static let passwordTooLong = LocalizedText(
        es: "La contraseña es demasiado larga. Usa una de hasta 1000 caracteres.",
        en: "The password is too long. Use one of up to 1000 characters."
    )
    static let invalidCursor = LocalizedText(
        es: "La página pedida no existe. Vuelve al principio de la lista.",
        en: "The page asked for does not exist. Go back to the start of the list."
    )
    static let notInstalled = LocalizedText(
        es: "Esta función no está instalada en tu institución.",
        en: "This feature is not installed in your institution."
    )
    static let crossOrigin = LocalizedText(
        es: "La petición viene de otro sitio y se rechazó. Abre Consulta en su propia dirección.",
        en: "The request comes from another site and was refused. Open Consulta at its own address."
    )
    static let malformedRequest = LocalizedText(
        es: "La petición no se entiende. Revisa cómo la envía tu programa.",
        en: "The request can't be understood. Check how your program sends it."
    )
    static let requestTimedOut = LocalizedText(
        es: "La petición tardó demasiado en llegar. Revisa tu conexión y vuelve a intentarlo.",
        en: "The request took too long to arrive. Check your connection and try again."
    )
    static let upgradeRequired = LocalizedText(
        es: "Esta dirección es para avisos en vivo y espera una conexión WebSocket.",
        en: "This address is for live notices and expects a WebSocket connection."
    )
    static let keyMissing = LocalizedText(
        es: "Falta la clave. Envíala como «Authorization: Bearer ck_…» o inicia sesión.",
        en: "The key is missing. Send it as “Authorization: Bearer ck_…”, or sign in."
    )
    static let invalidKey = LocalizedText(
        es: "La clave no sirve: no existe, venció o fue revocada. Crea otra en tu cuenta.",
        en: "The key does not work: it does not exist, has expired or was revoked. Make another in your account."
    )
    static let keyNotAccepted = LocalizedText(
        es: "Esta dirección no admite claves de programas. Inicia sesión para usarla.",
        en: "This address does not accept programs' keys. Sign in to use it."
    )
    static let invalidKeyName = LocalizedText(
        es: "Ponle un nombre a la clave, en una línea de hasta 120 caracteres.",
        en: "Give the key a name, in one line of up to 120 characters."
    )
    static let scopesMissing = LocalizedText(
        es: "Elige al menos un uso para la clave.",
        en: "Choose at least one use for the key."
    )
    static let expiryPassed = LocalizedText(
        es: "La fecha de vencimiento ya pasó. Elige una futura o déjala vacía.",
        en: "The expiry date has passed. Choose a later one or leave it empty."
    )
    static let dataClassForbidden = LocalizedText(
        es: "Solo quien administra los modelos decide que los datos de una clave puedan salir de la institución.",
        en: "Only those who administer the models decide that a key's data may leave the institution."
    )
    static let tooManyKeys = LocalizedText(
        es: "Ya tienes 50 claves. Revoca las que no uses antes de crear otra.",
        en: "You have 50 keys already. Revoke those you do not use before you make another."
    )
}
