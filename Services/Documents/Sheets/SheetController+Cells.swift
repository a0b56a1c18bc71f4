import Hummingbird
import Identity

/// What people do with single cells: each answers with the whole cell.
extension SheetController {
    @Sendable func edit(_ request: Request, context: AuthenticatedContext) async throws -> CellBody {
        let edit = try await request.decode(as: CellEdit.self, context: context)
        return try await change(.edit(edit.value), seen: edit.version, context)
    }

    @Sendable func undo(_ request: Request, context: AuthenticatedContext) async throws -> CellBody {
        try await change(.undo, seen: version(request, context), context)
    }

    @Sendable func confirm(_ request: Request, context: AuthenticatedContext) async throws -> CellBody {
        try await change(.confirm, seen: version(request, context), context)
    }

    /// Reads the document once more, for this cell alone.
    @Sendable func recompute(_ request: Request, context: AuthenticatedContext) async throws -> CellBody {
        let (id, principal) = (try context.id("id"), context.principal)
        let seen = try await version(request, context)
        let place = try await sheets.place(of: context.id("cell"), in: id, owner: principal.subject)
        guard place.sheet.state != .final else { throw SheetError.isFinal }
        let document = place.row.documentID
        guard try await sources.visible([document], to: principal)[document] != nil else {
            throw SheetError.documentGone
        }
        // Of rows that were found, the others say which row it is.
        let isFound = place.sheet.mode == .found
        let plan = SheetPlan(
            templateID: place.sheet.plan.templateID,
            name: place.sheet.plan.name,
            kind: place.sheet.plan.kind,
            columns: isFound ? place.sheet.plan.columns : [place.column]
        )
        let filled = try await filler.fill(
            plan,
            place.sheet.mode,
            from: document,
            sources.pages(of: document),
            for: principal
        )
        let row = isFound ? place.row.place : 0
        let cell = filled.rows.indices.contains(row) ? filled.rows[row][isFound ? place.number : 0] : .missing
        try await sheets.note(filled.writer, on: id, of: principal.subject)
        return try await change(.recompute(cell), seen: seen, context)
    }

    private func change(
        _ change: SheetStore.Change,
        seen version: Int?,
        _ context: AuthenticatedContext
    ) async throws -> CellBody {
        let (id, cell, principal) = (try context.id("id"), try context.id("cell"), context.principal)
        let changed = try await sheets.change(cell, in: id, change, seen: version, by: principal.subject)
        let place = try await sheets.place(of: cell, in: id, owner: principal.subject)
        let visible = try await sources.visible([place.row.documentID], to: principal)
        return CellBody(changed, place.sheet.plan.columns, isGone: visible.isEmpty)
    }

    /// What the person had before their eyes, where they say it.
    private func version(_ request: Request, _ context: AuthenticatedContext) async throws -> Int? {
        guard request.headers[.contentType] != nil, request.headers[.contentLength] != "0" else { return nil }
        return try await request.decode(as: CellEdit.self, context: context).version
    }
}
