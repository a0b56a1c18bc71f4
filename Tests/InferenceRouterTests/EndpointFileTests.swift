import Daemon
import Foundation
import InferenceRouter
import SuiteProtocol
import Testing

struct EndpointFileTests {
    private static let file = EndpointFile(
        path: "endpoints.yaml",
        capabilities: [.medicalChat, .generalChat, .cxrReasoning]
    )

    private static func entry(_ rest: String) -> String {
        "endpoints:\n  - url: https://api.example.com/v1\n" + rest
    }

    @Test func readsAllThatCanBeSaid() throws {
        let endpoints = try Self.file.parse(
            Self.entry(
                """
                    name: Nube de ejemplo
                    capabilities: [general-chat]
                    tier: paid
                    weight: 3
                    concurrency: 8
                    price: { input: 0.15, output: 0.6 }
                    monthly_cap: 50
                    data_classes: [public, internal]
                    secret: [first-key, second-key]
                """
            ),
            adding: []
        )
        let endpoint = try #require(endpoints.first)
        #expect(endpoint.id == "nube-de-ejemplo")
        #expect(endpoint.address.url == "https://api.example.com")
        #expect(endpoint.capabilities == [.generalChat: 0])
        #expect(endpoint.tier == .paid)
        #expect(endpoint.weight == 3)
        #expect(endpoint.concurrency == 8)
        #expect(endpoint.price == Price(input: Amount(micros: 150_000), output: Amount(micros: 600_000)))
        #expect(endpoint.monthlyCap == Amount(micros: 50_000_000))
        #expect(endpoint.dataClasses == [.public, .internal])
        #expect(endpoint.secrets == ["first-key", "second-key"])
    }

    @Test func saysMoreOfAnEndpointThatIsThereAlready() throws {
        let known = EndpointDeclaration(
            id: "medgemma-1",
            address: try EndpointAddress("http://gpu1:8000"),
            capabilities: [.medicalChat: 0],
            isAssumed: true
        )
        let endpoints = try Self.file.parse(
            "endpoints:\n  - { url: 'http://gpu1:8000/v1', weight: 2, capabilities: [general-chat] }",
            adding: [known]
        )
        #expect(endpoints.map(\.id) == ["medgemma-1"])
        #expect(endpoints[0].weight == 2)
        #expect(endpoints[0].capabilities == [.medicalChat: 0, .generalChat: 0])
        #expect(!endpoints[0].isAssumed)
    }

    @Test(arguments: [
        ("    speed: 3", 3, "speed"), ("    weight: 0", 3, "weight"), ("    concurrency: many", 3, "concurrency"),
        ("    tier: cheap", 3, "tier"), ("    price: { input: 1 }", 3, "output"),
        ("    monthly_cap: -1", 3, "monthly_cap"),
        ("    data_classes: [secret]", 3, "data_classes"), ("    capabilities: [draw]", 3, "capabilities"),
        ("    secret: sk-abc/def", 3, "secret"), ("  - url: https://api.example.com", 3, "endpoints"),
        ("  - url: https://user:hunter2@example.com", 3, "url"), ("  - url: ftp://example.com", 3, "url"),
    ])
    func aFaultIsNamedWithItsLine(rest: String, line: Int, key: String) throws {
        let error = try #require(throws: ConfigurationFileError.self) {
            try Self.file.parse(Self.entry(rest), adding: [])
        }
        #expect(error.faults.map(\.line) == [line])
        #expect(error.faults.map(\.key) == [key])
        #expect(!error.description.contains("hunter2"))
    }

    @Test func clinicalRequestsNeverLeaveWhateverTheFileSays() throws {
        for tier in ["", "    tier: local"] {
            let endpoints = try Self.file.parse(Self.entry("    data_classes: [clinical]\n" + tier), adding: [])
            #expect(throws: Endpoint.Refused.clinicalOutside) { try Endpoint(endpoints[0]) }
        }
    }

    @Test func whatIsPaidByTheTokenIsNotTheInstitutionsOwn() throws {
        let endpoints = try Self.file.parse("endpoints:\n  - { url: 'http://127.0.0.1:4000', tier: paid }", adding: [])
        let endpoint = try Endpoint(endpoints[0])
        #expect(!endpoint.isOwn)
        #expect(endpoint.dataClasses == [.public])
    }
}

struct SecretFolderTests {
    @Test func readsASecretByItsNameOnly() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try "sk-one\n".write(toFile: folder + "/one", atomically: true, encoding: .utf8)
        try "two lines\nhere".write(toFile: folder + "/odd", atomically: true, encoding: .utf8)
        let secrets = SecretFolder(folders: [folder + "/none", folder])
        #expect(try secrets.credentials(["one"]).map(\.authorization) == ["Bearer sk-one"])
        #expect(throws: SecretFolder.Failure.missing("two")) { try secrets.credentials(["one", "two"]) }
        #expect(throws: SecretFolder.Failure.malformed("odd")) { try secrets.credentials(["odd"]) }
        for name in ["../one", "", ".one", "a/b"] {
            #expect(throws: SecretFolder.Failure.name(name)) { try secrets.credentials([name]) }
        }
    }
}

struct AmountTests {
    @Test func aPriceIsExactToTheMillionth() {
        let price = Price(input: Amount(micros: 150_000), output: Amount(micros: 600_000))
        #expect(price.cost(of: TokenUsage(input: 1_000, output: 500)).micros == 450)
        #expect(price.cost(of: TokenUsage(input: 1, output: 0)).micros == 1)
        #expect(price.cost(of: TokenUsage()).micros == 0)
        let dear = Price(input: Amount(micros: 1_000_000_000_000_000), output: .zero)
        #expect(dear.cost(of: TokenUsage(input: 999_999_999)).micros == 999_999_999_000_000_000)
    }

    @Test(arguments: [-1.0, .nan, .infinity, 1e10]) func whatIsNoAmountIsRefused(value: Double) {
        #expect(Amount(value) == nil)
    }
}
