import Configuration
import Daemon
import InferenceRouter
import NIOCore
import Testing

struct SettingsTests {
    private func settings(_ variables: [String: String]) throws -> Settings {
        try Settings(ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: variables)))
    }

    @Test func looksForTheUsualPlacesWhereNothingIsSet() throws {
        let endpoints = try settings([:]).endpoints
        #expect(
            endpoints.map(\.address.url) == [
                "http://127.0.0.1:8000", "http://127.0.0.1:8001", "http://127.0.0.1:11434",
            ]
        )
        #expect(endpoints.allSatisfy { $0.isAssumed })
    }

    @Test func anEmptyListMeansNone() throws {
        let none = ["MEDGEMMA_ENDPOINTS": "", "NV_REASON_ENDPOINTS": "", "OLLAMA_ENDPOINTS": ""]
        #expect(try settings(none).endpoints.isEmpty)
    }

    @Test func understandsEveryKey() throws {
        let endpoints = try settings([
            "MEDGEMMA_ENDPOINTS": "http://a:8000, http://b:8000/v1/ ,", "VLLM_ENDPOINT": "https://c/x/v1",
            "NV_REASON_ENDPOINTS": "http://[::1]:8001", "OLLAMA_ENDPOINT": "http://d:11434",
            "OLLAMA_ENDPOINT_1": "http://e:11434", "OLLAMA_ENDPOINT_4": "http://f:11434",
            "LM_STUDIO_URL": "http://g:1234/v1",
        ]).endpoints
        #expect(
            endpoints.map { "\($0.id) \($0.address.url)" } == [
                "medgemma-1 http://a:8000", "medgemma-2 http://b:8000", "medgemma-3 https://c/x",
                "nv-reason-1 http://[::1]:8001", "ollama-1 http://d:11434", "ollama-2 http://e:11434",
                "ollama-3 http://f:11434", "lm-studio-1 http://g:1234",
            ]
        )
        #expect(endpoints.allSatisfy { !$0.isAssumed })
        #expect(endpoints[0].capabilities == [.medicalChat: 0])
        #expect(endpoints[4].capabilities == [.generalChat: 0, .medicalChat: 1])
    }

    @Test func enginesForSpeechAreEndpointsToo() throws {
        let endpoints = try settings([
            "MEDGEMMA_ENDPOINTS": "", "NV_REASON_ENDPOINTS": "", "OLLAMA_ENDPOINTS": "",
            "WHISPER_ENDPOINT": "http://a:9000", "TTS_ENDPOINT": "http://b:8880/v1",
        ]).endpoints
        #expect(endpoints.map(\.id) == ["whisper-1", "tts-1"])
        #expect(endpoints.map(\.capabilities) == [[.transcription: 0], [.speech: 0]])
    }

    @Test func oneURLUnderTwoKeysIsOneEndpoint() throws {
        let endpoints = try settings([
            "MEDGEMMA_ENDPOINTS": "http://a:11434/v1", "OLLAMA_ENDPOINTS": "http://a:11434",
            "NV_REASON_ENDPOINTS": "",
        ]).endpoints
        #expect(endpoints.map(\.id) == ["medgemma-1"])
        #expect(endpoints[0].capabilities == [.medicalChat: 0, .generalChat: 0])
    }

    @Test(arguments: [
        ("MEDGEMMA_ENDPOINTS", "localhost:8000"), ("MEDGEMMA_ENDPOINTS", "http://a,ftp://b"),
        ("OLLAMA_ENDPOINT_2", "http://user:secret@host"), ("LM_STUDIO_URL", "http://h/v1?key=1"),
        ("VLLM_ENDPOINT", "http://h:99999"), ("ROUTER_BREAKER_FAILURES", "zero"), ("ROUTER_IDLE_S", "-1"),
        ("ROUTER_RETRY_SHARE", "1.5"), ("ROUTER_CONCURRENCY", "0"), ("ROUTER_PROBE_S", "soon"),
        ("ROUTER_OUTSIDE_DATA_CLASSES", "public,clinical"), ("ROUTER_OUTSIDE_DATA_CLASSES", "some"),
        ("ROUTER_CURRENCY", "dollars"), ("TTS_ENDPOINT", "b:8880"),
    ])
    func aMalformedValueIsNamed(key: String, value: String) {
        let error = #expect(throws: ConfigurationError.self) { try settings([key: value]) }
        #expect(error?.key == key)
        #expect(error?.description.contains("secret") == false)
    }

    @Test func statedDefaults() throws {
        let settings = try settings([:])
        #expect(settings.breaker.consecutiveFailures == 5)
        #expect(settings.breaker.longestOpen == .seconds(300))
        #expect(settings.retry.attempts == 3)
        #expect(settings.timeouts.connect == .seconds(2))
        #expect(settings.timeouts.headerUnknown == .seconds(120))
        #expect(settings.limits.bodyHeld == 33_554_432)
        #expect(settings.limits.bodyLargest == 536_870_912)
        #expect(settings.choosing.concurrency == 32)
    }

    @Test(arguments: [
        ("http://127.0.0.1:1", true), ("http://localhost:1", true), ("http://10.1.2.3:1", true),
        ("http://172.20.0.4:1", true), ("http://ollama:1", true), ("http://[::1]:1", true),
        ("http://8.8.8.8:1", false), ("https://api.example.com", false), ("http://172.40.0.1:1", false),
    ])
    func knowsWhatIsNear(url: String, isLocal: Bool) throws {
        #expect(try EndpointAddress(url).isLocal == isLocal)
    }
}
