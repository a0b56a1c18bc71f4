import Audit
import Daemon

/// Everything that `consulta-audit` says.
enum AuditCommandMessages {
    static let usage = LocalizedText(
        es: """
            Uso: consulta-audit verify [--json]          comprueba que nadie alteró la auditoría
                 consulta-audit export [--jsonl | --csv]  escribe todas las líneas, de la primera a la última

            Lee CONSULTA_HOME, GATEWAY_DATABASE_URL, DATABASE_URL, DATA_KEYS y CONSULTA_PUBLIC_KEYS como el gateway.
            Termina con 0 si todo está en orden, con 1 si una línea fue alterada, falta o sobra, y con 2 si no se pudo
            saber.
            """,
        en: """
            Usage: consulta-audit verify [--json]          proves that nobody altered the audit
                   consulta-audit export [--jsonl | --csv]  writes all lines, from the first to the last

            Reads CONSULTA_HOME, GATEWAY_DATABASE_URL, DATABASE_URL, DATA_KEYS and CONSULTA_PUBLIC_KEYS as the gateway
            does. Ends with 0 where all is in order, with 1 where a line was altered, is missing or was put in, and
            with 2 where that can't be known.
            """
    )
    static let failed = LocalizedText(
        es: "No se pudo leer la auditoría:",
        en: "The audit can't be read:"
    )
    static let unsigned = LocalizedText(
        es: "No hay un final firmado en CONSULTA_HOME/audit-heads: no se puede saber si faltan las últimas líneas.",
        en: "There is no signed head in CONSULTA_HOME/audit-heads: whether the last lines are missing can't be known."
    )
    static let noKeys = LocalizedText(
        es: "Sin las claves de datos no se comprobó el texto de los motivos.",
        en: "Without the data keys the texts of reasons were not checked."
    )

    static func intact(_ count: Int, from first: Int64, head: String) -> LocalizedText {
        LocalizedText(
            es: "En orden: \(count) líneas desde la \(first). Hash de la última: \(head)",
            en: "In order: \(count) lines from \(first) on. Hash of the last: \(head)"
        )
    }

    static func signed(_ sequence: Int64, _ date: String) -> LocalizedText {
        LocalizedText(
            es: "El gateway firmó por última vez la línea \(sequence), el \(date).",
            en: "The gateway last signed line \(sequence), at \(date)."
        )
    }

    static func foreign(_ count: Int) -> LocalizedText {
        LocalizedText(
            es: "\(count) líneas de audit-heads no llevan la firma de un gateway conocido.",
            en: "\(count) lines of audit-heads bear no signature of a known gateway."
        )
    }

    static func fault(_ fault: AuditVerification.Fault, at sequence: Int64) -> LocalizedText {
        switch fault {
        case .altered:
            LocalizedText(es: "La línea \(sequence) fue alterada.", en: "Line \(sequence) was altered.")
        case .missing:
            LocalizedText(es: "Falta la línea \(sequence).", en: "Line \(sequence) is missing.")
        case .inserted:
            LocalizedText(
                es: "La línea \(sequence) fue añadida: no la escribió el gateway.",
                en: "Line \(sequence) was put in: the gateway did not write it."
            )
        case .rewritten:
            LocalizedText(
                es: "Desde la línea \(sequence) la auditoría se rehízo: no es la que el gateway firmó.",
                en: "From line \(sequence) on the audit was made anew: it is not the one that the gateway signed."
            )
        case .reasonAltered:
            LocalizedText(
                es: "El motivo de la línea \(sequence) fue alterado.",
                en: "The reason of line \(sequence) was altered."
            )
        }
    }
}
