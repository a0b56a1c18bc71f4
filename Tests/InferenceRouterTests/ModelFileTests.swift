import Daemon
import Foundation
import InferenceRouter
import SuiteProtocol
import Testing

struct ModelFileTests {
    private static let file = ModelFile(path: "models.yaml")

    @Test(arguments: [
        ("capabilities: {}\nmodels: {}\nextra: 1", 3, "extra"),
        ("capabilities:\n  chat: { model: [a] }\nmodels: {}", 2, "model"),
        ("capabilities:\n  chat: { data_class: secret }\nmodels: {}", 2, "data_class"),
        ("capabilities:\n  chat: {}\n  talk: { aliases: [chat] }\nmodels: {}", 3, "talk"),
        ("capabilities:\n  chat: { implied: true }\nmodels: {}", 2, "chat"),
        ("capabilities:\n  chat: {}\nmodels:\n  m: { capabilities: [draw] }", 4, "capabilities"),
        ("capabilities:\n  chat: {}\nmodels:\n  m:\n    price: { input: 1, output: -2 }", 5, "output"),
        ("capabilities:\n  chat: {}\nmodels:\n  m:\n    context_length: long", 5, "context_length"),
        ("capabilities:\n  chat: {}\nmodels:\n  m:\n    licence_note: { es: hola }", 5, "en"),
        ("capabilities: [", 2, "YAML"), ("", 1, "models.yaml"),
    ])
    func aFaultIsNamedWithItsLine(text: String, line: Int, key: String) throws {
        let error = try #require(throws: ConfigurationFileError.self) { try Self.file.parse(text) }
        #expect(error.faults.map(\.line) == [line])
        #expect(error.faults.map(\.key) == [key])
    }

    @Test func theFileOfTheCheckoutKnowsTheSuitesModels() throws {
        let catalogue = try ModelFile(path: "Services/InferenceRouter/models.yaml").load()
        let capabilities = catalogue.capabilities.map(\.capability.rawValue)
        #expect(
            Set(capabilities) == [
                "medical-chat", "cxr-reasoning", "general-chat", "embeddings", "transcription", "speech",
            ]
        )
        let reason = try #require(catalogue.model(listedAs: "nvidia/NV-Reason-CXR-3B"))
        #expect(reason.licence == "NVIDIA OneWay Non-Commercial")
        #expect(reason.licenceNote?[.es].contains("sin fines comerciales") == true)
        #expect(catalogue.model(listedAs: "google/medgemma-27b-it")?.name == "medgemma-27b")
        #expect(catalogue.model(listedAs: "gemma2:9b")?.contextLength == 8_192)
        #expect(catalogue.model(listedAs: "bge-m3:latest")?.capabilities == [Capability(rawValue: "embeddings")])
        #expect(catalogue.model(listedAs: "simulated-medgemma") == nil)
    }

    @Test func theCapabilitySaysWhatNobodyVouchedFor() throws {
        let catalogue = try ModelFile(path: "Services/InferenceRouter/models.yaml").load()
        #expect(catalogue.dataClass(of: "general-chat") == .internal)
        #expect(catalogue.dataClass(of: "tts-1") == .internal)
        #expect(catalogue.dataClass(of: "medical-chat") == .clinical)
        #expect(catalogue.dataClass(of: "gemma2:9b") == .clinical)
        #expect(catalogue.dataClass(of: "draw") == .clinical)
    }
}
