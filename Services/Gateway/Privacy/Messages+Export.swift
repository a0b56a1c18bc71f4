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

    /// A field that has no name of its own is called as it is on the wire.
    static func exportField(_ key: String) -> LocalizedText {
        exportFields[key] ?? LocalizedText(es: key, en: key)
    }

    private static let exportFields = [
        "title": LocalizedText(es: "Título", en: "Title"),
        "name": LocalizedText(es: "Nombre", en: "Name"),
        "username": LocalizedText(es: "Usuario", en: "User name"),
        "email": LocalizedText(es: "Correo", en: "E-mail"),
        "roles": LocalizedText(es: "Papeles", en: "Roles"),
        "role": LocalizedText(es: "Quién", en: "Who"),
        "text": LocalizedText(es: "Texto", en: "Text"),
        "summary": LocalizedText(es: "Resumen", en: "Summary"),
        "messages": LocalizedText(es: "Mensajes", en: "Messages"),
        "images": LocalizedText(es: "Imágenes", en: "Images"),
        "content": LocalizedText(es: "Imagen", en: "Image"),
        "created_at": LocalizedText(es: "Creado", en: "Created"),
        "updated_at": LocalizedText(es: "Último cambio", en: "Last change"),
        "expires_at": LocalizedText(es: "Caduca", en: "Expires"),
        "revoked_at": LocalizedText(es: "Cerrado", en: "Ended"),
        "seen_at": LocalizedText(es: "Visto por última vez", en: "Last seen"),
        "last_used_at": LocalizedText(es: "Último uso", en: "Last used"),
        "at": LocalizedText(es: "Cuándo", en: "When"),
        "assistant": LocalizedText(es: "Asistente", en: "Assistant"),
        "model": LocalizedText(es: "Modelo", en: "Model"),
        "endpoint": LocalizedText(es: "Servidor", en: "Server"),
        "left_institution": LocalizedText(es: "Salió de la institución", en: "Left the institution"),
        "status": LocalizedText(es: "Estado", en: "Status"),
        "pinned": LocalizedText(es: "Fijada", en: "Pinned"),
        "entities": LocalizedText(es: "Datos reconocidos", en: "Recognised facts"),
        "safety": LocalizedText(es: "Revisión de seguridad", en: "Safety check"),
        "feedback": LocalizedText(es: "Tu aviso", en: "Your report"),
        "purpose": LocalizedText(es: "Propósito", en: "Purpose"),
        "granted": LocalizedText(es: "Permitido", en: "Allowed"),
        "guardian": LocalizedText(es: "Tutor legal", en: "Guardian"),
        "relation": LocalizedText(es: "Parentesco", en: "Relation"),
    ]
}
