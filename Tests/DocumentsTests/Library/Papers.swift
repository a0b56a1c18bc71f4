import DaemonTesting
import Foundation

/// Files for these tests.
enum Papers {
    /// One of the converters' own.
    static func sample(_ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: Repository.path("Tests/ConversionTests/Files/\(name)")))
    }

    static func text(_ text: String) -> Data { Data(text.utf8) }

    /// A PDF with a line of text on each page (ISO 32000-1, 7.5): `Página 7: …`.
    static func pdf(pages: Int, _ text: String = "El consejo escolar aprueba el acta.") -> Data {
        pdf((0..<pages).map { "BT /F1 12 Tf 72 720 Td (Pagina \($0 + 1): \(text)) Tj ET" })
    }

    /// A page of a form: lines of texts, each at its distance from the left edge, in points.
    static func form(_ lines: [[(left: Int, text: String)]]) -> Data {
        let texts = lines.enumerated().flatMap { number, line in
            line.map { "BT /F1 12 Tf \($0.left) \(720 - 18 * number) Td (\($0.text)) Tj ET" }
        }
        return pdf([texts.joined(separator: "\n")])
    }

    /// - Parameter contents: what each page draws.
    private static func pdf(_ contents: [String]) -> Data {
        var file = Data("%PDF-1.4\n".utf8)
        var places: [Int] = []
        func add(_ object: String) {
            places.append(file.count)
            file += Data("\(places.count) 0 obj\n\(object)\nendobj\n".utf8)
        }
        let kids = contents.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
        add("<< /Type /Catalog /Pages 2 0 R >>")
        add("<< /Type /Pages /Kids [\(kids)] /Count \(contents.count) >>")
        add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        for (page, content) in contents.enumerated() {
            add(
                """
                << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents \(5 + 2 * page) 0 R
                /Resources << /Font << /F1 3 0 R >> >> >>
                """
            )
            add("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
        }
        let start = file.count
        file += Data("xref\n0 \(places.count + 1)\n0000000000 65535 f \n".utf8)
        for place in places {
            let zeros = String(repeating: "0", count: 10 - "\(place)".count)
            file += Data("\(zeros)\(place) 00000 n \n".utf8)
        }
        file += Data("trailer << /Size \(places.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n".utf8)
        return file
    }

    /// A ZIP that Python's standard library writes.
    ///
    /// - Parameter script: knows `z`, a `zipfile.ZipFile`, and `files`, the folder of the converters' samples.
    static func zip(_ script: String) throws -> Data {
        let place = FileManager.default.temporaryDirectory.appending(path: "papers-\(UUID().uuidString).zip")
        defer { try? FileManager.default.removeItem(at: place) }
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/python3")
        let program = """
            import zipfile, sys
            files = sys.argv[2]
            z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)
            \(script)
            z.close()
            """
        python.arguments = ["-c", program, place.path, Repository.path("Tests/ConversionTests/Files")]
        try python.run()
        python.waitUntilExit()
        return try Data(contentsOf: place)
    }
}
