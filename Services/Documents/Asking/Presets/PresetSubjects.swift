import Daemon
import Identity
import Persistence
import SuiteProtocol

/// A person's own forms.
struct PresetSubjects: SubjectPart {
    private static let key = "presets"

    let presets: PresetStore

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        let held = try await presets.database.holding(
            in: "presets",
            where: "owner",
            is: subject,
            at: "created_at"
        )
        return [Messages.ownPresets.category(Self.key, held, in: language)]
    }

    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        let own = try await presets.list(of: subject)
        return [Self.key: .array(try own.map { try JSONValue(wire: PresetBody($0.id, $0.preset, isMine: true)) })]
    }

    func erase(_ subject: String) async throws -> [SubjectErasure.Erased] {
        let erased = try await presets.database.write { try PresetStore.erase(subject, in: $0) }
        return [SubjectErasure.Erased(Self.key, erased)]
    }
}
