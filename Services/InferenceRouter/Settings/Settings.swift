import Configuration
import Daemon
import Persistence

/// Every key of the inference-router. A malformed value stops the daemon and is named.
package struct Settings: Sendable {
    /// `MEDGEMMA_ENDPOINTS`, `VLLM_ENDPOINT`, `NV_REASON_ENDPOINTS`, `OLLAMA_ENDPOINTS`, `OLLAMA_ENDPOINT`,
    /// `OLLAMA_ENDPOINT_1`…`4`, `LM_STUDIO_URL`, `WHISPER_ENDPOINT`, `TTS_ENDPOINT`.
    package let endpoints: [EndpointDeclaration]
    /// `EXTERNAL_ENDPOINTS` (`CONSULTA_HOME/endpoints.yaml`, which need not be there): endpoints, with all that can be
    /// said of one.
    package let endpointFile: String?
    /// `ROUTER_MODELS` (`CONSULTA_HOME/models.yaml`, else `Services/InferenceRouter/models.yaml`).
    package let modelFile: String?
    package let destinations: DestinationSettings
    package let choosing: ChoosingSettings
    package let breaker: BreakerSettings
    package let retry: RetrySettings
    package let timeouts: TimeoutSettings
    package let probes: ProbeSettings
    package let limits: LimitSettings
    package let spending: SpendingSettings
    /// `REDIS_URL` (unset): where changes of state are told.
    package let redisURL: String?

    /// `INFERENCE_ROUTER_DATABASE_URL`, else `DATABASE_URL`, else a SQLite file in `CONSULTA_HOME`.
    package let databaseURL: String

    package init(_ config: ConfigReader) throws {
        endpoints = try EndpointDeclaration.read(config)
        endpointFile = config.text("external.endpoints")
        modelFile = config.text("router.models")
        destinations = try DestinationSettings(config)
        choosing = try ChoosingSettings(config)
        breaker = try BreakerSettings(config)
        retry = try RetrySettings(config)
        timeouts = try TimeoutSettings(config)
        probes = try ProbeSettings(config)
        limits = try LimitSettings(config)
        spending = try SpendingSettings(config)
        databaseURL = Database.url(
            for: "inference-router",
            own: config.text("inference-router.database.url", secret: true),
            shared: config.text("database.url", secret: true),
            home: config.string(forKey: "consulta.home", or: ".consulta")
        )
        redisURL = config.text("redis.url", secret: true)
    }
}
