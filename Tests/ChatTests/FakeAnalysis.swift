import DaemonTesting
import Foundation
import Hummingbird
import NIOCore
import SuiteProtocol

/// An analysis that names one line, reads sadness in everything, and remembers how often it was asked.
actor FakeAnalysis {
    private let verifiedOn: String
    private let isReady: Bool
    private let delay: Duration
    private(set) var readings = 0

    /// - Parameters:
    ///   - verifiedOn: days before today on which the line was verified.
    ///   - delay: before a message's reading is told.
    init(verifiedBefore days: Double = 1, isReady: Bool = true, delay: Duration = .zero) {
        verifiedOn = WireJSON.day(Date(timeIntervalSinceNow: -days * 86_400))
        self.isReady = isReady
        self.delay = delay
    }

    static let line = EventReader.HelpLineSeen(name: "Línea de la vida", telephone: "800 911 2000")

    private func read() async throws -> String {
        readings += 1
        try await Task.sleep(for: delay)
        return """
            {"emotion":{"label":"sadness","certain":true,"probabilities":{"sadness":0.9},"evidence":[]},
            "style":{"label":"passive","evidence":[]}}
            """
    }

    private var support: String {
        """
        {"ready":\(isReady),"missing":[],"people":[{"name":"Marta Ruiz"}],
        "lines":[{"name":"\(Self.line.name)","telephone":"\(Self.line.telephone)","hours":"24 horas",
        "verified_on":"\(verifiedOn)"}]}
        """
    }

    nonisolated func run(_ body: @escaping @Sendable (_ url: String) async throws -> Void) async throws {
        let router = Router()
        let json: @Sendable (String) -> Response = { text in
            Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: text))
            )
        }
        router.get("api/support/public") { _, _ in json(await self.support) }
        router.post("internal/analyses") { _, _ in json(try await self.read()) }
        try await LocalServer.run(router, body)
    }
}
