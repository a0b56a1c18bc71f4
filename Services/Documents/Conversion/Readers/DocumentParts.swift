/// The parts of a document that is an archive, opened within what it may hold in all.
final class DocumentParts {
    /// What one part names another by, and where that is.
    struct Relation {
        let type: Substring
        let target: String
    }

    private let archive: ZipArchive
    private var room: Int

    init(_ file: FileBytes, limits: ConversionLimits) throws {
        archive = try ZipArchive(file, limits: limits)
        room = limits.unpackedSize
    }

    func has(_ name: String) -> Bool { archive.directory[name] != nil }

    /// Nil where there is none.
    func bytes(_ name: String) throws -> [UInt8]? {
        let bytes = try archive.contents(name, limit: room)
        room -= bytes?.count ?? 0
        return bytes
    }

    /// A part as markup; empty where there is none.
    func markup(_ name: String, isHTML: Bool = false) throws -> MarkupReader {
        MarkupReader(try bytes(name) ?? [], isHTML: isHTML)
    }

    /// Of Office Open XML (ECMA-376, part 2, 8.5), by id. The empty name is the whole package.
    func relations(of part: String) throws -> [String: Relation] {
        let folder = part.folder
        var reader = try markup("\(folder)_rels/\(part.dropFirst(folder.count)).rels")
        var relations: [String: Relation] = [:]
        while let token = reader.next() {
            guard case .start(let tag) = token, tag.name == "Relationship", let id = tag["Id"],
                let target = tag["Target"], tag["TargetMode"] != "External"
            else { continue }
            let type = (tag["Type"] ?? "").split(separator: "/").last ?? ""
            relations[id] = Relation(type: type, target: target.resolved(in: folder))
        }
        return relations
    }

    /// Its main part; where that isn't named, it is where everybody has it.
    func mainPart(orElse usual: String) throws -> String {
        try relations(of: "").values.first { $0.type == "officeDocument" }?.target ?? usual
    }

    /// Title and language of `docProps/core.xml` and `meta.xml` (Dublin Core).
    func properties(_ name: String) throws -> (title: String?, language: String?) {
        var reader = try markup(name)
        var (values, open): ([String: String], String?) = ([:], nil)
        while let token = reader.next() {
            switch token {
            case .start(let tag): open = tag.name
            case .text(let text): if let open { values[open, default: ""] += text }
            case .end: open = nil
            }
        }
        return (values["title"]?.nonBlank, values["language"]?.nonBlank)
    }
}

extension String {
    /// With its slash; empty for none.
    var folder: String { lastIndex(of: "/").map { String(self[...$0]) } ?? "" }

    /// A relative path of an archive, made one from its root.
    func resolved(in folder: String) -> String {
        guard !hasPrefix("/") else { return String(dropFirst()) }
        var path: [Substring] = []
        for step in (folder + self).split(separator: "/") where step != "." {
            if step == ".." { _ = path.popLast() } else { path.append(step) }
        }
        return path.joined(separator: "/")
    }
}
