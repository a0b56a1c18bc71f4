import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Persistence
import SuiteProtocol
import Uploads

/// Takes in texts line by line as they arrive, in lots: what is wrong with a line doesn't stop the others.
struct TextImporter: Sendable {
    /// Bytes of a line, and of a whole import; lines of it.
    private static let (longestLine, largest, mostLines) = (4 << 20, 1 << 30, 100_000)
    /// Texts that are written together, or bytes of them.
    private static let (lot, lotBytes) = (500, 8 << 20)

    let store: ImportStore

    struct Outcome: ResponseEncodable, Sendable {
        struct Failure: Encodable, Sendable {
            /// From 1.
            let line: Int
            let code: ImportedText.Fault
        }

        var imported = 0
        var failed: [Failure] = []
    }

    /// - Returns: once all that was taken in can be found.
    func take(_ request: Request, into collection: Collection) async throws -> Outcome {
        let type = request.headers[.contentType]?.lowercased() ?? ""
        guard ["application/x-ndjson", "application/ndjson", "application/jsonl"].contains(where: type.hasPrefix) else {
            throw SearchError.notNDJSON
        }
        var run = ImportRun(store: store, collection: collection, mostLines: Self.mostLines)
        var (reader, size, lines) = (LineReader(longest: Self.longestLine), 0, [LineReader.Line]())
        var bytes = 0
        for try await piece in request.body {
            size += piece.readableBytes
            guard size <= Self.largest else { throw SearchError.importTooLarge(limit: Self.largest) }
            bytes += piece.readableBytes
            lines += reader.lines(in: piece)
            guard lines.count >= Self.lot || bytes >= Self.lotBytes else { continue }
            try await run.take(lines)
            (lines, bytes) = ([], 0)
        }
        if let last = reader.end() { lines.append(last) }
        try await run.take(lines)
        return run.outcome
    }
}

/// An import under way.
private struct ImportRun {
    let store: ImportStore
    let collection: Collection
    let mostLines: Int
    private(set) var outcome = TextImporter.Outcome()
    private var number = 0
    private let begun = Date()

    init(store: ImportStore, collection: Collection, mostLines: Int) {
        (self.store, self.collection, self.mostLines) = (store, collection, mostLines)
    }

    mutating func take(_ lines: [LineReader.Line]) async throws {
        let start = number
        number += lines.count
        // The first that is one too many tells of all that follow.
        defer { if start <= mostLines, number > mostLines { fail(mostLines + 1, .tooManyLines) } }
        guard start < mostLines else { return }
        let read = try await read(Array(zip((start + 1)...mostLines, lines)))
        read.failed.forEach { fail($0.line, $0.code) }
        // Of those that come twice the last stands.
        let texts = Dictionary(read.texts.map { ($0.text.source.id, $0.text) }) { _, last in last }
        let kept = try await store.keep(Array(texts.values), in: collection)
        guard kept else { return read.texts.forEach { fail($0.line, .quotaUsed) } }
        outcome.imported += read.texts.count
    }

    private mutating func fail(_ line: Int, _ code: ImportedText.Fault) {
        outcome.failed.append(.init(line: line, code: code))
    }

    /// On all cores; the documents' ids sort as the lines do.
    private func read(_ lines: [NumberedLine]) async throws -> ReadLines {
        let share = max(1, (lines.count - 1) / ProcessInfo.processInfo.activeProcessorCount + 1)
        return try await withThrowingTaskGroup { group in
            for start in stride(from: 0, to: lines.count, by: share) {
                let part = Array(lines[start..<min(start + share, lines.count)])
                group.addTask { [begun] in (start, try await onFileThread { ReadLines(part, begun: begun) }) }
            }
            let parts = try await group.reduce(into: []) { $0.append($1) }
            return parts.sorted { $0.0 < $1.0 }.reduce(into: ReadLines([], begun: begun)) { $0.append($1.1) }
        }
    }
}

private typealias NumberedLine = (number: Int, line: LineReader.Line)

/// Lines of an import as they were read.
private struct ReadLines: Sendable {
    private(set) var texts: [(line: Int, text: ReadText)] = []
    private(set) var failed: [(line: Int, code: ImportedText.Fault)] = []

    /// - Parameter begun: when the import was.
    init(_ lines: [NumberedLine], begun: Date) {
        for (number, line) in lines {
            switch line {
            case .tooLong: failed.append((number, .lineTooLong))
            case .text(let bytes):
                if bytes.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
                do {
                    let id = newID(at: begun.addingTimeInterval(Double(number) * 1e-6))
                    texts.append((number, ReadText(try ImportedText(bytes), id: id)))
                } catch {
                    failed.append((number, error))
                }
            }
        }
    }

    mutating func append(_ other: ReadLines) {
        texts += other.texts
        failed += other.failed
    }
}
