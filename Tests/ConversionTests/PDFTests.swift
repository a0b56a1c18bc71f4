import Conversion
import Foundation
import LimitedProcess
import Testing

@Suite struct PDFTests {
    @Test func findsWordsAndWhereTheyStand() async throws {
        try await withConverter { converter, _ in
            let outcome = try await converter.outcome(Samples.path("acta.pdf"))
            #expect(outcome.info?.kind == .pdf && outcome.info?.pages == 1)
            #expect(outcome.info?.title == "Acta de la reunión")
            let page = try #require(outcome.pages.first)
            #expect(outcome.texts { if case .heading = $0 { true } else { false } }.contains("Acuerdos"))
            #expect(outcome.rows.contains(["Luis Peña", "Docente", "1,5"]))
            let items = outcome.texts { $0 == .listItem(level: 1) }
            #expect(items.first == "Abrir la biblioteca por la tarde.")
            #expect(
                outcome.texts { $0 == .paragraph }.contains { $0.hasSuffix("convivencia y la biblioteca del colegio.") }
            )
            // Cut at the end of a line or not, it is one word in the text.
            #expect(page.text.contains("convocatoria con una semana de anticipación."))
            let word = try #require(page.words.first { page.text(of: $0.span) == "biblioteca" })
            let size = try #require(page.size)
            #expect(word.left > 0 && word.right > word.left && word.right < size.width)
            #expect(word.top > 0 && word.bottom > word.top && word.bottom < size.height)
            #expect(!page.isRecognised)
        }
    }

    @Test func reads2000PagesAndGoesOnFromAny() async throws {
        try await withConverter { converter, folder in
            let long = try await repeated(2_000, in: folder)
            let last = try await converter.outcome(long, from: 1_971)
            #expect(last.info?.pages == 2_000)
            #expect(last.pages.map(\.number) == Array(1_971...2_000))
            var (count, isInOrder) = (0, true)
            try await converter.read(long, as: .pdf) { event in
                guard case .page(let page) = event else { return }
                count += 1
                isInOrder = isInOrder && page.number == count && page.text == last.pages[0].text
            }
            #expect(count == 2_000 && isInOrder)
        }
    }

    @Test func refusesMorePagesThanAllowed() async throws {
        var limits = ConversionLimits()
        limits.pages = 10
        try await withConverter(limits) { converter, folder in
            let long = try await repeated(11, in: folder)
            await #expect(throws: ConversionError.tooManyPages(limit: 10)) { try await converter.outcome(long) }
            let text = try write(Data(String(repeating: "a\u{0C}", count: 11).utf8), to: folder, as: "largo.txt")
            await #expect(throws: ConversionError.tooManyPages(limit: 10)) { try await converter.outcome(text) }
        }
    }

    @Test func namesWhatStopsIt() async throws {
        try await withConverter { converter, folder in
            await #expect(throws: ConversionError.passwordNeeded) {
                try await converter.outcome(Samples.path("clave.pdf"))
            }
            await #expect(throws: ConversionError.noPages) {
                try await converter.outcome(Samples.path("sin-paginas.pdf"))
            }
            let cut = try write(Samples.bytes("acta.pdf").prefix(3_000), to: folder, as: "cortado.pdf")
            await #expect(throws: ConversionError.broken) { try await converter.outcome(cut) }
            // Its owner forbids copying, and anyone may read it: to search it is to read.
            let open = try await converter.outcome(Samples.path("sin-permisos.pdf"))
            #expect(open.text.contains("Acuerdos"))
        }
    }

    @Test func showsPagesAsPictures() async throws {
        try await withConverter { converter, _ in
            let picture = try await converter.picture(of: Samples.path("acta.pdf"), as: .pdf, page: 1, longest: 800)
            #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            // Height, in IHDR.
            #expect(picture[20..<24].reduce(0) { $0 << 8 | Int($1) } == 800)
            await #expect(throws: ConversionError.noSuchPage) {
                try await converter.picture(of: Samples.path("acta.pdf"), as: .pdf, page: 2)
            }
            await #expect(throws: ConversionError.noPageImage) {
                try await converter.picture(of: Samples.path("acta.epub"), as: .epub, page: 1)
            }
        }
    }

    @Test(arguments: [("escaneo.png", 1), ("escaneo.jpeg", 1), ("escaneo.webp", 1), ("escaneo.tiff", 2)])
    func showsPicturesAsPictures(_ name: String, frames: Int) async throws {
        try await withConverter { converter, _ in
            let (path, kind) = (Samples.path(name), try converter.kind(of: Samples.path(name), name: name))
            let picture = try await converter.picture(of: path, as: kind, page: frames, longest: 300)
            #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            let sides = [picture[16..<20], picture[20..<24]].map { $0.reduce(0) { $0 << 8 | Int($1) } }
            #expect(sides.max() == 300)
            await #expect(throws: ConversionError.noSuchPage) {
                try await converter.picture(of: path, as: kind, page: frames + 1)
            }
        }
    }

    @Test(arguments: ["escaneo.png", "escaneo.jpeg", "escaneo.webp", "escaneo.tiff", "escaneo.pdf"])
    func recognisesWhatWasScanned(_ name: String) async throws {
        try await withConverter { converter, folder in
            let outcome = try await converter.outcome(Samples.path(name))
            #expect(outcome.pages.count == (name == "escaneo.tiff" ? 2 : 1))
            #expect(outcome.pages.map(\.number) == Array(1...outcome.pages.count))
            for page in outcome.pages {
                #expect(page.isRecognised && page.fault == nil)
                #expect(page.text.contains("biblioteca por la tarde"), "\(page.text)")
                #expect(page.text.contains("reunión"))
                let word = try #require(page.words.first { page.text(of: $0.span) == "biblioteca" })
                let size = try #require(page.size)
                #expect(word.left > 0 && word.right < size.width && word.bottom < size.height)
            }
            // Pictures that were made for it are gone.
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test func refusesPicturesThatAreTooLargeOrDamaged() async throws {
        var limits = ConversionLimits()
        limits.pixels = 1_000_000
        try await withConverter(limits) { converter, folder in
            await #expect(throws: ConversionError.tooManyPixels(limit: 1_000_000)) {
                try await converter.outcome(Samples.path("escaneo.png"))
            }
            let cut = try write(Samples.bytes("escaneo.png").prefix(20), to: folder, as: "cortada.png")
            await #expect(throws: ConversionError.broken) { try await converter.outcome(cut) }
        }
    }

    /// The sample so many times, put together by poppler.
    private func repeated(_ count: Int, in folder: String) async throws -> String {
        let target = "\(folder)/largo.pdf"
        var limits = ProcessLimits()
        limits.openFiles = 4_096
        limits.memory = 4 << 30
        let sources = Array(repeating: Samples.path("acta.pdf"), count: count)
        _ = try await LimitedProcess.run("/usr/bin/pdfunite", sources + [target], limits: limits)
        return target
    }
}
