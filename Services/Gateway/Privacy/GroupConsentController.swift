import Audit
import Daemon
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/groups/{id}/consents`: what the guardians of a group's minors say, of many at once.
struct GroupConsentController: Sendable {
    let consents: Consents
    let groups: GroupStore

    /// For a group that requires `tutorGroups`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get(":id/consents", use: list)
            .put(":id/consents", use: grant)
    }

    struct Grants: Decodable {
        struct Text: Decodable {
            let purpose: Purpose
            let version: Int
        }

        struct Word: Decodable {
            let user: String
            let name: String
            let relation: String
        }

        let purposes: [Text]
        let guardians: [Word]
    }

    /// What became of them.
    struct Outcome: ResponseEncodable {
        struct Failure: Encodable {
            let user: String
            let code: String
            let detail: String
        }

        /// Guardians of whom all of it was recorded.
        let recorded: Int
        let failed: [Failure]
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> GroupConsentBody {
        let (group, members) = try await groups.show(
            context.id("id"),
            by: context.origin,
            seesAll: context.principal.can(.administerUsers)
        )
        let minors = try await reachable(members, by: context.principal).filter(\.isMinor)
        return GroupConsentBody(group, try await consents.standing(of: minors), context.language)
    }

    /// Whoever can't be recorded is left out and named; all others are, in one transaction.
    @Sendable private func grant(_ request: Request, context: AuthenticatedContext) async throws -> Outcome {
        let principal = context.principal
        let members = try await groups.members(
            of: context.id("id"),
            seenBy: principal.can(.administerUsers) ? nil : principal.subject
        )
        let reachable = try await reachable(members, by: principal)
        let people = Dictionary(uniqueKeysWithValues: reachable.map { ($0.id, $0) })
        let grants = try await request.decode(as: Grants.self, context: context)
        let terms = try grants.purposes.map { try consents.present($0.purpose, version: $0.version) }
        var words: [Consents.Word] = []
        var failed: [Outcome.Failure] = []
        for said in grants.guardians {
            do throws(PrivacyError) {
                guard let user = people[said.user] else { throw PrivacyError.unknownPerson }
                guard let guardian = Guardian(name: said.name, relation: said.relation).checked else {
                    throw PrivacyError.guardianMissing
                }
                for each in terms { try consents.check(each, of: user, by: guardian) }
                words.append(Consents.Word(user: user, guardian: guardian))
            } catch {
                let problem = error.problem
                failed.append(
                    Outcome.Failure(user: said.user, code: problem.code, detail: problem.detail[context.language])
                )
            }
        }
        try await consents.grant(terms, to: words, by: context.origin)
        return Outcome(recorded: words.count, failed: failed)
    }

    /// For whom somebody may record it: as one by one, administrators for everybody, tutors for their students.
    private func reachable(_ members: [User], by principal: Principal) async throws -> [User] {
        let present = members.filter { $0.status == .active || $0.status == .invited }
        if principal.can(.administerUsers) { return present }
        let students = Set(try await groups.relations(of: principal.subject).students)
        return present.filter { students.contains($0.id) }
    }
}
