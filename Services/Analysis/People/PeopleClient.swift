import AsyncHTTPClient
import Foundation
import Identity
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol
import Synchronization

/// Somebody with an account, as the gateway knows them.
struct Person: Decodable, Sendable {
    let name: String
    let email: String?
    let roles: Set<Role>
    let withheld: Set<Purpose>
    let tutors: [String]
    /// Of a tutor: those of their groups.
    let students: [String]
}

/// A group as the gateway knows it.
struct Group: Decodable, Sendable {
    let name: String
    let students: [String]
}

/// A daemon that is asked doesn't answer, or didn't understand.
struct ServiceAway: Error {}

/// Asks the gateway who people are, and whom their groups link them to; an answer holds for a moment.
final class PeopleClient: Sendable {
    private static let patience = TimeAmount.seconds(3)
    private static let largest = 4 << 20
    private static let lifetime = Duration.seconds(10)
    private static let capacity = 4_096

    private struct Known {
        let person: Person
        let until: ContinuousClock.Instant
    }

    private let url: String
    private let client: HTTPClient
    private let tokens: TokenSigner
    private let known = Mutex<[String: Known]>([:])

    init(url: String, client: HTTPClient, tokens: TokenSigner) {
        self.url = url
        self.client = client
        self.tokens = tokens
    }

    /// Nil for whoever has no account any more. Throws `ServiceAway`.
    func person(_ id: String) async throws -> Person? {
        let now = ContinuousClock.now
        if let known = known.withLock({ $0[id] }), known.until > now { return known.person }
        guard let person = try await ask(id, as: Person.self) else { return nil }
        known.withLock { known in
            if known.count >= Self.capacity { known = known.filter { $0.value.until > now } }
            if known.count >= Self.capacity { known = [:] }
            known[id] = Known(person: person, until: now + Self.lifetime)
        }
        return person
    }

    func forget(_ id: String) { known.withLock { $0[id] = nil } }

    /// Nil for one that isn't there any more. Throws `ServiceAway`.
    func group(_ id: String) async throws -> Group? { try await ask("groups/\(id)", as: Group.self) }

    private func ask<Answer: Decodable>(_ path: String, as type: Answer.Type) async throws -> Answer? {
        var request = HTTPClientRequest(url: "\(url)/internal/people/\(path)")
        request.headers.add(
            name: "authorization",
            value: "Bearer \(try await tokens.serviceToken(for: "gateway"))"
        )
        do {
            let response = try await client.execute(request, timeout: Self.patience)
            let body = try await response.body.collect(upTo: Self.largest)
            if response.status == .notFound { return nil }
            guard response.status == .ok else { throw ServiceAway() }
            return try WireJSON.decoder().decode(type, from: body)
        } catch {
            try Task.checkCancellation()
            throw ServiceAway()
        }
    }
}
