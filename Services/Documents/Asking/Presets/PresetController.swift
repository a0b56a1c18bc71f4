import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/presets`: the forms that come with the daemon, and one's own.
struct PresetController: Sendable {
    let presets: PresetStore

    /// For a group that requires `converse`.
    var reading: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).get(use: list)
    }

    /// For a group that requires `keepDocuments`.
    var keeping: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .post(use: create)
            .put(":id", use: change)
            .delete(":id", use: remove)
    }

    struct List: ResponseEncodable {
        let items: [PresetBody]
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        let own = try await presets.list(of: context.principal.subject)
        return List(
            items: BuiltInPresets.all.map { PresetBody($0.id, $0.preset, isMine: false) }
                + own.map { PresetBody($0.id, $0.preset, isMine: true) }
        )
    }

    @Sendable private func create(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<PresetBody> {
        let preset = try await request.decode(as: PresetDraft.self, context: context).preset
        let id = try await presets.create(preset, of: context.principal.subject)
        return EditedResponse(status: .created, response: PresetBody(id, preset, isMine: true))
    }

    @Sendable private func change(_ request: Request, context: AuthenticatedContext) async throws -> PresetBody {
        guard let id = try? context.id("id") else { throw AskError.presetNotFound }
        let preset = try await request.decode(as: PresetDraft.self, context: context).preset
        try await presets.change(id, to: preset, of: context.principal.subject)
        return PresetBody(id, preset, isMine: true)
    }

    @Sendable private func remove(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        guard let id = try? context.id("id") else { throw AskError.presetNotFound }
        try await presets.remove(id, of: context.principal.subject)
        return .noContent
    }
}

/// A form as it is written.
struct PresetDraft: Decodable {
    struct Blank: Decodable {
        let key: String
        let label: String?
        let hint: String?
        let kind: Preset.Blank.Kind?
        let choices: [String]?
        let isOptional: Bool?
    }

    let title: String
    let description: String?
    /// A key of the text without one is a text under its own name.
    let blanks: [Blank]?
    let text: String

    var preset: Preset {
        let said = (blanks ?? []).map { blank in
            Preset.Blank(
                blank.key,
                blank.label ?? blank.key,
                hint: blank.hint ?? "",
                kind: blank.kind ?? .text,
                choices: blank.choices,
                isOptional: blank.isOptional
            )
        }
        let known = Set(said.map(\.key))
        let rest = Preset.keys(in: text).filter { !known.contains($0) }.map { Preset.Blank($0, $0.asLabel) }
        return Preset(title: title.trimmedLine, description: description ?? "", blanks: said + rest, text: text)
    }
}

/// A form on the wire. The words of those that come with the daemon aren't shown.
struct PresetBody: ResponseEncodable {
    let id: String
    let title: String
    let description: String
    let blanks: [Preset.Blank]
    let isMine: Bool
    let text: String?

    init(_ id: String, _ preset: Preset, isMine: Bool) {
        self.id = id
        title = preset.title
        description = preset.description
        blanks = preset.blanks
        self.isMine = isMine
        text = isMine ? preset.text : nil
    }
}

extension String {
    /// `fecha_limite` → «Fecha limite».
    fileprivate var asLabel: String {
        let words = replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
