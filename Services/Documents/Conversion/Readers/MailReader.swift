/// An e-mail: who wrote what to whom and when. What is attached are documents of their own.
enum MailReader {
    private static let shown = [("from", "De"), ("to", "Para"), ("cc", "Copia"), ("date", "Fecha")]

    static func read(_ bytes: [UInt8], into builder: PageBuilder) throws -> (DocumentInfo, PageBuilder) {
        var builder = builder
        let message = MailPart(bytes[...])
        let subject = message.header("subject")
        try builder.add(.heading(level: 1), subject ?? "")
        for (name, label) in shown {
            if let value = message.header(name) { try builder.add(.paragraph, "\(label): \(value)") }
        }
        for part in message.leaves() where !part.isAttachment {
            switch part.type {
            case "text/plain": builder = try PlainTextReader.read(part.text, into: builder)
            case "text/html":
                var reader = HTMLReader(builder: builder)
                try reader.read(MarkupReader(text: part.text, isHTML: true))
                builder = reader.builder
            default: break
            }
        }
        try builder.endPage()
        let info = DocumentInfo(kind: .email, title: subject, language: message.header("content-language"))
        return (info, builder)
    }
}
