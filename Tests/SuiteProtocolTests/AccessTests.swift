import SuiteProtocol
import Testing

struct AccessTests {
    @Test func everyRoleConversesAndOnlyAdministratorsGoFurther() {
        for role in Role.allCases {
            #expect(role.permissions.contains(.converse))
            #expect(role == .admin || role.permissions == [.converse])
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
        #expect(!ServiceAccess.allows("inference-router", toCall: "chat"))
        #expect(!ServiceAccess.allows("chat", toCall: "chat"))
        #expect(!ServiceAccess.allows("consulta", toCall: "chat"))
        #expect(!ServiceAccess.allows("gateway", toCall: "unknown"))
    }
}
