import Configuration
import Daemon
import Persistence

/// Every key of the chat daemon.
struct Settings {
    /// `CHAT_ASSISTANTS` (`Services/Chat/Assistants`): the folder of assistants, one YAML file each.
    let assistantsFolder: String
    /// `CHAT_VOCABULARY` (`Services/Chat/Vocabulary`): the folder of clinical words and of rules on messages.
    let vocabularyFolder: String
    /// `CHAT_MAX_MESSAGE_CHARACTERS` (32,000): the longest message a person may send.
    let maxMessageCharacters: Int
    /// `CHAT_MAX_ANSWER_CHARACTERS` (200,000): where an answer is ended, as a model that never stops would go on.
    let maxAnswerCharacters: Int
    /// `CHAT_MAX_GENERATIONS` (4): answers of one person that are written at the same time.
    let maxGenerationsPerPerson: Int
    /// `CHAT_UNDO_SECONDS` (15): how long a deleted conversation can be restored.
    let undoSeconds: Int
    /// `CHAT_RETENTION_DAYS`: how long a conversation is kept after its last message; unset means until it is deleted.
    let retentionDays: Int?
    /// `CHAT_DATABASE_URL`, else `DATABASE_URL`, else a SQLite file in `CONSULTA_HOME`.
    let databaseURL: String
    /// `REDIS_URL`: unset means no live notifications, and durable events wait.
    let redisURL: String?
    /// `DATA_KEYS`: the keys of encrypted columns as a secret; unset means files in `CONSULTA_HOME/keys`.
    let dataKeys: String?
    /// `HELP_DESK_RETENTION_DAYS` (30): how long a conversation with the help desk is kept after its last question.
    let helpDeskRetentionDays: Int
    /// `MUNICIPIO_URL` (loopback, `MUNICIPIO_PORT`): what the help desk knows of places, offices and answers.
    let municipioURL: String
    /// `ANALYSIS_URL` (loopback, `ANALYSIS_PORT`): emotion and style of messages, and whom the institution names for help.
    let analysisURL: String
    /// `DOCUMENTS_URL` (loopback, `DOCUMENTS_PORT`): the documents that conversations stand on.
    let documentsURL: String
    /// `INFERENCE_ROUTER_URL` (loopback, `INFERENCE_ROUTER_PORT`).
    let routerURL: String

    init(_ environment: DaemonEnvironment) throws {
        let config = environment.config
        assistantsFolder = config.string(forKey: "chat.assistants", or: "Services/Chat/Assistants")
        vocabularyFolder = config.string(forKey: "chat.vocabulary", or: "Services/Chat/Vocabulary")
        maxMessageCharacters = try config.int(forKey: "chat.max.message.characters", or: 32_000, in: 1...1_000_000)
        maxAnswerCharacters = try config.int(forKey: "chat.max.answer.characters", or: 200_000, in: 1...10_000_000)
        maxGenerationsPerPerson = try config.int(forKey: "chat.max.generations", or: 4, in: 1...1_000)
        undoSeconds = try config.int(forKey: "chat.undo.seconds", or: 15, in: 0...86_400)
        retentionDays = try config.text("chat.retention.days").map { _ in
            try config.int(forKey: "chat.retention.days", or: 0, in: 1...36_500)
        }
        databaseURL = Database.url(
            for: environment.product,
            own: config.text("chat.database.url", secret: true),
            shared: config.text("database.url", secret: true),
            home: environment.home
        )
        redisURL = config.text("redis.url", secret: true)
        dataKeys = config.text("data.keys", secret: true)
        helpDeskRetentionDays = try config.int(forKey: "help.desk.retention.days", or: 30, in: 1...36_500)
        municipioURL = try environment.url(of: "municipio", defaultPort: 5006)
        analysisURL = try environment.url(of: "analysis", defaultPort: 5002)
        documentsURL = try environment.url(of: "documents", defaultPort: 5007)
        routerURL = try environment.url(of: "inference-router", defaultPort: 5010)
    }
}
