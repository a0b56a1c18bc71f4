/// What an import does to the offices, line by line.
struct ImportPlan: Sendable {
    enum Action: String, Codable, CaseIterable, Sendable {
        case add, change, remove, unchanged, error
    }

    struct Line: Sendable {
        /// Nil for what the file lacks.
        let line: Int?
        let action: Action
        /// As the file has them, where they are wrong.
        let municipality: String
        let dependencia: String
        var fault: ImportFault?
        /// What the office is from then on.
        var office: Target?
    }

    struct Target: Sendable {
        let id: String
        let place: Place
        let data: OfficeData
    }

    var lines: [Line] = []

    func count(_ action: Action) -> Int { lines.count { $0.action == action } }
}
