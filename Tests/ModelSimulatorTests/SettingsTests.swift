import DaemonTesting
import Foundation
import NIOHTTP1
import Testing

struct SettingsTests {
    @Test(arguments: [["--first-token-ms", "pronto"], ["--desconocida", "1"], ["--fault", "explota"], ["--port"]])
    func refusesToStartWithAMalformedOption(options: [String]) async {
        await #expect(throws: ModelSimulatorProcess.StartError.self) {
            try await ModelSimulatorProcess(options: options)
        }
    }

    @Test func writesItsPortToAFile() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).port")
        defer { try? FileManager.default.removeItem(at: file) }
        let simulator = try await ModelSimulatorProcess(options: ["--port-file", file.path])
        #expect(try String(contentsOf: file, encoding: .utf8) == "\(simulator.port)\n")
    }

    @Test func listensAgainOnThePortItHad() async throws {
        let first = try await quickSimulator()
        #expect(try await first.chat("hola", headers: ["connection": "close"]).status == 200)
        await first.kill()
        let second = try await ModelSimulatorProcess(port: first.port)
        #expect(second.url == first.url)
        #expect(try await second.get("/v1/models").status == 200)
    }
}
