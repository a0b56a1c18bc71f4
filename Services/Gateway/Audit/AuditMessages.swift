import Daemon
import SuiteProtocol

/// Everything the audit says to people.
enum AuditMessages {
    static let reasonRequired = LocalizedText(
        es: "Para ver la auditoría, escribe primero por qué la consultas. El motivo queda registrado y vale una hora.",
        en: "To see the audit, first write why you consult it. The reason is recorded and serves for an hour."
    )
    static let invalidReason = LocalizedText(
        es: "Escribe el motivo en 10 a 500 caracteres.",
        en: "Write the reason in 10 to 500 characters."
    )
    static let invalidFilter = LocalizedText(
        es: "Un filtro no se entiende. Revisa el resultado y las fechas.",
        en: "A filter can't be understood. Check the result and the dates."
    )
    static let invalidLimit = LocalizedText(
        es: "Pide de 1 a 500 entradas por página.",
        en: "Ask for 1 to 500 entries a page."
    )
    static let invalidFormat = LocalizedText(
        es: "Elige el formato csv o jsonl.",
        en: "Choose the format csv or jsonl."
    )
}

extension AuditAction {
    var title: LocalizedText {
        switch self {
        case .sessionStarted: LocalizedText(es: "Inició sesión", en: "Signed in")
        case .sessionEnded: LocalizedText(es: "Cerró una sesión", en: "Ended a session")
        case .sessionsEnded: LocalizedText(es: "Cerró todas las sesiones", en: "Ended all sessions")
        case .passwordChanged: LocalizedText(es: "Cambió la contraseña", en: "Changed the password")
        case .linkCreated: LocalizedText(es: "Creó un enlace de acceso", en: "Made an access link")
        case .linkUsed: LocalizedText(es: "Usó un enlace de acceso", en: "Used an access link")
        case .identityLinked:
            LocalizedText(es: "Unió su cuenta con el proveedor", en: "Joined the account to the provider")
        case .userRegistered: LocalizedText(es: "Se registró", en: "Registered")
        case .userCreated: LocalizedText(es: "Creó una cuenta", en: "Created an account")
        case .userViewed: LocalizedText(es: "Vio los datos de una cuenta", en: "Saw an account's data")
        case .userChanged: LocalizedText(es: "Cambió los datos de una cuenta", en: "Changed an account's data")
        case .userRolesChanged: LocalizedText(es: "Cambió los roles de una persona", en: "Changed a person's roles")
        case .userSuspended: LocalizedText(es: "Suspendió una cuenta", en: "Suspended an account")
        case .userRestored: LocalizedText(es: "Reactivó una cuenta", en: "Restored an account")
        case .userApproved: LocalizedText(es: "Aprobó una cuenta", en: "Approved an account")
        case .usersImported: LocalizedText(es: "Importó una lista de personas", en: "Imported a list of people")
        case .keyCreated: LocalizedText(es: "Creó una clave de programa", en: "Made an API key")
        case .keyRevoked: LocalizedText(es: "Revocó una clave de programa", en: "Revoked an API key")
        case .groupCreated: LocalizedText(es: "Creó un grupo", en: "Created a group")
        case .groupViewed: LocalizedText(es: "Vio las personas de un grupo", en: "Saw the people of a group")
        case .groupChanged: LocalizedText(es: "Cambió un grupo", en: "Changed a group")
        case .groupRemoved: LocalizedText(es: "Eliminó un grupo", en: "Removed a group")
        case .groupMemberAdded: LocalizedText(es: "Añadió a una persona a un grupo", en: "Added a person to a group")
        case .groupMemberRemoved:
            LocalizedText(es: "Quitó a una persona de un grupo", en: "Took a person out of a group")
        case .dataViewed: LocalizedText(es: "Vio los datos de una persona", en: "Saw a person's data")
        case .dataExported: LocalizedText(es: "Descargó los datos de una persona", en: "Downloaded a person's data")
        case .dataErased: LocalizedText(es: "Borró los datos de una persona", en: "Erased a person's data")
        case .dataExpired: LocalizedText(es: "Se borraron datos vencidos", en: "Expired data was erased")
        case .consentGranted: LocalizedText(es: "Dio un consentimiento", en: "Granted a consent")
        case .consentWithdrawn: LocalizedText(es: "Retiró un consentimiento", en: "Withdrew a consent")
        case .keysRotated: LocalizedText(es: "Renovó las claves de cifrado", en: "Rotated the encryption keys")
        case .conversationRead: LocalizedText(es: "Leyó una conversación", en: "Read a conversation")
        case .conversationOpened:
            LocalizedText(es: "Abrió una conversación, con un motivo", en: "Opened a conversation, for a reason")
        case .conversationExported: LocalizedText(es: "Descargó una conversación", en: "Downloaded a conversation")
        case .conversationDeleted: LocalizedText(es: "Eliminó una conversación", en: "Deleted a conversation")
        case .conversationRestored: LocalizedText(es: "Recuperó una conversación", en: "Restored a conversation")
        case .endpointAdded: LocalizedText(es: "Añadió un servidor de modelos", en: "Added a model endpoint")
        case .endpointChanged: LocalizedText(es: "Cambió un servidor de modelos", en: "Changed a model endpoint")
        case .endpointDrained: LocalizedText(es: "Puso en pausa un servidor de modelos", en: "Drained a model endpoint")
        case .endpointRestored: LocalizedText(es: "Reactivó un servidor de modelos", en: "Restored a model endpoint")
        case .endpointRemoved: LocalizedText(es: "Quitó un servidor de modelos", en: "Removed a model endpoint")
        case .officeCreated: LocalizedText(es: "Agregó una oficina municipal", en: "Added a municipal office")
        case .officeChanged:
            LocalizedText(es: "Cambió los datos de una oficina municipal", en: "Changed a municipal office's data")
        case .officeConfirmed:
            LocalizedText(es: "Confirmó los datos de una oficina municipal", en: "Confirmed a municipal office's data")
        case .officeRemoved: LocalizedText(es: "Quitó una oficina municipal", en: "Removed a municipal office")
        case .officeRestored: LocalizedText(es: "Recuperó una oficina municipal", en: "Restored a municipal office")
        case .officesImported: LocalizedText(es: "Importó oficinas municipales", en: "Imported municipal offices")
        case .officesImportUndone:
            LocalizedText(es: "Deshizo una importación de oficinas", en: "Undid an import of offices")
        case .topicCreated: LocalizedText(es: "Aprobó una respuesta", en: "Approved an answer")
        case .topicChanged: LocalizedText(es: "Cambió una respuesta aprobada", en: "Changed an approved answer")
        case .topicRemoved: LocalizedText(es: "Quitó una respuesta aprobada", en: "Removed an approved answer")
        case .topicRestored:
            LocalizedText(es: "Recuperó una respuesta aprobada", en: "Restored an approved answer")
        case .ticketCreated: LocalizedText(es: "Pidió hablar con una persona", en: "Asked to talk to a person")
        case .ticketViewed: LocalizedText(es: "Leyó la consulta de una persona", en: "Read a person's ticket")
        case .ticketChanged: LocalizedText(es: "Atendió la consulta de una persona", en: "Handled a person's ticket")
        case .questionsDismissed:
            LocalizedText(es: "Descartó preguntas sin respuesta", en: "Dismissed unanswered questions")
        case .promptChanged:
            LocalizedText(es: "Cambió las instrucciones de la consulta", en: "Changed the help desk's instructions")
        case .promptRestored:
            LocalizedText(es: "Recuperó instrucciones de la consulta", en: "Restored the help desk's instructions")
        case .alertViewed: LocalizedText(es: "Vio una alerta", en: "Saw an alert")
        case .alertOpened: LocalizedText(es: "Abrió una alerta, con un motivo", en: "Opened an alert, for a reason")
        case .alertAcknowledged: LocalizedText(es: "Se ocupó de una alerta", en: "Took an alert on")
        case .alertReferred: LocalizedText(es: "Derivó una alerta", en: "Referred an alert")
        case .alertDismissed: LocalizedText(es: "Marcó una falsa alarma", en: "Marked a false alarm")
        case .alertClosed: LocalizedText(es: "Cerró una alerta", en: "Closed an alert")
        case .interventionStarted: LocalizedText(es: "Tomó una conversación", en: "Took a conversation over")
        case .interventionViewed:
            LocalizedText(es: "Leyó una conversación que tomó", en: "Read a conversation that they took over")
        case .interventionNoted: LocalizedText(es: "Anotó una intervención", en: "Wrote a note on an intervention")
        case .interventionEnded: LocalizedText(es: "Devolvió una conversación", en: "Gave a conversation back")
        case .reportRequested: LocalizedText(es: "Pidió un reporte", en: "Asked for a report")
        case .reportViewed: LocalizedText(es: "Leyó un reporte", en: "Read a report")
        case .reportExported: LocalizedText(es: "Descargó un reporte", en: "Downloaded a report")
        case .reportEdited: LocalizedText(es: "Editó un reporte", en: "Edited a report")
        case .reportSigned: LocalizedText(es: "Firmó un reporte", en: "Signed a report")
        case .supportChanged:
            LocalizedText(es: "Cambió las líneas de ayuda o los turnos", en: "Changed help lines or shifts")
        case .collectionCreated: LocalizedText(es: "Creó una colección", en: "Made a collection")
        case .collectionChanged: LocalizedText(es: "Cambió una colección", en: "Changed a collection")
        case .collectionDeleted: LocalizedText(es: "Borró una colección", en: "Deleted a collection")
        case .documentsAdded: LocalizedText(es: "Subió documentos", en: "Uploaded documents")
        case .documentsImported: LocalizedText(es: "Importó documentos", en: "Imported documents")
        case .documentOpened: LocalizedText(es: "Abrió un documento", en: "Opened a document")
        case .documentChanged: LocalizedText(es: "Cambió un documento", en: "Changed a document")
        case .documentDeleted: LocalizedText(es: "Borró un documento", en: "Deleted a document")
        case .sheetMade: LocalizedText(es: "Hizo una planilla", en: "Made a sheet")
        case .sheetFinalized: LocalizedText(es: "Finalizó una planilla", en: "Finalized a sheet")
        case .sheetReopened: LocalizedText(es: "Reabrió una planilla", en: "Reopened a sheet")
        case .sheetExported: LocalizedText(es: "Descargó una planilla", en: "Downloaded a sheet")
        case .sheetDeleted: LocalizedText(es: "Borró una planilla", en: "Deleted a sheet")
        case .lettersMade: LocalizedText(es: "Hizo cartas", en: "Made letters")
        case .lettersExported: LocalizedText(es: "Descargó cartas", en: "Downloaded letters")
        case .lettersDeleted: LocalizedText(es: "Borró cartas", en: "Deleted letters")
        case .auditVisited: LocalizedText(es: "Consultó la auditoría", en: "Consulted the audit")
        case .auditExported: LocalizedText(es: "Descargó la auditoría", en: "Downloaded the audit")
        case .auditVerified: LocalizedText(es: "Verificó la auditoría", en: "Verified the audit")
        case .auditTrimmed: LocalizedText(es: "Se quitaron entradas vencidas", en: "Expired entries were removed")
        }
    }
}
