import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import NIOHTTP1
import SuiteProtocol
import Synchronization

/// The built daemons as processes, on free ports and a home of their own, as `start-all.sh` runs them.
final class Suite: Sendable {
    let home: String
    let gateway: RunningDaemon
    private let processes: Mutex<[String: Process]>
    private let environments: [String: [String: String]]

    /// The administrator that the first start creates.
    static let user = "directora"
    static let password = "una contraseña de prueba"

    private static let postgreSQL = Turns(1)

    /// An empty database for all daemons; `nil` stands for the files in their home. One test at a time has PostgreSQL,
    /// since some stop it.
    static func withDatabase(_ engine: TestDatabase, _ body: (String?) async throws -> Void) async throws {
        let turns = engine == .postgresql ? postgreSQL : nil
        await turns?.take()
        defer { turns?.giveBack() }
        try await engine.withDaemonDatabase { try await body($0) }
    }

    /// Starts gateway, chat, analysis, municipio, documents and inference-router, and ends them when `body` has ended.
    ///
    /// - Parameters:
    ///   - settings: for all daemons, such as `REDIS_URL`.
    ///   - supervised: products that `scripts/supervise.sh` keeps running.
    ///   - disks: mebibytes of a disk of its own, on which a product has its data.
    static func run(
        model: String,
        settings: [String: String] = [:],
        supervised: Set<String> = [],
        disks: [String: Int] = [:],
        _ body: (Suite) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { home in
            let suite = try Suite(home: home, model: model, settings: settings)
            defer { suite.stop() }
            for product in ["inference-router", "chat", "analysis", "municipio", "documents", "gateway"] {
                if let size = disks[product] {
                    try suite.start(product, onDiskOf: size)
                } else {
                    try suite.start(product, supervised: supervised.contains(product))
                }
            }
            try await suite.untilHealthy()
            try await body(suite)
        }
    }

    private init(home: String, model: String, settings: [String: String]) throws {
        let ports = FreePorts.take(6)
        var common = settings
        common["PATH"] = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        common["CONSULTA_HOME"] = home
        common["GATEWAY_PORT"] = "\(ports[0])"
        common["CHAT_PORT"] = "\(ports[1])"
        common["INFERENCE_ROUTER_PORT"] = "\(ports[2])"
        common["MUNICIPIO_PORT"] = "\(ports[3])"
        common["ANALYSIS_PORT"] = "\(ports[4])"
        common["DOCUMENTS_PORT"] = "\(ports[5])"
        common["RATE_LIMIT_PER_MINUTE"] = "100000"
        common["CHAT_MAX_GENERATIONS"] = common["CHAT_MAX_GENERATIONS"] ?? "1000"
        environments = [
            "gateway": common.merging(
                ["CONSULTA_ADMIN_USER": Self.user, "CONSULTA_ADMIN_PASSWORD": Self.password],
                uniquingKeysWith: { $1 }
            ),
            "chat": common,
            "analysis": common,
            "municipio": common,
            "documents": common,
            "inference-router": common.merging(
                ["MEDGEMMA_ENDPOINTS": model, "NV_REASON_ENDPOINTS": "", "OLLAMA_ENDPOINTS": ""],
                uniquingKeysWith: { $1 }
            ),
        ]
        self.home = home
        gateway = RunningDaemon(url: "http://127.0.0.1:\(ports[0])", home: home)
        processes = Mutex([:])
        for folder in ["run", "logs", "data"] {
            try FileManager.default.createDirectory(atPath: "\(home)/\(folder)", withIntermediateDirectories: true)
        }
    }

    /// Where a daemon itself listens, behind the gateway.
    func url(of product: String) -> String {
        let port = environments[product]?["\(Self.prefix(of: product))_PORT"]
        return "http://127.0.0.1:\(port ?? "")"
    }

    func environment(of product: String) -> [String: String] { environments[product] ?? [:] }

    /// Another daemon of the same kind, on a port of its own: nobody is led to it.
    func startReplica(of product: String) throws {
        let port = FreePorts.take(1)
        let settings = ["\(Self.prefix(of: product))_PORT": "\(port[0])"]
        try start(product, by: [Self.executable(product)], as: "\(product)-2", settings)
    }

