import Configuration
import Daemon

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

    init(_ environment: DaemonEnvironment) throws {
        let config = environment.config
        placesFolder = config.string(forKey: "municipio.places", or: "Services/Municipio/Places")
        regions = try ActiveRegions(config.string(forKey: "municipio.regions", or: "AR-06"))
        maxQuestionCharacters = try config.int(forKey: "municipio.max.question.characters", or: 2_000, in: 1...20_000)
        maxTextCharacters = try config.int(forKey: "municipio.max.text.characters", or: 20_000, in: 1...200_000)
        maxNames = try config.int(forKey: "municipio.max.names", or: 5_000, in: 1...5_000)
    }
}
