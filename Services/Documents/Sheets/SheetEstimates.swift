import Daemon
import Hummingbird
import Identity
import InferenceClient
import SuiteProtocol

/// What a run would cost, and where parts of documents would go: asked of the router before anything is sent.
struct SheetEstimates: Sendable {
    let inference: InferenceClient

    /// Bytes of the instructions, and of what stands around passages.
    private static let overhead = 2_000
    /// Bytes of a page, as most have.
    private static let page = 2_500

    /// - Parameter sources: what is still to be read.
    /// - Returns: no answer where the router can't be asked: then it can't be asked for a model either.
    func estimate(
        _ plan: SheetPlan,
        _ mode: Sheet.Mode,
        _ sources: [SheetSource],
        for principal: Principal
    ) async throws -> (planned: PlannedCalls, answer: CallEstimate?) {
        let columns = plan.columns.count
        let callsEach = (columns + ModelPrompt.columnsPerCall - 1) / ModelPrompt.columnsPerCall
        // What is long is read in part; three bytes of two units are rare.
        let bytes = sources.reduce(0) { sum, source in
            sum + Self.overhead + columns * 60 + min(DocumentPassages.budget, max(1, source.pages) * Self.page)
        }
        let planned = PlannedCalls(
            model: RoutedModel.capability,
            dataClass: RoutedModel.dataClass,
            calls: sources.count * callsEach,
            promptBytes: bytes / max(1, sources.count),
            outputTokens: ModelPrompt.answerTokens(min(columns, ModelPrompt.columnsPerCall), mode: mode)
        )
        do {
            return (planned, try await inference.estimate(planned, actingFor: principal))
        } catch is InferenceError {
            return (planned, nil)
        }
    }
}

/// What somebody is told before a run.
struct EstimateBody: ResponseEncodable, Sendable {
    struct Endpoint: Encodable, Sendable {
        let id: String
        let name: String
        let isOwn: Bool
        let isFirst: Bool
        let left: Double?
    }

    let documents: Int
    let cells: Int
    let calls: Int
    let tokens: Int
    /// Of the models that would be asked; `most` where those are busy and others are asked.
    let cost: Double
    let most: Double
    let currency: String
    let leavesInstitution: Bool
    let mayLeaveInstitution: Bool
    let endpoints: [Endpoint]
    /// Of the month, at the endpoints that have one, together.
    let cap: Double?
    let left: Double?
    let allowed: Bool
    let why: String

    /// - Parameter answer: nil where the router can't be reached: rules do it.
    init(_ plan: SheetPlan, documents: Int, _ planned: PlannedCalls?, _ answer: CallEstimate?, in language: Language) {
        let isAsked = answer.map { !$0.endpoints.isEmpty } ?? false
        self.documents = documents
        cells = documents * plan.columns.count
        calls = isAsked ? planned?.calls ?? 0 : 0
        tokens = isAsked ? (answer?.inputTokens ?? 0) + (answer?.outputTokens ?? 0) : 0
        cost = answer?.cost ?? 0
        most = answer?.most ?? 0
        currency = answer?.currency ?? ""
        leavesInstitution = answer?.leavesInstitution ?? false
        mayLeaveInstitution = answer?.mayLeaveInstitution ?? false
        endpoints = (answer?.endpoints ?? []).map { endpoint in
            Endpoint(
                id: endpoint.id,
                name: endpoint.name,
                isOwn: endpoint.isOwn,
                isFirst: endpoint.isFirst,
                left: endpoint.left
            )
        }
        let caps = (answer?.endpoints ?? []).compactMap(\.monthlyCap)
        cap = caps.isEmpty ? nil : caps.reduce(0, +)
        left = caps.isEmpty ? nil : (answer?.endpoints ?? []).compactMap(\.left).reduce(0, +)
        allowed = answer?.allowed ?? true
        let text =
            if !isAsked {
                Messages.sheetByRules
            } else if !allowed {
                Messages.sheetOverCap
            } else if leavesInstitution {
                Messages.sheetLeaves
            } else if mayLeaveInstitution {
                Messages.sheetMayLeave
            } else {
                Messages.sheetStaysInside
            }
        why = text[language]
    }
}
