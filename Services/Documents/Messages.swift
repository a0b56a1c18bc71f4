import Daemon

/// What this daemon says to people: of jobs here, of each feature beside it.
enum Messages {
    static let jobNotFound = LocalizedText(
        es: "Ese trabajo no existe o ya se quitó de la lista.",
        en: "That job does not exist, or it is no longer listed."
    )
    static let jobHasEnded = LocalizedText(
        es: "Ese trabajo ya terminó y no se puede cancelar.",
        en: "That job has ended and can't be cancelled."
    )
    static let jobNotStopped = LocalizedText(
        es: "Solo se puede reintentar un trabajo que falló o se canceló.",
        en: "Only a job that failed or was cancelled can be tried again."
    )

    static func badPage(most: Int) -> LocalizedText {
        LocalizedText(
            es: "La página pedida no es válida. Pide entre 1 y \(most) elementos y usa el cursor que se te dio.",
            en: "The page asked for is not valid. Ask for 1 to \(most) items, with the cursor that you were given."
        )
    }
}
