import Conversion
import DaemonTesting
import Foundation
import Testing

@Suite struct ChildTests {
    @Test func endsWithTheTaskThatReads() async throws {
        try await withSleeper { sleeper in
            try await withConverter(reader: sleeper) { converter, folder in
                let name = "\(UUID().uuidString).txt"
                let path = try write(Data("Hola".utf8), to: folder, as: name)
                let task = Task { try await converter.outcome(path) }
                while !isNamedByAProcess(name) { await Task.yield() }
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(!isNamedByAProcess(name))
            }
        }
    }

    @Test func stopsWhenNobodyWantsMorePages() async throws {
        struct Enough: Error {}
        try await withConverter { converter, _ in
            var pages = 0
            await #expect(throws: Enough.self) {
                try await converter.read(Samples.path("escaneo.tiff"), as: .tiff) { event in
                    guard case .page = event else { return }
                    pages += 1
                    throw Enough()
                }
            }
            #expect(pages == 1)
        }
    }

    @Test func holdsTheMemory() async throws {
        var limits = ConversionLimits()
        limits.memory = 300 << 20
        try await withConverter(limits) { converter, folder in
            let text = Data(String(repeating: "Una frase que se repite. ", count: 2_000_000).utf8)
            let path = try write(text, to: folder, as: "enorme.txt")
            await #expect(throws: ConversionError.tooMuchMemory) { try await converter.outcome(path) }
        }
    }

    @Test func holdsTheTime() async throws {
        var limits = ConversionLimits()
        limits.seconds = 1
        try await withSleeper { sleeper in
            try await withConverter(limits, reader: sleeper) { converter, folder in
                let path = try write(Data("Hola".utf8), to: folder, as: "lento.txt")
                await #expect(throws: ConversionError.timedOut) { try await converter.outcome(path) }
            }
        }
    }

    @Test func saysWhichToolIsMissing() async throws {
        try await withConverter(reader: "/nowhere/document-reader") { converter, folder in
            let path = try write(Data("Hola".utf8), to: folder, as: "a.txt")
            await #expect(throws: ConversionError.toolMissing("document-reader")) {
                try await converter.outcome(path)
            }
        }
    }

    @Test(arguments: [
        ConversionError.empty, .noPages, .broken, .unknownType, .oldOffice, .passwordNeeded, .encrypted,
        .tooLarge(limit: 200 << 20), .tooManyPages(limit: 5_000), .tooManyPixels(limit: 100_000_000),
        .tooManyEntries(limit: 5_000), .zipBomb, .pathTraversal, .nestedTooDeep(limit: 3), .macros, .linkedContent,
        .timedOut,
        .tooMuchMemory, .toolMissing("poppler-utils"), .noSuchPage, .noPageImage, .unreadable,
    ])
    func saysWhatHappenedInBothLanguages(_ error: ConversionError) {
        #expect(error.code.wholeMatch(of: /[a-z_]+/) != nil)
        for sentence in [error.sentence.es, error.sentence.en] {
            #expect(sentence.hasSuffix(".") && sentence.count > 20)
        }
        #expect(error.sentence.es != error.sentence.en)
    }

    /// A program that does nothing, for long, whatever it is asked.
    private func withSleeper(_ body: (String) async throws -> Void) async throws {
        try await withTemporaryDirectory { folder in
            let path = try write(Data("#!/bin/sh\nsleep 60\nexit 0\n".utf8), to: folder, as: "sleeper")
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
            try await body(path)
        }
    }

    /// Whether one runs that has this among its arguments.
    private func isNamedByAProcess(_ name: String) -> Bool {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.contains { process in
            guard Int32(process) != nil, let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
            else {
                return false
            }
            return line.range(of: Data(name.utf8)) != nil
        }
    }
}
