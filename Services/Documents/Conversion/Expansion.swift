import Foundation

/// A document that came in an archive or with an e-mail, whatever lay within what.
package struct ExpandedFile: Equatable, Sendable {
    /// The names on the way to it: `carpeta.zip/actas.zip/marzo.pdf`.
    package let name: String
    /// Where it is now; nil where it can't be read.
    package let path: String?
    package let kind: FileKind?
    /// Why it can't be read. The others can all the same.
    package let error: ConversionError?
}

extension Converter {
    /// The documents in an archive, and in those within it; of an e-mail, what is attached to it.
    ///
    /// - Parameters:
    ///   - name: of the file itself, as people know it.
    ///   - target: an empty folder. What is written there belongs to the caller, also where this throws.
    /// - Throws: `ConversionError` where the file itself can't be opened, or `CancellationError`.
    package func expand(_ file: String, as kind: FileKind, name: String, into target: String) async throws
        -> [ExpandedFile]
    {
        var budget = limits
        return try await expand(file, kind, name, into: target, depth: 1, &budget)
    }

    private func expand(
        _ file: String,
        _ kind: FileKind,
        _ name: String,
        into target: String,
        depth: Int,
        _ budget: inout ConversionLimits
    ) async throws -> [ExpandedFile] {
        guard depth <= limits.depth else { throw ConversionError.nestedTooDeep(limit: limits.depth) }
        let replies = try await ask(
            ReaderRequest(action: .unpack, file: file, kind: kind, folder: target, limits: budget)
        )
        for case .failed(let error) in replies { throw error }
        var found: [ExpandedFile] = []
        for case .file(let entry) in replies {
            let whole = "\(name)/\(entry.name)"
            budget.unpackedSize = max(0, budget.unpackedSize - entry.size)
            budget.entries = max(0, budget.entries - 1)
            guard let place = entry.place, isFile(place, in: target) else {
                found.append(ExpandedFile(name: whole, path: nil, kind: nil, error: entry.error))
                continue
            }
            found += try await look(at: "\(target)/\(place)", whole, depth, &budget)
        }
        // E-mails without anything attached are common; an archive with nothing in it is a mistake.
        guard !found.isEmpty || kind != .zip else { throw ConversionError.noPages }
        // A bomb is one thing that is wrong, however many files it would have been.
        if let error = found.first?.error, found.count > 1,
            [.zipBomb, .nestedTooDeep(limit: limits.depth)].contains(error),
            found.allSatisfy({ $0.error == error })
        {
            throw error
        }
        return found
    }

    /// Whether what the child says that it wrote is a file in its folder, and nothing that leads out of it.
    private func isFile(_ place: String, in folder: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(place)")
        return !place.contains("/") && attributes?[.type] as? FileAttributeType == .typeRegular
    }

    /// A document, or what is in it.
    private func look(
        at path: String,
        _ name: String,
        _ depth: Int,
        _ budget: inout ConversionLimits
    ) async throws -> [ExpandedFile] {
        do {
            let kind = try kind(of: path, name: name)
            var found = kind == .zip ? [] : [ExpandedFile(name: name, path: path, kind: kind, error: nil)]
            if kind.hasEntries {
                let folder = "\(path).files"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
                found += try await expand(path, kind, name, into: folder, depth: depth + 1, &budget)
            }
            return found
        } catch let error as ConversionError {
            return [ExpandedFile(name: name, path: nil, kind: nil, error: error)]
        }
    }
}
