/// A document for Word (ECMA-376) with the few styles that ours have.
enum WordDocument {
    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    /// - Parameters:
    ///   - body: paragraphs and tables, as markup.
    ///   - isWide: whether its pages are wider than high.
    static func file(title: String, body: String, isWide: Bool = false) throws(ExportError) -> [UInt8] {
        let size = isWide ? "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"" : "w:w=\"11906\" w:h=\"16838\""
        let document = """
            <w:document xmlns:w="\(namespace)"><w:body>\(body)<w:sectPr><w:pgSz \(size)/><w:pgMar w:top="1134" \
            w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body>\
            </w:document>
            """
        let parts = [
            ("[Content_Types].xml", contentTypes), ("_rels/.rels", packageRelations), ("word/document.xml", document),
            ("word/_rels/document.xml.rels", documentRelations), ("word/styles.xml", styles),
            ("docProps/core.xml", properties(title)),
        ]
        let archive = try ArchiveWriter()
        for (name, text) in parts { try archive.add(name, Array((declaration + text).utf8), at: ArchiveWriter.epoch) }
        return try archive.finish()
    }

    static func paragraph(_ text: String, style: String? = nil) -> String {
        let style = style.map { "<w:pPr><w:pStyle w:val=\"\($0)\"/></w:pPr>" } ?? ""
        return "<w:p>\(style)\(run(text))</w:p>"
    }

    /// - Parameter properties: markup of its looks.
    static func run(_ text: String, _ properties: String = "") -> String {
        guard !text.isEmpty else { return "" }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { "<w:t xml:space=\"preserve\">\(String($0).escapedForXML)</w:t>" }
        return "<w:r>\(properties)\(lines.joined(separator: "<w:br/>"))</w:r>"
    }

    // The parts that are the same in every document.

    private static let types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let packages = "http://schemas.openxmlformats.org/package/2006"

    private static let contentTypes = """
        <Types xmlns="\(packages)/content-types"><Default Extension="rels" \
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
        ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="\(types).document.main+xml"/>\
        <Override PartName="/word/styles.xml" ContentType="\(types).styles+xml"/><Override \
        PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
        """

    private static let packageRelations = """
        <Relationships xmlns="\(packages)/relationships"><Relationship Id="rId1" Type="\(relations)/officeDocument" \
        Target="word/document.xml"/><Relationship Id="rId2" \
        Type="\(packages)/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
        """

    private static let documentRelations = """
        <Relationships xmlns="\(packages)/relationships"><Relationship Id="rId1" Type="\(relations)/styles" \
        Target="styles.xml"/></Relationships>
        """

    private static let styles: String = {
        let sides = ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map { "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>" }.joined()
        return """
            <w:styles xmlns:w="\(namespace)"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" \
            w:hAnsi="Calibri"/><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" \
            w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" \
            w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="200"/></w:pPr>\
            <w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name \
            w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="300" w:after="120"/>\
            <w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style><w:style w:type="table" \
            w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style><w:style w:type="table" \
            w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>\
            \(sides)</w:tblBorders></w:tblPr></w:style></w:styles>
            """
    }()

    private static func properties(_ title: String) -> String {
        """
        <cp:coreProperties xmlns:cp="\(packages)/metadata/core-properties" \
        xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(title.escapedForXML)</dc:title></cp:coreProperties>
        """
    }
}
