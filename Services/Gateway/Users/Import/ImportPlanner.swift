import Foundation
import SuiteProtocol

/// Compares the lines of an import with who is there.
struct ImportPlanner {
    private var known: KnownPeople
    private let now: Date
    private var plan = ImportPlan()
    /// Who was named in this file already → on which line.
    private var seen: [String: Int] = [:]
    private var takenUsernames: Set<String> = []

    static func plan(_ table: ImportTable, among known: KnownPeople, at now: Date) -> ImportPlan {
        var planner = ImportPlanner(known: known, now: now)
        for row in table.rows {
            switch row {
            case .success(let row): planner.add(row)
            case .failure(let error): planner.add(error)
            }
        }
        return planner.plan
    }

    private init(known: KnownPeople, now: Date) {
        self.known = known
        // As it will be read again: in whole milliseconds.
        self.now = Date(timeIntervalSince1970: (now.timeIntervalSince1970 * 1000).rounded() / 1000)
    }

    private mutating func add(_ error: ImportTable.LineError) {
        append(error.line, error.written, .error(error.fault))
    }

    private mutating func add(_ row: ImportRow) {
        do throws(ImportFault) {
            let person = try match(row)
            try markSeen(row, person)
            if let person { try update(person, row) } else { try create(row) }
        } catch {
            append(row.line, row.written, .error(error))
        }
    }

    /// Whom the line means; nil for somebody new.
    private func match(_ row: ImportRow) throws(ImportFault) -> Person? {
        let byEmail = row.email.flatMap { known.byEmail[EmailAddress.key(of: $0.text)] }
        let byUsername = row.username.flatMap { known.byUsername[Username.key(of: $0.text)] }
        if let byEmail, let byUsername {
            guard byEmail.user.id == byUsername.user.id else { throw .twoPeople }
            return byEmail
        }
        if let byEmail {
            guard row.username == nil else { throw .usernameFixed }
            return byEmail
        }
        if let byUsername { return byUsername }
        guard row.username == nil, let name = row.name else { return nil }
        // Somebody of the same name in the same group, where nothing says that it is another.
        let keys = Set(row.groups.map(\.key))
        let namesakes = (known.byName[KnownPeople.nameKey(name.text)] ?? []).filter { person in
            (row.email == nil || person.user.email == nil)
                && (keys.isEmpty || person.groups.contains { keys.contains(UserGroup.key(of: $0.name)) })
        }
        guard namesakes.count <= 1 else { throw .ambiguous }
        return namesakes.first
    }

    private mutating func markSeen(_ row: ImportRow, _ person: Person?) throws(ImportFault) {
        var names: [String] = []
        if let person { names.append("id " + person.user.id) }
        if let email = row.email { names.append("email " + EmailAddress.key(of: email.text)) }
        if let username = row.username { names.append("username " + Username.key(of: username.text)) }
        if names.isEmpty, let name = row.name {
            names.append("name \(KnownPeople.nameKey(name.text)) \(row.groups.map(\.key).sorted())")
        }
        if let line = names.compactMap({ seen[$0] }).first { throw .repeats(line: line) }
        for name in names { seen[name] = row.line }
    }

    private mutating func create(_ row: ImportRow) throws(ImportFault) {
        guard let name = row.name else { throw .nameMissing }
        guard !row.roles.isEmpty else { throw .rolesMissing }
        let username = row.username?.text ?? Username.suggestion(for: name.text) { isTaken($0) }
        guard !isTaken(username) else { throw .user(.usernameTaken) }
        takenUsernames.insert(Username.key(of: username))
        let user = User(
            // A list of people goes by their ids: it shows them as the file does.
            id: newID(at: now.addingTimeInterval(Double(plan.lines.count) / 1_000_000)),
            username: username,
            name: name.text,
            email: row.email?.text,
            isEmailConfirmed: true,
            roles: row.roles,
            status: .invited,
            isMinor: row.isMinor ?? false,
            createdAt: now
        )
        let step = ImportPlan.Step.create(user, groupKeys: row.groups.map(\.key))
        append(row.line, user, groups: note(row.groups), step)
    }

    private mutating func update(_ person: Person, _ row: ImportRow) throws(ImportFault) {
        let user = person.user
        var change = UserChange()
        change.name = row.name.flatMap { $0.text == user.name ? nil : $0 }
        change.email = row.email.flatMap { $0.text == user.email ? nil : .set($0) }
        change.roles = row.roles.isEmpty || row.roles == user.roles ? nil : row.roles
        change.isMinor = row.isMinor.flatMap { $0 == user.isMinor ? nil : $0 }
        if let roles = change.roles, !roles.contains(.admin), known.administrators.contains(user.id) {
            guard known.administrators.count > 1 else { throw .user(.lastAdministrator) }
            known.administrators.remove(user.id)
        }
        let changed = change.applied(to: user)
        let before = person.groups.map(\.name)
        let beforeKeys = Set(before.map(UserGroup.key(of:)))
        let added = row.groups.filter { !beforeKeys.contains($0.key) }
        let groups = before + note(added)
        var changes: [ImportPlan.Change] = []
        func tell(_ field: String, _ from: String?, _ to: String?) {
            if from != to { changes.append(ImportPlan.Change(field: field, from: from, to: to)) }
        }
        tell("name", user.name, changed.name)
        tell("email", user.email, changed.email)
        tell("roles", user.roles.column, changed.roles.column)
        tell("minor", "\(user.isMinor)", "\(changed.isMinor)")
        tell("groups", before.joined(separator: ", "), groups.joined(separator: ", "))
        let step: ImportPlan.Step =
            changes.isEmpty
            ? .unchanged(user)
            : .update(person, change, groupKeys: groups.map(UserGroup.key(of:)), changes: changes)
        append(row.line, changed, groups: groups, step)
    }

    private func isTaken(_ username: String) -> Bool {
        let key = Username.key(of: username)
        return takenUsernames.contains(key) || known.byUsername[key] != nil
    }

    /// Their names as they are known, or will be.
    private mutating func note(_ groups: [ImportRow.Group]) -> [String] {
        groups.map { group in
            if let known = known.groups[group.key] { return known.name }
            if let new = plan.newGroups[group.key] { return new.name }
            plan.newGroups[group.key] = group
            return group.name
        }
    }

    private mutating func append(_ line: Int, _ user: User, groups: [String], _ step: ImportPlan.Step) {
        plan.lines.append(
            ImportPlan.Line(
                line: line,
                name: user.name,
                username: user.username,
                email: user.email,
                roles: user.roles,
                groups: groups,
                isMinor: user.isMinor,
                step: step
            )
        )
    }

    private mutating func append(_ line: Int, _ written: ImportRow.Written, _ step: ImportPlan.Step) {
        plan.lines.append(
            ImportPlan.Line(
                line: line,
                name: written.name,
                username: written.username,
                email: written.email.isEmpty ? nil : written.email,
                step: step
            )
        )
    }
}
