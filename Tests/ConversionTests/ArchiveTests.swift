import Conversion
import Foundation
import Testing

@Suite struct ArchiveTests {
    @Test func opensWhatIsInItAndNamesWhatIsNot() async throws {
        try await withConverter { converter, folder in
            try await python(
                """
                import zipfile, shutil, os
                files = r'''\(Samples.path(""))'''
                inner = zipfile.ZipFile('actas.zip', 'w', zipfile.ZIP_DEFLATED)
                inner.write(files + '/acta.pdf', 'marzo.pdf')
                inner.writestr('../../fuera.txt', 'no')
                inner.close()
                z = zipfile.ZipFile('todo.zip', 'w', zipfile.ZIP_DEFLATED)
                z.write(files + '/acta-pandoc.docx', 'año/acta.pdf')
                z.write('actas.zip')
                z.writestr('vacío.txt', '')
                z.writestr('/etc/absoluto.txt', 'no')
                z.writestr('c:\\\\ventana.txt', 'no')
                z.writestr('programa.exe', bytes([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]))
                z.writestr('__MACOSX/._acta', 'x')
                link = zipfile.ZipInfo('enlace.txt'); link.create_system = 3; link.external_attr = 0o120777 << 16
                z.writestr(link, '/etc/passwd')
                z.writestr('al final.txt', 'Sigue aquí.')
                z.close()
                """,
                in: folder
            )
            let found = try await expand("todo.zip", converter, folder)
            #expect(
                found.map(\.name) == [
                    "todo.zip/año/acta.pdf", "todo.zip/actas.zip/marzo.pdf", "todo.zip/actas.zip/../../fuera.txt",
                    "todo.zip/vacío.txt", "todo.zip//etc/absoluto.txt", "todo.zip/c:\\ventana.txt",
                    "todo.zip/programa.exe", "todo.zip/enlace.txt", "todo.zip/al final.txt",
                ]
            )
            #expect(found.map(\.kind) == [.docx, .pdf, nil, nil, nil, nil, nil, nil, .text])
            #expect(
                found.map(\.error) == [
                    nil, nil, .pathTraversal, .empty, .pathTraversal, .pathTraversal, .unknownType, .pathTraversal, nil,
                ]
            )
            let text = try await converter.outcome(#require(found.last?.path), name: "al final.txt")
            #expect(text.text == "Sigue aquí.")
            // Nothing lies anywhere else.
            let places = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(places == ["actas.zip", "todo.zip", "todo.zip.out"])
        }
    }

    @Test func refusesBombs() async throws {
        var limits = ConversionLimits()
        limits.unpackedSize = 64 << 20
        try await withConverter(limits) { converter, folder in
            try await python(
                """
                import zipfile
                def bomb(name, size):
                    with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as z:
                        z.writestr('cero.txt', b'0' * size)
                        z.writestr('bien.txt', 'Bien.')
                bomb('grande.zip', 80 << 20)
                bomb('denso.zip', 40 << 20)
                with zipfile.ZipFile('miente.zip', 'w', zipfile.ZIP_DEFLATED) as z:
                    z.writestr('cero.txt', b'0' * (80 << 20))
                data = bytearray(open('miente.zip', 'rb').read())
                directory = data.rindex(b'PK\\x01\\x02')
                data[directory + 24:directory + 28] = (100).to_bytes(4, 'little')
                open('miente.zip', 'wb').write(data)
                with zipfile.ZipFile('doble.zip', 'w', zipfile.ZIP_DEFLATED) as z:
                    z.writestr('a.txt', 'Uno.')
                    z.filelist += [z.filelist[0]] * 20
                with zipfile.ZipFile('dentro.zip', 'w') as z:
                    z.writestr('b.txt', b'Dos.')
                with zipfile.ZipFile('citado.zip', 'w') as z:
                    z.write('dentro.zip', 'c.txt')
                    quoted = zipfile.ZipFile('dentro.zip').infolist()[0]
                    quoted.header_offset += 35
                    z.filelist.append(quoted)
                with zipfile.ZipFile('cajas.zip', 'w') as z:
                    for number in range(3): z.write('miente.zip', '%d.zip' % number)
                with zipfile.ZipFile('bomba.docx', 'w', zipfile.ZIP_DEFLATED) as z:
                    z.writestr('[Content_Types].xml', '<Types/>')
                    z.writestr('word/document.xml', b'<w:document>' + b' ' * (80 << 20))
                """,
                in: folder
            )
            for name in ["grande.zip", "denso.zip"] {
                let found = try await expand(name, converter, folder)
                #expect(found.map(\.error) == [.zipBomb, nil], "\(name)")
            }
            #expect(try await expand("miente.zip", converter, folder).map(\.error) == [.zipBomb])
            for name in ["doble.zip", "citado.zip"] {
                #expect(try await expand(name, converter, folder).map(\.error) == [.zipBomb, nil], "\(name)")
            }
            await #expect(throws: ConversionError.zipBomb) { try await expand("cajas.zip", converter, folder) }
            await #expect(throws: ConversionError.zipBomb) { try await converter.outcome("\(folder)/bomba.docx") }
        }
    }

    @Test func countsFilesAndDepth() async throws {
        var limits = ConversionLimits()
        limits.depth = 2
        limits.entries = 50
        try await withConverter(limits) { converter, folder in
            try await python(
                """
                import zipfile
                content = ('hoja.txt', b'Dentro.')
                for depth in range(3):
                    with zipfile.ZipFile('dentro.zip', 'w') as z:
                        z.writestr(*content)
                        z.writestr('nota.txt', 'Nivel %d.' % depth)
                    content = ('nivel%d.zip' % depth, open('dentro.zip', 'rb').read())
                with zipfile.ZipFile('muchos.zip', 'w') as z:
                    for number in range(51): z.writestr('%d.txt' % number, 'x')
                with zipfile.ZipFile('nada.zip', 'w'): pass
                """,
                in: folder
            )
            let found = try await expand("dentro.zip", converter, folder)
            #expect(found.map(\.error) == [.nestedTooDeep(limit: 2), nil, nil])
            await #expect(throws: ConversionError.tooManyEntries(limit: 50)) {
                try await expand("muchos.zip", converter, folder)
            }
            await #expect(throws: ConversionError.noPages) { try await expand("nada.zip", converter, folder) }
        }
    }

    @Test func saysWhichFilesAskForAPassword() async throws {
        try await withConverter { converter, folder in
            try await python(
                """
                import zipfile
                with zipfile.ZipFile('clave.zip', 'w') as z:
                    z.writestr('secreto.txt', 'Secreto.')
                    z.writestr('libre.txt', 'Libre.')
                data = bytearray(open('clave.zip', 'rb').read())
                # The flag that archives set for a file that is encrypted.
                data[6] |= 1
                data[data.index(b'PK\\x01\\x02') + 8] |= 1
                open('clave.zip', 'wb').write(data)
                """,
                in: folder
            )
            let found = try await expand("clave.zip", converter, folder)
            #expect(found.map(\.error) == [.passwordNeeded, nil])
        }
    }

    @Test func opensWhatIsAttachedToAMail() async throws {
        try await withConverter { converter, folder in
            let attached = try Samples.bytes("notas.xlsx").base64EncodedString(options: .lineLength76Characters)
            let mail = """
                From: ana@example.org
                Subject: Notas
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=abc

                --abc
                Content-Type: text/plain; charset=utf-8

                Van adjuntas.
                --abc
                Content-Type: application/octet-stream
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename="=?utf-8?Q?calificaci=C3=B3n=2Exlsx?="

                \(attached)
                --abc--
                """
            let path = try write(Data(mail.utf8), to: folder, as: "mail.eml")
            #expect(try await converter.outcome(path).text == "Notas\nDe: ana@example.org\nVan adjuntas.")
            let found = try await expand("mail.eml", converter, folder, as: .email)
            #expect(found.map(\.name) == ["mail.eml/calificación.xlsx"])
            #expect(found.map(\.kind) == [.xlsx])
        }
    }

    private func expand(
        _ name: String,
        _ converter: Converter,
        _ folder: String,
        as kind: FileKind = .zip
    ) async throws -> [ExpandedFile] {
        let path = "\(folder)/\(name)"
        #expect(try converter.kind(of: path, name: name) == kind)
        try FileManager.default.createDirectory(atPath: path + ".out", withIntermediateDirectories: false)
        return try await converter.expand(path, as: kind, name: name, into: path + ".out")
    }
}
