import SuiteProtocol
import Testing

struct AccessTests {
    @Test func everyRoleConversesAllButStudentsKeepDocumentsAndOnlyAdministratorsDoEverything() {
        let more: [Role: Set<Permission>] = [
            .student: [.analyze], .clinician: [.analyze, .keepDocuments], .teacher: [.analyze, .keepDocuments],
            .tutor: [.analyze, .tutorGroups, .tendStudents, .keepDocuments], .clerk: [.keepOffices, .keepDocuments],
        ]
        for role in Role.allCases where role != .admin {
            #expect(role.permissions == more[role, default: []].union([.converse]))
        }
        #expect(Role.admin.permissions == Set(Permission.allCases))
    }

    @Test func allowsWhatAnyOfAPersonsRolesAllows() {
        #expect([Role.student, .admin].allow(.administerUsers))
        #expect(![Role.student, .tutor].allow(.administerUsers))
        #expect(![Role]().allow(.converse))
    }

    @Test func letsOnlyNamedDaemonsCallEachOther() {
        #expect(ServiceAccess.allows("gateway", toCall: "chat"))
        #expect(ServiceAccess.allows("chat", toCall: "inference-router"))
        #expect(ServiceAccess.allows("chat", toCall: "municipio"))
        #expect(ServiceAccess.allows("chat", toCall: "documents"))
        #expect(!ServiceAccess.allows("analysis", toCall: "documents"))
        #expect(!ServiceAccess.allows("analysis", toCall: "municipio"))
        #expect(ServiceAccess.allows("analysis", toCall: "chat") && ServiceAccess.allows("chat", toCall: "analysis"))
        #expect(!ServiceAccess.allows("inference-router", toCall: "chat"))
        #expect(!ServiceAccess.allows("chat", toCall: "chat"))
        #expect(!ServiceAccess.allows("consulta", toCall: "chat"))
        #expect(!ServiceAccess.allows("gateway", toCall: "unknown"))
    }

    @Test func aRuleAdmitsWhomItsTableSays() throws {
        let people = try #require(AccessTable.rule("GET", "/api/users", of: "gateway"))
        #expect(people.admits([.admin]) && !people.admits([.tutor]) && !people.admits(nil))
        let groups = try #require(AccessTable.rule("GET", "/api/groups/{id}", of: "gateway"))
        #expect(groups.admits([.tutor]) && !groups.admits([.student]))
        let own = try #require(AccessTable.rule("GET", "/auth/me", of: "gateway"))
        #expect(own.admits([]) && !own.admits(nil))
        let inside = try #require(AccessTable.rule("GET", "/internal/people/{id}", of: "gateway"))
        #expect(!inside.admits([.admin]))
        #expect(AccessTable.rule("GET", "/health", of: "chat")?.admits(nil) == true)
        #expect(AccessTable.rule("GET", "/api/users", of: "chat") == nil)
    }
}
