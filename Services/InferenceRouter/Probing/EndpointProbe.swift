import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol

/// Asks an endpoint how it is and what it serves, and so finds out which API it has.
struct EndpointProbe: Sendable {
    let client: HTTPClient
    let settings: ProbeSettings

    /// With each of its credentials in turn, until one is taken.
    func look(at endpoint: Endpoint) async -> ProbeFinding {
        var credential = endpoint.firstCredential
        var finding = await look(at: endpoint, credential)
        for _ in endpoint.credentials.dropFirst() {
            guard case .refusesUs = finding else { break }
            credential = endpoint.credential(after: credential)
            finding = await look(at: endpoint, credential)
        }
        return finding
    }

    private func look(at endpoint: Endpoint, _ credential: Int) async -> ProbeFinding {
        let limit = endpoint.address.isLocal ? settings.timeout : settings.timeoutRemote
        let visit = ProbeVisit(
            client: client,
            endpoint: endpoint,
            fields: ProbeFields.fields(for: endpoint.address, authorization: endpoint.authorization(credential)),
            deadline: .now() + limit
        )
        do {
            return .alive(try await visit.listing())
        } catch ProbeVisit.Failure.status(let status, let retryAfter) {
            switch status {
            case 401, 403: return .refusesUs("status \(status)")
            // Google's word for a wrong key; nothing else of so bare a request could be wrong.
            case 400 where !endpoint.credentials.isEmpty: return .refusesUs("status 400")
            case 429: return .limited(retryAfter ?? settings.interval)
            default: return .dead("status \(status)")
            }
        } catch ProbeVisit.Failure.noSuchAPI {
            return .dead("no known API")
        } catch let error as HTTPClientError where error == .deadlineExceeded || error == .connectTimeout {
            return .dead("timeout")
        } catch {
            return .dead("unreachable")
        }
    }
}

/// What a probe says of itself.
package enum ProbeFields {
    package static func fields(for address: EndpointAddress, authorization: String?) -> HTTPHeaders {
        var fields: HTTPHeaders = ["accept": "application/json", "user-agent": "consulta"]
        guard let authorization else { return fields }
        if address.host == "api.anthropic.com" {
            // Its list of models is no part of what it serves as OpenAI does.
            fields.add(name: "x-api-key", value: String(authorization.drop { $0 != " " }.dropFirst()))
            fields.add(name: "anthropic-version", value: "2023-06-01")
        } else {
            fields.add(name: "authorization", value: authorization)
        }
        return fields
    }
}
