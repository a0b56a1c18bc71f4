import Configuration
import Conversion
import Daemon
import Foundation
import Persistence

/// Every key of the documents daemon.
struct Settings {
    /// `DOCUMENTS_READER`: the program that reads untrusted files; unset, `document-reader` beside this one.
    let reader: String
    /// `DOCUMENTS_CONVERTERS` (2): converters that run at a time.
    let converters: Int
    /// `DOCUMENTS_MAX_FILE_MIB` (200): the largest file.
    let maxFileBytes: Int
    /// `DOCUMENTS_MAX_PAGES` (5,000): of one document.
    let maxPages: Int
    /// `DOCUMENTS_MAX_FILES` (500): files in one upload.
    let maxFiles: Int
    /// `DOCUMENTS_MAX_UPLOAD_MIB` (1,024): all files of one upload.
    let maxUploadBytes: Int
    /// `DOCUMENTS_QUOTA_MIB` (20,480): all documents of one person.
    let quotaBytes: Int
    /// `DOCUMENTS_JOB_RETENTION_DAYS` (30): how long an ended job is listed.
    let jobRetentionDays: Int
    /// `DOCUMENTS_CONTEXT_CHARACTERS` (24,000): of documents that a model is given at once, about 7,000 tokens.
    let contextCharacters: Int
    /// `DOCUMENTS_WHOLE_PARTS` (8): parts in which a model reads whole what it can't be given at once.
    let wholeParts: Int
    /// `DOCUMENTS_MAX_ANSWER_TOKENS` (1,500): the longest answer.
    let maxAnswerTokens: Int
    /// `DOCUMENTS_LETTER_RETENTION_DAYS` (90): how long letters are kept after they were asked for.
    let letterRetentionDays: Int
    /// `DOCUMENTS_OFFICE_FOLDER` (`/usr/lib/libreoffice/program`): the folder of LibreOffice, which prints letters to PDF.
    let office: String
    /// `EMBEDDINGS_MODEL`: the model whose vectors are searched; unset, whatever serves `embeddings`.
    let embeddingsModel: String?
    /// `CHROMA_URL`: where vectors are kept instead of here.
    let chromaURL: String?
    /// `INFERENCE_ROUTER_URL`: who has the models.
    let routerURL: String
    /// `DOCUMENTS_DATABASE_URL`, else `DATABASE_URL`, else a SQLite file in `CONSULTA_HOME`.
    let databaseURL: String
    /// What is searched: a file beside the daemon's database, or another schema in PostgreSQL.
    let indexURL: String
    /// `REDIS_URL`: unset means that pages ask how far a job is, and nobody is told.
    let redisURL: String?
    /// Where files are kept.
    let filesFolder: String

    init(_ environment: DaemonEnvironment) throws {
        let config = environment.config
        reader = config.text("documents.reader") ?? Self.beside("document-reader")
        converters = try config.int(forKey: "documents.converters", or: 2, in: 1...64)
        maxFileBytes = try config.int(forKey: "documents.max.file.mib", or: 200, in: 1...2_048) << 20
        maxPages = try config.int(forKey: "documents.max.pages", or: 5_000, in: 1...100_000)
        maxFiles = try config.int(forKey: "documents.max.files", or: 500, in: 1...5_000)
        maxUploadBytes = try config.int(forKey: "documents.max.upload.mib", or: 1_024, in: 1...65_536) << 20
        quotaBytes = try config.int(forKey: "documents.quota.mib", or: 20_480, in: 1...16_777_216) << 20
        jobRetentionDays = try config.int(forKey: "documents.job.retention.days", or: 30, in: 1...36_500)
        contextCharacters = try config.int(forKey: "documents.context.characters", or: 24_000, in: 2_000...2_000_000)
        wholeParts = try config.int(forKey: "documents.whole.parts", or: 8, in: 1...100)
        maxAnswerTokens = try config.int(forKey: "documents.max.answer.tokens", or: 1_500, in: 50...32_000)
        letterRetentionDays = try config.int(forKey: "documents.letter.retention.days", or: 90, in: 1...36_500)
        office = config.text("documents.office.folder") ?? Converter.installedOffice
        embeddingsModel = config.text("embeddings.model")
        chromaURL = config.text("chroma.url")
        routerURL = try environment.url(of: "inference-router", defaultPort: 5010)
        databaseURL = Database.url(
            for: environment.product,
            own: config.text("documents.database.url", secret: true),
            shared: config.text("database.url", secret: true),
            home: environment.home
        )
        indexURL = Database.file(of: databaseURL).map { "sqlite:\(Self.index(beside: $0))" } ?? databaseURL
        redisURL = config.text("redis.url", secret: true)
        filesFolder = "\(environment.home)/data/documents"
    }

    private static func beside(_ name: String) -> String {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: program).deletingLastPathComponent().path + "/\(name)"
    }

    /// `documents-index.sqlite` for `documents.sqlite`.
    private static func index(beside file: String) -> String {
        file.hasSuffix(".sqlite") ? "\(file.dropLast(7))-index.sqlite" : "\(file)-index"
    }
}
