import Daemon
import FoundationEssentials
import Hummingbird
import Identity
import SuiteProtocol

/// `GET /spend`: what a month has cost.
struct SpendController {
    let store: SpendStore
    let ledger: SpendLedger
    let currency: String

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).get(use: show)
    }

    @Sendable func show(_ request: Request, context: AuthenticatedContext) async throws -> SpendReport {
        let principal = context.principal
        guard principal.callingService != nil || principal.can(.administerEndpoints) else { throw Problem.forbidden }
        var month = SpendMonth(Date())
        if let text = request.uri.queryParameters["month"] {
            guard let asked = SpendMonth(String(text)) else { throw Self.invalidMonth }
            month = asked
        }
        try await ledger.flush()
        return SpendReport(month, currency: currency, try await store.entries(month))
    }

    private static let invalidMonth = Problem(.badRequest, "invalid_month", RouterMessages.invalidMonth)
}

/// A month's spending.
package struct SpendReport: Codable, Equatable, Sendable, ResponseEncodable {
    package struct Item: Codable, Equatable, Sendable {
        package let endpoint: String
        package let model: String
        package let requests: Int
        package let inputTokens: Int
        package let outputTokens: Int
        package let amount: Double
        /// Some of it, by the length of what was sent and came.
        package let estimated: Bool
    }

    package let month: String
    package let currency: String
    package let total: Double
    package let items: [Item]

    init(_ month: SpendMonth, currency: String, _ entries: [SpendEntry]) {
        self.month = month.text
        self.currency = currency
        total = entries.reduce(Amount.zero) { $0 + $1.tally.amount }.value
        items = entries.map { entry in
            Item(
                endpoint: entry.endpoint,
                model: entry.model,
                requests: entry.tally.requests,
                inputTokens: entry.tally.inputTokens,
                outputTokens: entry.tally.outputTokens,
                amount: entry.tally.amount.value,
                estimated: entry.tally.estimatedRequests > 0
            )
        }
    }
}
