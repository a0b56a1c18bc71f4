import Conversion
import DaemonTesting
import Foundation
import LimitedProcess

/// The documents of these tests: see `Files/make.sh`.
enum Samples {
    static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Files/\(name)").path
    }

    static func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }
}

/// What came of a file.
struct Outcome {
    var info: DocumentInfo?
    var pages: [Page] = []

    var text: String { pages.map(\.text).joined(separator: "\n") }

    /// Texts of blocks of a kind, in order.
    func texts(_ isWanted: (Block.Kind) -> Bool) -> [String] {
        pages.flatMap { page in page.blocks.filter { isWanted($0.kind) }.map { String(page.text(of: $0.span)) } }
    }

    /// The cells of each row.
    var rows: [[String]] {
        pages.flatMap { page in
            page.blocks.compactMap { block in
                guard case .row(let cells) = block.kind else { return nil }
                return cells.map { String(page.text(of: $0)) }
            }
        }
    }
}

/// Runs a body with a converter and a folder for what it makes.
@discardableResult
func withConverter<Value>(
    _ limits: ConversionLimits = ConversionLimits(),
    reader: String? = nil,
    _ body: (Converter, String) async throws -> Value
) async throws -> Value {
    let program = try reader ?? Executables.folder().appending(path: "document-reader").path
    return try await withTemporaryDirectory { folder in
        try await body(Converter(reader: program, folder: folder, limits: limits), folder)
    }
}

extension Converter {
    /// All of a file, by its content.
    func outcome(_ path: String, name: String? = nil, from first: Int = 1) async throws -> Outcome {
        let kind = try kind(of: path, name: name ?? path)
        var outcome = Outcome()
        try await read(path, as: kind, from: first) { event in
            switch event {
            case .opened(let info): outcome.info = info
            case .page(let page): outcome.pages.append(page)
            }
        }
        return outcome
    }
}

/// A file of this content in a folder.
func write(_ content: Data, to folder: String, as name: String) throws -> String {
    let path = "\(folder)/\(name)"
    try content.write(to: URL(filePath: path))
    return path
}

/// Runs Python, whose `zipfile` makes archives that nobody should.
func python(_ script: String, in folder: String) async throws {
    var limits = ProcessLimits()
    limits.fileSize = 1 << 30
    let program =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") ? "/usr/bin/python3" : "/usr/local/bin/python3"
    _ = try await LimitedProcess.run(program, ["-c", script], in: folder, limits: limits)
}
