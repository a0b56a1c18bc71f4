import FoundationEssentials
import Identity
import InferenceClient
import Logging

/// Reads one document for a sheet: by a model where one is connected, and by rules what that leaves open.
struct SheetFiller: Sendable {
    let model: any SheetModel
    let logger: Logger
    /// Before a model is asked again, each time twice as long.
    var pause = Duration.milliseconds(500)

    private static let mostAttempts = 3

    struct Filled: Sendable {
        let rows: [[FilledCell]]
        let writer: SheetWriter
        /// No model can be asked now: for the next document it isn't tried.
        let isModelAway: Bool
    }

    /// - Parameter asksModel: false where none is connected.
    func fill(
        _ plan: SheetPlan,
        _ mode: Sheet.Mode,
        from document: String,
        _ pages: [PageText],
        for principal: Principal,
        asksModel: Bool = true
    ) async throws -> Filled {
        let (ruled, isTable) = Self.byRules(plan, mode, document, pages)
        // A table that names the columns says more than any model.
        guard asksModel, !isTable, !pages.allSatisfy({ $0.length == 0 }) else {
            return Filled(rows: ruled, writer: .rules, isModelAway: !asksModel)
        }
        do {
            var rows = ruled
            var writer = SheetWriter.rules
            for start in stride(from: 0, to: plan.columns.count, by: ModelPrompt.columnsPerCall) {
                let range = start..<min(start + ModelPrompt.columnsPerCall, plan.columns.count)
                let columns = Array(plan.columns[range])
                let passages = DocumentPassages(pages, for: columns.map(ColumnQuery.init))
                let reply = try await ask(
                    ModelPrompt.messages(columns, passages, mode: mode),
                    columns.count,
                    mode,
                    principal
                )
                writer = SheetWriter(by: .model, model: reply.model, leftInstitution: reply.leftInstitution)
                    .joined(with: writer)
                let check = AnswerCheck(document: document, passages: passages)
                guard let answer = ModelAnswer(reply.text, columns: columns) else { continue }
                Self.merge(answer, check, columns, at: start, width: plan.columns.count, mode, into: &rows)
            }
            return Filled(rows: rows, writer: writer, isModelAway: false)
        } catch let error as InferenceError {
            // A call that a cancelled run broke off is no model that is away.
            try Task.checkCancellation()
            if error != .noEndpoint {
                logger.notice("a sheet goes on without a model", metadata: ["error": "\(error)"])
            }
            return Filled(rows: ruled, writer: .rules, isModelAway: true)
        }
    }

    /// What mayn't be wrong the next time is asked again.
    private func ask(
        _ messages: [ChatRequest.Message],
        _ columns: Int,
        _ mode: Sheet.Mode,
        _ principal: Principal
    ) async throws -> ModelReply {
        var attempt = 1
        while true {
            do {
                let tokens = ModelPrompt.answerTokens(columns, mode: mode)
                return try await model.answer(messages, tokens: tokens, for: principal)
            } catch let error as InferenceError where error.mayPass && attempt < Self.mostAttempts {
                try await Task.sleep(for: pause * (1 << (attempt - 1)))
                attempt += 1
            }
        }
    }

    /// A cell for each column of each row; where rows are found, but no table, a row for the document.
    private static func byRules(
        _ plan: SheetPlan,
        _ mode: Sheet.Mode,
        _ document: String,
        _ pages: [PageText]
    ) -> (rows: [[FilledCell]], isTable: Bool) {
        let rules = RuleExtraction(pages, columns: plan.columns)
        let table = mode == .found ? rules.rows() : []
        let rows = table.isEmpty ? [rules.values()] : table
        let cells = rows.map { values in
            plan.columns.map { column in values[column.key].map { cell($0, document, pages) } ?? .missing }
        }
        return (cells, !table.isEmpty)
    }

    private static func cell(_ found: FoundValue, _ document: String, _ pages: [PageText]) -> FilledCell {
        let page = pages.first { $0.number == found.page }
        let source = CellContent.Source(
            documentID: document,
            page: found.page,
            start: found.range.lowerBound,
            end: found.range.upperBound,
            text: page?.slice(found.range) ?? "",
            chunkID: nil
        )
        return FilledCell(state: .sourced, content: CellContent(value: found.value, source: source))
    }

    /// What stands in the document comes before what doesn't, and a model's reading before that of the rules.
    private static func merge(
        _ answer: ModelAnswer,
        _ check: AnswerCheck,
        _ columns: [SheetColumn],
        at start: Int,
        width: Int,
        _ mode: Sheet.Mode,
        into rows: inout [[FilledCell]]
    ) {
        let wanted = mode == .found ? answer.rows : Array(answer.rows.prefix(1))
        for (place, entries) in wanted.enumerated() where !entries.isEmpty {
            if place >= rows.count { rows.append(Array(repeating: .missing, count: width)) }
            for (offset, column) in columns.enumerated() {
                guard place < rows.count, let entry = entries[column.key], let cell = check.cell(entry, for: column)
                else {
                    continue
                }
                let ruled = rows[place][start + offset]
                if cell.state == .sourced || ruled == .missing { rows[place][start + offset] = cell }
            }
        }
    }
}

extension InferenceError {
    /// Whether the same may be answered later.
    fileprivate var mayPass: Bool {
        switch self {
        case .noEndpoint: false
        case .unreachable, .interrupted: true
        case .refused(let status, _): status == 408 || status == 429 || status >= 500
        }
    }
}
