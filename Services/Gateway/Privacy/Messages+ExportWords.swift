import Daemon

/// The names of what an export tells, and the wire's own words in plain ones.
extension Messages {
    /// A field that has no name of its own is called as it is on the wire.
    static func exportField(_ key: String) -> LocalizedText {
        exportFields[key] ?? LocalizedText(es: key, en: key)
    }

    private static let exportFields = [
        "title": LocalizedText(es: "Título", en: "Title"),
        "name": LocalizedText(es: "Nombre", en: "Name"),
        "username": LocalizedText(es: "Usuario", en: "User name"),
        "email": LocalizedText(es: "Correo", en: "E-mail"),
        "roles": LocalizedText(es: "Roles", en: "Roles"),
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
        "last_seen_at": LocalizedText(es: "Visto por última vez", en: "Last seen"),
        "linked_at": LocalizedText(es: "Enlazado", en: "Linked"),
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
        "minor": LocalizedText(es: "Menor de edad", en: "Minor"),
        "language": LocalizedText(es: "Idioma", en: "Language"),
        "sign_in": LocalizedText(es: "Cómo entras", en: "How you sign in"),
        "groups": LocalizedText(es: "Grupos", en: "Groups"),
        "kind": LocalizedText(es: "Tipo", en: "Kind"),
        "type": LocalizedText(es: "Tipo", en: "Kind"),
        "device": LocalizedText(es: "Dispositivo", en: "Device"),
        "network": LocalizedText(es: "Red", en: "Network"),
        "prefix": LocalizedText(es: "Empieza con", en: "Begins with"),
        "scopes": LocalizedText(es: "Sirve para", en: "Good for"),
        "negated": LocalizedText(es: "Se niega", en: "Negated"),
        "action": LocalizedText(es: "Resultado", en: "Outcome"),
        "sources": LocalizedText(es: "Fuentes", en: "Sources"),
        "reason": LocalizedText(es: "Motivo", en: "Reason"),
        "comment": LocalizedText(es: "Comentario", en: "Comment"),
        "version": LocalizedText(es: "Versión", en: "Version"),
        "url": LocalizedText(es: "Dirección", en: "Address"),
        "number": LocalizedText(es: "Número", en: "Number"),
        "state": LocalizedText(es: "Estado", en: "State"),
        "municipality": LocalizedText(es: "Municipio", en: "Municipality"),
        "dependencia": LocalizedText(es: "Dependencia", en: "Office"),
        "message": LocalizedText(es: "Mensaje", en: "Message"),
        "contact": LocalizedText(es: "Contacto", en: "Contact"),
        "conversation": LocalizedText(es: "Conversación", en: "Conversation"),
        "notes": LocalizedText(es: "Notas de quienes atienden", en: "Notes of those who handle it"),
        "answer": LocalizedText(es: "Respuesta", en: "Answer"),
    ]

    /// What tells a person nothing; the file for programs has it.
    static let exportLeftOut: Set = ["id", "start", "end", "value", "unit", "width", "height", "bytes"]

    /// A word of the wire in plain words; nil where it is a person's own text.
    static func exportWord(_ word: String, of key: String) -> LocalizedText? {
        coded.contains(key) ? exportWords[word] : nil
    }

    private static let coded: Set = [
        "role", "roles", "status", "sign_in", "scopes", "type", "kind", "action", "language", "state",
    ]

    private static let exportWords = [
        "user": LocalizedText(es: "Tú", en: "You"),
        "assistant": LocalizedText(es: "Asistente", en: "Assistant"),
        "student": LocalizedText(es: "Estudiante", en: "Student"),
        "tutor": LocalizedText(es: "Tutoría", en: "Tutor"),
        "clinician": LocalizedText(es: "Personal de salud", en: "Clinician"),
        "teacher": LocalizedText(es: "Docente", en: "Teacher"),
        "clerk": LocalizedText(es: "Mesa de atención", en: "Front desk"),
        "admin": LocalizedText(es: "Administración", en: "Administration"),
        "active": LocalizedText(es: "Activa", en: "Active"),
        "invited": LocalizedText(es: "Invitación sin usar", en: "Invited"),
        "pending": LocalizedText(es: "Espera aprobación", en: "Waits for approval"),
        "suspended": LocalizedText(es: "Suspendida", en: "Suspended"),
        "complete": LocalizedText(es: "Completa", en: "Complete"),
        "stopped": LocalizedText(es: "Detenida", en: "Stopped"),
        "failed": LocalizedText(es: "Interrumpida", en: "Cut off"),
        "password": LocalizedText(es: "Con contraseña", en: "By password"),
        "single_sign_on": LocalizedText(es: "Con la cuenta de la institución", en: "By the institution's account"),
        "inference": LocalizedText(es: "Usar los modelos", en: "Using the models"),
        "allow": LocalizedText(es: "Permitido", en: "Allowed"),
        "age": LocalizedText(es: "Edad", en: "Age"),
        "sex": LocalizedText(es: "Sexo", en: "Sex"),
        "symptom": LocalizedText(es: "Síntoma", en: "Symptom"),
        "duration": LocalizedText(es: "Duración", en: "Duration"),
        "open": LocalizedText(es: "Abierta", en: "Open"),
        "in_progress": LocalizedText(es: "En curso", en: "In progress"),
        "closed": LocalizedText(es: "Cerrada", en: "Closed"),
        "created": LocalizedText(es: "Se creó", en: "Created"),
        "changed": LocalizedText(es: "Se cambió", en: "Changed"),
        "removed": LocalizedText(es: "Se quitó", en: "Removed"),
        "restored": LocalizedText(es: "Se recuperó", en: "Restored"),
        "confirmed": LocalizedText(es: "Se confirmó", en: "Confirmed"),
        "undone": LocalizedText(es: "Se deshizo", en: "Undone"),
        "vital_sign": LocalizedText(es: "Signo vital", en: "Vital sign"),
        "lab_value": LocalizedText(es: "Laboratorio", en: "Laboratory"),
        "medicine": LocalizedText(es: "Medicamento", en: "Medicine"),
        "dose": LocalizedText(es: "Dosis", en: "Dose"),
        "frequency": LocalizedText(es: "Frecuencia", en: "Frequency"),
        "route": LocalizedText(es: "Vía", en: "Route"),
        "allergy": LocalizedText(es: "Alergia", en: "Allergy"),
        "icd10": LocalizedText(es: "CIE-10", en: "ICD-10"),
        "class": LocalizedText(es: "Clase", en: "Class"),
        "ward": LocalizedText(es: "Sala", en: "Ward"),
        "group": LocalizedText(es: "Grupo", en: "Group"),
        "es": LocalizedText(es: "Español", en: "Spanish"),
        "en": LocalizedText(es: "Inglés", en: "English"),
    ]
}
