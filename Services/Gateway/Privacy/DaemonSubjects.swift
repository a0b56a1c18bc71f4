import AsyncHTTPClient
import Daemon
import Foundation
import Identity
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol

/// Asks the other daemons what they hold on a person, and has them forget it.
struct DaemonSubjects: Sendable {
    let routes: CurrentRoutes
    let signer: TokenSigner
    let client: HTTPClient

    /// What one daemon said; nil where it is away.
    struct Answer: Sendable {
        let daemon: String
        let report: SubjectReport?
    }

    struct Refused: Error {
        let status: UInt
    }

    /// One answer may be large: all of a person's conversations with their images.
    private static let largest = 512 << 20

    var installed: [String] { routes.table.installed.map(\.product) }
    var absent: [String] { routes.table.daemons.filter { !$0.isInstalled }.map(\.product) }

    /// Every installed daemon, side by side, in the order of the route table.
    func reports(of subject: String, withData: Bool, in language: Language) async -> [Answer] {
        let installed = installed
        let found = await withTaskGroup(of: Answer.self) { group in
            for daemon in installed {
                group.addTask {
                    let report = try? await report(of: subject, at: daemon, withData: withData, in: language)
                    return Answer(daemon: daemon, report: report)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.daemon] = $1 }
        }
        return installed.compactMap { found[$0] }
    }

    func erase(_ subject: String, at daemon: String, in language: Language) async throws -> SubjectErasure {
        try await ask(.DELETE, daemon, subject, language, within: .minutes(20))
    }

    private func report(
        of subject: String,
        at daemon: String,
        withData: Bool,
        in language: Language
    ) async throws -> SubjectReport {
        let query = withData ? "?data=true" : ""
        return try await ask(.GET, daemon, subject + query, language, within: withData ? .minutes(5) : .seconds(5))
    }

    private func ask<Value: Decodable>(
        _ method: HTTPMethod,
        _ daemon: String,
        _ path: String,
        _ language: Language,
        within limit: TimeAmount
    ) async throws -> Value {
        guard let url = routes.table.daemon(daemon)?.url else { throw Refused(status: 501) }
        var request = HTTPClientRequest(url: "\(url)/internal/subjects/\(path)")
        request.method = method
        request.headers.add(name: "accept-language", value: language.rawValue)
        request.headers.add(name: "authorization", value: "Bearer \(try await signer.serviceToken(for: daemon))")
        let response = try await client.execute(request, timeout: limit)
        guard response.status == .ok else { throw Refused(status: response.status.code) }
        let body = try await response.body.collect(upTo: Self.largest)
        return try WireJSON.decoder().decode(Value.self, from: body)
    }
}
