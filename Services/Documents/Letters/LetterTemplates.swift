import Conversion
import Daemon
import FoundationEssentials
import SuiteProtocol
import Uploads

/// Templates of people, and the example of everybody.
struct LetterTemplates: Sendable {
    let store: LetterStore
    let converter: Converter
    let work: LetterFolder

    /// Opens what somebody sent, and keeps it.
    ///
    /// - Throws: `LetterError`.
    func add(_ file: UploadedFile, name: String, of owner: String) async throws -> StoredTemplate {
        let template = try await open(file.path) { template, _ in template }
        guard !template.fields.isEmpty else { throw LetterError.noFields }
        let about = LetterTemplateAbout(name: name, fields: template.fields, text: template.text)
        let now = Date()
        let content = try Data(contentsOf: URL(filePath: file.path))
        let id = try await store.add(about, Array(content), of: owner, at: now)
        return StoredTemplate(id: id, name: name, fields: template.fields, isExample: false, createdAt: now)
    }

    /// The person's own, newest first, and the example.
    func list(of owner: String, in language: Language) async throws -> [StoredTemplate] {
        let example = ExampleLetter(language)
        let stored = StoredTemplate(
            id: example.id,
            name: example.name,
            fields: example.fields,
            isExample: true,
            createdAt: nil
        )
        return try await store.templates(of: owner) + [stored]
    }

    func about(_ id: String, of owner: String) async throws -> LetterTemplateAbout {
        guard let example = ExampleLetter(id: id) else { return try await store.about(template: id, of: owner) }
        return LetterTemplateAbout(name: example.name, fields: example.fields, text: example.text)
    }

    func content(_ id: String, of owner: String) async throws -> [UInt8] {
        guard let example = ExampleLetter(id: id) else { return try await store.content(ofTemplate: id, of: owner) }
        return try example.file()
    }

    func remove(_ id: String, of owner: String) async throws {
        guard ExampleLetter(id: id) == nil else { throw LetterError.exampleStays }
        try await store.removeTemplate(id, of: owner)
    }

    /// Ready to be filled.
    ///
    /// - Throws: `JobFailure` where it is gone, or can't be opened any more.
    func draft(_ id: String, of owner: String) async throws -> LetterDraft {
        do {
            let content = try await content(id, of: owner)
            return try await work.use { folder in
                let file = "\(folder)/template.docx"
                try Data(content).write(to: URL(filePath: file))
                return try await open(file) { try LetterDraft($0, folder: $1) }
            }
        } catch LetterError.templateNotFound {
            throw JobFailure(Messages.letterTemplateNotFound, code: "letter_template_not_found")
        } catch LetterError.unreadable(let error) where !error.isTransient {
            throw JobFailure(error.code, es: error.sentence.es, en: error.sentence.en)
        }
    }

    private func open<Value: Sendable>(
        _ file: String,
        _ body: (LetterTemplate, String) throws -> Value
    ) async throws -> Value {
        try await work.use { folder in
            do {
                return try body(await converter.letterTemplate(file, into: folder), folder)
            } catch let error as ConversionError {
                throw LetterError.unreadable(error)
            }
        }
    }
}

extension JobFailure {
    init(_ text: LocalizedText, code: String) { self.init(code, es: text[.es], en: text[.en]) }
}
