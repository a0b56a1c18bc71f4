import Conversion
import Foundation
import Testing

@Suite struct KindTests {
    @Test(arguments: [
        ("acta.pdf", FileKind.pdf), ("acta-pandoc.docx", .docx), ("acta-libreoffice.docx", .docx),
        ("acta-pandoc.odt", .odt), ("acta-libreoffice.odt", .odt), ("acta.epub", .epub), ("clase.pptx", .pptx),
        ("clase-libreoffice.pptx", .pptx), ("notas.xlsx", .xlsx), ("notas.ods", .ods), ("notas.csv", .csv),
        ("acta.md", .markdown), ("escaneo.png", .png), ("escaneo.jpeg", .jpeg), ("escaneo.tiff", .tiff),
        ("escaneo.webp", .webp),
    ])
    func isToldByContentWhateverTheName(_ name: String, _ kind: FileKind) async throws {
        try await withConverter { converter, _ in
            let wrong = kind == .markdown ? "acta.md" : "acta.exe"
            let found = try converter.kind(of: Samples.path(name), name: wrong)
            #expect(found == kind)
            #expect(!kind.contradicts(name: name))
            #expect(kind.contradicts(name: "acta.exe"))
        }
    }

    @Test(arguments: [
        ("<!DOCTYPE html><html><body>Hola</body></html>", FileKind.html),
        ("From: Ana <ana@example.org>\nTo: luis@example.org\nSubject: Acta\n\nHola", .email),
        ("# Uno\n\nTexto\n\n## Dos\n", .markdown), ("Nombre;Nota\nAna;8,5\nLuis;10\n", .csv),
        ("Hola, dijo Ana.\nY Luis, que venía, contestó.\nBien.\n", .text),
    ])
    func tellsPlainTextApart(_ content: String, _ kind: FileKind) async throws {
        try await withConverter { converter, folder in
            let path = try write(Data(content.utf8), to: folder, as: "archivo")
            #expect(try converter.kind(of: path, name: "archivo") == kind)
        }
    }

    @Test func namesWhatItCannotRead() async throws {
        try await withConverter { converter, folder in
            let cases: [(String, Data, ConversionError)] = [
                ("nada.pdf", Data(), .empty),
                ("programa.pdf", Data([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0]), .unknownType),
                ("carta.docx", Data("{\\rtf1 Hola}".utf8), .unknownType),
                ("roto.docx", Data("PK\u{3}\u{4}".utf8) + Data(count: 100), .broken),
                ("acta.docx", try Samples.bytes("acta.doc"), .oldOffice),
                ("clave.docx", try lockedOffice(), .passwordNeeded),
            ]
            for (name, content, error) in cases {
                let path = try write(content, to: folder, as: name)
                #expect(throws: error, "\(name)") { try converter.kind(of: path, name: name) }
            }
            #expect(throws: ConversionError.unreadable) { try converter.kind(of: "\(folder)/falta", name: "falta") }
        }
    }

    @Test func refusesFilesThatAreTooLarge() async throws {
        var limits = ConversionLimits()
        limits.fileSize = 1_000
        try await withConverter(limits) { converter, _ in
            #expect(throws: ConversionError.tooLarge(limit: 1_000)) {
                try converter.kind(of: Samples.path("acta.pdf"), name: "acta.pdf")
            }
        }
    }

    @Test func knowsAFileByItsHash() throws {
        // Of the empty text's neighbour «abc», FIPS 180-4's own example.
        let path = NSTemporaryDirectory() + "consulta-abc-\(UUID().uuidString)"
        try Data("abc".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(try FileDigest.sha256(of: path) == expected)
    }

    /// A compound file whose stream is called as Office calls those that it encrypts.
    private func lockedOffice() throws -> Data {
        var content = try Samples.bytes("acta.doc")
        let name = Data("WordDocument\0\0\0\0".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        let range = try #require(content.range(of: name))
        content.replaceSubrange(
            range,
            with: Data("EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        )
        return content
    }
}
