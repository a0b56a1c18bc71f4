import Daemon

/// What people are told of their data here.
extension Messages {
    static let ownCollections = HoldingText(
        title: LocalizedText(es: "Colecciones de documentos que creaste", en: "Collections of documents that you made"),
        purpose: LocalizedText(
            es: "Ordenar tus documentos y decidir quién puede leerlos.",
            en: "Keep your documents in order, and decide who may read them."
        ),
        ground: LocalizedText(es: "Tu uso de la biblioteca.", en: "Your use of the library.")
    )
    static let ownDocuments = HoldingText(
        title: LocalizedText(
            es: "Documentos que subiste, con su texto y el archivo original",
            en: "Documents that you uploaded, with their text and the original file"
        ),
        purpose: LocalizedText(
            es: "Buscar en ellos, responder con sus pasajes y abrir sus páginas.",
            en: "Search them, answer with their passages and open their pages."
        ),
        ground: LocalizedText(es: "Tu uso de la biblioteca.", en: "Your use of the library.")
    )
    static let ownJobs = HoldingText(
        title: LocalizedText(es: "Trabajos que pediste", en: "Work that you asked for"),
        purpose: LocalizedText(
            es: "Mostrarte cómo va cada trabajo y cómo terminó.",
            en: "Show you how far each job is and how it ended."
        ),
        ground: LocalizedText(es: "Tu pedido.", en: "Your request.")
    )
}
