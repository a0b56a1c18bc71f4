import Daemon
import SuiteProtocol

/// The words of an export.
extension Messages {
    static let exportTitle = LocalizedText(es: "Mis datos en Consulta", en: "My data in Consulta")
    static let exportWhat = LocalizedText(es: "Qué", en: "What")
    static let exportCount = LocalizedText(es: "Cuántos", en: "How many")
    static let exportWhy = LocalizedText(es: "Para qué y por qué", en: "What for, and why")
    static let exportViews = LocalizedText(es: "Quién vio mis datos", en: "Who saw my data")
    static let exportNoViews = LocalizedText(es: "Nadie hasta ahora.", en: "Nobody so far.")
    static let exportOutcomes = [
        AuditResult.refused.rawValue: LocalizedText(es: "no se le permitió", en: "it was not allowed"),
        AuditResult.failed.rawValue: LocalizedText(es: "no se completó", en: "it was not completed"),
    ]
    static let exportDetails = LocalizedText(
        es: "Los identificadores y las medidas están en la descarga para otro programa (JSON).",
        en: "Identifiers and measures are in the download for other programs (JSON)."
    )
    static let exportImage = LocalizedText(es: "Imagen enviada", en: "Image sent")
    static let exportYes = LocalizedText(es: "sí", en: "yes")
    static let exportNo = LocalizedText(es: "no", en: "no")
    static let exportDaemonAway = LocalizedText(
        es: "Este servicio no respondió mientras se preparaba la descarga. Vuelve a descargarla más tarde.",
        en: "This service did not answer while the download was prepared. Download it again later."
    )

    static func daemonTitle(_ product: String) -> LocalizedText {
        daemonTitles[product] ?? LocalizedText(es: product, en: product)
    }

    private static let daemonTitles = [
        "gateway": LocalizedText(es: "Cuenta y accesos", en: "Account and accesses"),
        "chat": LocalizedText(es: "Conversaciones", en: "Conversations"),
        "inference-router": LocalizedText(es: "Modelos", en: "Models"),
        "analysis": LocalizedText(es: "Análisis", en: "Analysis"),
        "simulation": LocalizedText(es: "Pacientes virtuales", en: "Virtual patients"),
        "radiology-rag": LocalizedText(es: "Radiología", en: "Radiology"),
        "transcription": LocalizedText(es: "Transcripciones", en: "Transcripts"),
        "municipio": LocalizedText(es: "Municipios", en: "Municipalities"),
        "documents": LocalizedText(es: "Documentos", en: "Documents"),
        "clinic": LocalizedText(es: "Clínica", en: "Clinic"),
    ]
}
