import Foundation

/// Word documents for letters, written by Python's `zipfile`, and read again by it.
enum LetterPapers {
    /// A letter whose fields are spread over runs, and stand in a table, a text box, a header and a footer.
    static func template() throws -> Data {
        try template(
            body: """
                <w:p><w:r><w:rPr><w:rFonts w:ascii="Georgia"/></w:rPr><w:t>Familia de {{nom</w:t></w:r>\
                <w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>bre}}, curso {{</w:t></w:r>\
                <w:r><w:t> curso </w:t></w:r><w:r><w:t>}} y fin</w:t></w:r></w:p>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Nota: {{Nota}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
                <w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r>\
                <w:t>caja {{nombre}}</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>\
                <w:txbxContent><w:p><w:r><w:t>caja {{nombre}}</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>\
                </mc:AlternateContent></w:r></w:p><w:p><w:r><w:t>no {{es</w:t><w:br/><w:t>campo}} ni {esto}</w:t></w:r></w:p>
                """
        )
    }

    /// - Parameters:
    ///   - body: markup with the prefixes `w`, `r`, `mc`, and those of pictures.
    ///   - picture: whether its relation `rId9` names a picture on this machine.
    ///   - more: lines of Python that write further files into `z`.
    static func template(body: String, naming picture: Bool = false, _ more: String = "pass") throws -> Data {
        let namespaces = """
            xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" \
            xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
            xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
            xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
            xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
            """
        let types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let linked =
            picture
            ? "<Relationship Id=\"rId9\" Type=\"\(relations)/image\" Target=\"file://PICTURE\" TargetMode=\"External\"/>"
            : ""
        return try Papers.zip(
            """
            z.writestr('[Content_Types].xml', '''<?xml version="1.0" encoding="UTF-8"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
            ContentType="application/xml"/><Override PartName="/word/document.xml"
            ContentType="\(types).document.main+xml"/><Override PartName="/word/header1.xml"
            ContentType="\(types).header+xml"/><Override PartName="/word/footer1.xml"
            ContentType="\(types).footer+xml"/></Types>''')
            z.writestr('_rels/.rels', '''<Relationships
            xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
            Type="\(relations)/officeDocument" Target="word/document.xml"/></Relationships>''')
            z.writestr('word/_rels/document.xml.rels', '''<Relationships
            xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
            Type="\(relations)/header" Target="header1.xml"/><Relationship Id="rId2" Type="\(relations)/footer"
            Target="footer1.xml"/>\(linked)</Relationships>'''.replace('PICTURE', files + '/escaneo.png'))
            z.writestr('word/document.xml', '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <w:document \(namespaces)><w:body>\(body)<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>
            <w:footerReference w:type="default" r:id="rId2"/></w:sectPr></w:body></w:document>''')
            z.writestr('word/header1.xml', '<w:hdr \(namespaces)><w:p><w:r><w:t>{{fecha}}</w:t></w:r></w:p></w:hdr>')
            z.writestr('word/footer1.xml', '<w:ftr \(namespaces)><w:p><w:r><w:t>pie {{fecha}}</w:t></w:r></w:p></w:ftr>')
            \(more)
            """
        )
    }

    /// As Excel in Spanish saves it: Windows-1252, semicolons.
    ///
    /// - Parameter rows: names, of whom the seventh has no mark.
    static func table(rows: Int) -> Data {
        var text = "Nombre;CURSO;nota;Fecha\r\n"
        for row in 1...rows {
            text += "Núñez & <Hijos> \(row);3º A;\(row == 7 ? "" : "=\(row),5");22/11/2026\r\n"
        }
        return text.data(using: .windowsCP1252) ?? Data()
    }

    /// What an archive holds: each Word document as its parts, a PDF as its beginning, anything else as text.
    static func contents(of archive: Data) throws -> [String: [String: String]] {
        let place = FileManager.default.temporaryDirectory.appending(path: "letters-\(UUID().uuidString).zip")
        try archive.write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/python3")
        python.arguments = [
            "-c",
            """
            import io, json, sys, xml.dom.minidom, zipfile
            found, archive = {}, zipfile.ZipFile(sys.argv[1])
            assert archive.testzip() is None
            for name in archive.namelist():
                data = archive.read(name)
                if name.endswith('.docx'):
                    letter = zipfile.ZipFile(io.BytesIO(data))
                    assert letter.testzip() is None
                    found[name] = {part: letter.read(part).decode() for part in letter.namelist()}
                    for part in found[name].values(): xml.dom.minidom.parseString(part)
                elif name.endswith('.pdf'): found[name] = {'': data[:5].decode()}
                else: found[name] = {'': data.decode('utf-8-sig')}
            print(json.dumps(found))
            """,
            place.path,
        ]
        let output = Pipe()
        python.standardOutput = output
        try python.run()
        let json = output.fileHandleForReading.readDataToEndOfFile()
        python.waitUntilExit()
        return try JSONDecoder().decode([String: [String: String]].self, from: json)
    }
}
