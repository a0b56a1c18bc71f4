import Configuration
import Daemon
import Testing

struct ConfigurationTests {
    private func config(_ variables: [String: String]) -> ConfigReader {
        ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: variables))
    }

    private func environment(_ variables: [String: String]) throws -> DaemonEnvironment {
        try DaemonEnvironment(product: "inference-router", defaultPort: 5010, config: config(variables))
    }

    @Test func readsWhatIsSetAndFallsBackWhereNothingIs() throws {
        let config = config(["A_NUMBER": "7", "A_RATIO": "0.5", "A_SWITCH": "Yes", "A_TEXT": "x", "AN_EMPTY_ONE": ""])
        #expect(try config.int(forKey: "a.number", or: 1) == 7)
        #expect(try config.double(forKey: "a.ratio", or: 1) == 0.5)
        #expect(try config.bool(forKey: "a.switch", or: false))
        #expect(config.string(forKey: "a.text", or: "y") == "x")
        #expect(try config.int(forKey: "an.empty.one", or: 3) == 3)
        #expect(try config.bool(forKey: "absent", or: true))
        #expect(config.text("absent") == nil)
    }

    @Test(arguments: ["siete", "7.5", "-1", "99999999999999999999", " 7"])
    func namesTheKeyOfAMalformedNumber(_ value: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try config(["RATE_LIMIT_PER_MINUTE": value]).int(forKey: "rate.limit.per.minute", or: 60)
        }
        #expect(error?.key == "RATE_LIMIT_PER_MINUTE")
        #expect(error?.description.contains("RATE_LIMIT_PER_MINUTE") == true)
    }

    @Test(arguments: ["nan", "inf", "mucho"])
    func namesTheKeyOfAMalformedRatio(_ value: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try config(["A_RATIO": value]).double(forKey: "a.ratio", or: 1)
        }
        #expect(error?.key == "A_RATIO")
    }

    @Test func namesTheKeyOfAMalformedSwitch() {
        let error = #expect(throws: ConfigurationError.self) {
            try config(["A_SWITCH": "maybe"]).bool(forKey: "a.switch", or: false)
        }
        #expect(error?.key == "A_SWITCH")
    }

    @Test(arguments: [
        ("INFERENCE_ROUTER_PORT", "65536"), ("INFERENCE_ROUTER_PORT", "http"), ("LOG_LEVEL", "loud"),
    ])
    func stopsADaemonAtBootOver(_ key: String, _ value: String) {
        let error = #expect(throws: ConfigurationError.self) { try environment([key: value]) }
        #expect(error?.key == key)
    }

    @Test func listensOnLoopbackUnlessToldOtherwise() throws {
        let untold = try environment([:])
        #expect(untold.host == "127.0.0.1" && untold.port == 5010 && untold.home == ".consulta")
        let told = try environment([
            "INFERENCE_ROUTER_HOST": "0.0.0.0", "INFERENCE_ROUTER_PORT": "6010", "CONSULTA_HOME": "/srv/consulta",
        ])
        #expect(told.host == "0.0.0.0" && told.port == 6010 && told.home == "/srv/consulta")
    }

    @Test func findsItsSisters() throws {
        #expect(try environment([:]).url(of: "radiology-rag", defaultPort: 5004) == "http://127.0.0.1:5004")
        let moved = try environment(["RADIOLOGY_RAG_PORT": "6004", "CHAT_URL": "https://chat.example/"])
        #expect(try moved.url(of: "radiology-rag", defaultPort: 5004) == "http://127.0.0.1:6004")
        #expect(try moved.url(of: "chat", defaultPort: 5001) == "https://chat.example")
    }

    @Test(arguments: ["chat:5001", "ftp://chat", "http://", "https:///path"])
    func namesTheKeyOfASistersMalformedURL(_ url: String) throws {
        let environment = try environment(["CHAT_URL": url])
        let error = #expect(throws: ConfigurationError.self) { try environment.url(of: "chat", defaultPort: 5001) }
        #expect(error?.key == "CHAT_URL")
    }

    @Test func readsItsEnvironmentFirst() async throws {
        #expect(try await daemonConfiguration().text("path")?.isEmpty == false)
    }
}