    private static func prefix(of product: String) -> String { product.uppercased().replacing("-", with: "_") }

    func start(_ product: String, supervised: Bool = false) throws {
        let executable = try Self.executable(product)
        let command = supervised ? [Repository.path("scripts/supervise.sh"), product, executable] : [executable]
        try start(product, by: command, as: product, [:])
    }

    private func start(_ product: String, onDiskOf mebibytes: Int) throws {
        try start(product, by: SmallDisk.command(mebibytes, home + "/data", Self.executable(product)), as: product, [:])
    }

    private static func executable(_ product: String) throws -> String {
        try Executables.folder().appending(path: product).path
    }

    /// What `SmallDisk` has of a product's.
    func disk(of product: String) throws -> SmallDisk {
        guard let process = processes.withLock({ $0[product] }) else { throw NotInTime(what: "\(product) runs") }
        return SmallDisk(process: process.processIdentifier, folder: home + "/data")
    }

    private func start(
        _ product: String,
        by command: [String],
        as name: String,
        _ settings: [String: String]
    ) throws {
        let process = Unmasked.process(command[0], Array(command.dropFirst()))
        process.environment = environment(of: product).merging(settings) { $1 }
        process.currentDirectoryURL = URL(filePath: Repository.path(""))
        let log = "\(home)/logs/\(name).log"
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        let handle = try FileHandle(forWritingTo: URL(filePath: log))
        try handle.seekToEnd()
        process.standardError = handle
        process.standardOutput = handle
        try process.run()
        processes.withLock { $0[name] = process }
    }

    /// `kill -9`.
    func kill(_ product: String) {
        guard let process = processes.withLock({ $0[product] }) else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Holds a daemon where it is: its connections stay, and nobody answers on them.
    func pause(_ product: String) { signal(SIGSTOP, to: product) }

    func resume(_ product: String) { signal(SIGCONT, to: product) }

    private func signal(_ signal: Int32, to product: String) {
        guard let process = processes.withLock({ $0[product] }), process.isRunning else { return }
        Foundation.kill(process.processIdentifier, signal)
    }

    private func stop() {
        let all = processes.withLock { $0 }
        for (product, process) in all where process.isRunning {
            process.terminate()
            resume(product)
        }
        for process in all.values { process.waitUntilExit() }
    }

    /// Signs the administrator in.
    func signIn() async throws -> String {
        struct Answer: Decodable { let accessToken: String }
        let response = try await gateway.post(
            "/auth/login",
            json: #"{"username": "\#(Self.user)", "password": "\#(Self.password)"}"#
        )
        guard response.status == 200 else { throw Unexpected(response: response) }
        return try response.decode(Answer.self, by: WireJSON.decoder()).accessToken
    }

    struct Unexpected: Error {
        let response: TestResponse
    }

    /// Waits until a question can be answered through every layer.
    func untilHealthy() async throws {
        do {
            var token: String?
            try await eventually("the suite is healthy") {
                // Once: a password takes longer to check than all else here.
                if token == nil { token = try? await signIn() }
                guard let token, let health = try? await gateway.get("/health", token: token) else { return false }
                return health.status == 200 && health.body.contains(#""product":"chat""#)
                    && !health.body.contains(#""status":"down""#)
            }
        } catch let late as NotInTime {
            throw NotInTime(what: "\(late.what):\n\(lastWords())")
        }
    }

    /// The end of each daemon's log.
    private func lastWords() -> String {
        environments.keys.sorted().map { product in
            let log = (try? String(contentsOfFile: "\(home)/logs/\(product).log", encoding: .utf8)) ?? ""
            return "\(product): " + log.split(separator: "\n").suffix(3).joined(separator: "\n")
        }.joined(separator: "\n")
    }
}

/// Polls until `condition` holds; fails after a minute, far longer than a busy machine needs.
func eventually(_ what: String, within limit: Duration = .seconds(60), _ condition: () async throws -> Bool)
    async throws
{
    let start = ContinuousClock.now
    while try await !condition() {
        guard ContinuousClock.now - start < limit else { throw NotInTime(what: what) }
        try await Task.sleep(for: .milliseconds(50))
    }
}

struct NotInTime: Error {
    let what: String
}
