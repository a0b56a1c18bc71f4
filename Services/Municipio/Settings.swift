import Configuration
import Daemon
import Persistence

/// Every key of the municipality look-up.
struct Settings {
    /// `MUNICIPIO_PLACES` (`Services/Municipio/Places`): the folder of places, one file a country.
    let placesFolder: String
    /// `MUNICIPIO_REGIONS` (`AR-06`, the Province of Buenos Aires): what is looked up, countries (`MX`) and provinces
    /// (`AR-06`) separated by commas.
    let regions: ActiveRegions
    /// `MUNICIPIO_MAX_QUESTION_CHARACTERS` (2,000): the longest question that is looked up.
    let maxQuestionCharacters: Int
    /// `MUNICIPIO_MAX_TEXT_CHARACTERS` (20,000): the longest text that places are extracted from.
    let maxTextCharacters: Int
    /// `MUNICIPIO_MAX_NAMES` (5,000): names in one call to be normalized.
    let maxNames: Int
    /// `MUNICIPIO_STALE_DAYS` (180): how long an office's data are trusted after somebody confirmed them.
    let staleDays: Int
    /// `MUNICIPIO_TICKET_RETENTION_DAYS` (365): how long a citizen's ticket is kept after its last change.
    let ticketRetentionDays: Int
    /// `MUNICIPIO_QUESTION_RETENTION_DAYS` (180): how long a question that nothing answered is kept.
    let questionRetentionDays: Int
    /// `MUNICIPIO_DATABASE_URL`, else `DATABASE_URL`, else a SQLite file in `CONSULTA_HOME`.
    let databaseURL: String
    /// `REDIS_URL`: unset means that what the audit is told of waits.
    let redisURL: String?

    init(_ environment: DaemonEnvironment) throws {
        let config = environment.config
        placesFolder = config.string(forKey: "municipio.places", or: "Services/Municipio/Places")
        regions = try ActiveRegions(config.string(forKey: "municipio.regions", or: "AR-06"))
        maxQuestionCharacters = try config.int(forKey: "municipio.max.question.characters", or: 2_000, in: 1...20_000)
        maxTextCharacters = try config.int(forKey: "municipio.max.text.characters", or: 20_000, in: 1...200_000)
        maxNames = try config.int(forKey: "municipio.max.names", or: 5_000, in: 1...5_000)
        staleDays = try config.int(forKey: "municipio.stale.days", or: 180, in: 1...36_500)
        ticketRetentionDays = try config.int(forKey: "municipio.ticket.retention.days", or: 365, in: 1...36_500)
        questionRetentionDays = try config.int(forKey: "municipio.question.retention.days", or: 180, in: 1...36_500)
        databaseURL = Database.url(
            for: environment.product,
            own: config.text("municipio.database.url", secret: true),
            shared: config.text("database.url", secret: true),
            home: environment.home
        )
        redisURL = config.text("redis.url", secret: true)
    }
}
