import Daemon
import DaemonTesting
import Foundation
import Gateway
import Identity
import SuiteProtocol
import Testing

/// Every documented operation of every daemon, asked by every role for nobody's, their own and another's things, through
/// the gateway and at the daemon itself, and compared with `AccessTable`.
@Suite(.serialized) struct PermissionTests {
    @Test(arguments: DocumentedOperation.products)
    func everyRouteHasALineInTheTableAndEveryLineARoute(of product: String) throws {
        let operations = try DocumentedOperation.all(of: product)
        for operation in operations {
            #expect(operation.rule != nil, "AccessTable has no line for \(operation)")
        }
        let written = Set(operations.map { "\($0.method) \($0.path)" })
        #expect(AccessTable.routes(of: product).subtracting(written) == [], "no document has these")
    }

    @Test func everyRoleMayDoWhatTheTableSaysAndNoMore() async throws {
        try await Suite.run(model: "") { suite in
            let callers = try await Caller.all(in: suite)
            for operation in try DocumentedOperation.all() where operation.isAsked {
                let rule = try #require(operation.rule)
                // Whoever carries no proof is refused by what the route is for.
                if rule.requirement == .proof { continue }
                for caller in callers where caller.isSomebody || rule.requirement != .session {
                    for url in operation.urls(in: suite) {
                        let status = try await operation.ask(url, caller.token)
                        let expected = rule.admits(caller.roles) ? nil : caller.token == nil ? 401 : 403
                        if rule.requirement == .service {
                            // The gateway leads nowhere from these, and takes no body (413) where it leads nowhere.
                            let isRefused = [401, 403, 404, 413].contains(status)
                            #expect(isRefused, "\(operation) at \(url) by \(caller): \(status)")
                        } else {
                            let refusal = [401, 403].contains(status) ? status : nil
                            #expect(refusal == expected, "\(operation) at \(url) by \(caller): \(status)")
                        }
                    }
                }
            }
        }
    }

    @Test func nobodyReachesWhatIsAnothers() async throws {
        try await Suite.run(model: "") { suite in
            let callers = try await Caller.all(in: suite)
            let owner = try await Caller.make(.admin, in: suite, name: "duena")
            let things = try await Belongings.made(by: owner, in: suite)
            for operation in try DocumentedOperation.all() where operation.namesSomething {
                let rule = try #require(operation.rule)
                guard [.own, .opened, .groups].contains(rule.reach) else { continue }
                for caller in callers where caller.isSomebody && rule.admits(caller.roles) {
                    if rule.reach == .groups, caller.roles?.contains(.admin) == true { continue }
                    for url in try operation.urls(in: suite, naming: things) {
                        let status = try await operation.answer(at: url, caller.token).status
                        #expect([403, 404].contains(status), "\(operation) at \(url) by \(caller): \(status)")
                    }
                }
            }
            try await things.expectAll(ofTheir: owner, in: suite)
        }
    }

    @Test func everybodyReachesWhatIsTheirOwn() async throws {
        try await Suite.run(model: "") { suite in
            for caller in try await Caller.all(in: suite) where caller.isSomebody {
                let things = try await Belongings.made(by: caller, in: suite)
                // What takes things away comes last.
                let operations = try DocumentedOperation.all().filter(\.namesSomething)
                    .sorted { $0.takesAway == $1.takesAway ? $0.path > $1.path : !$0.takesAway }
                for operation in operations {
                    guard let rule = operation.rule, [.own, .opened].contains(rule.reach), rule.admits(caller.roles),
                        let url = try operation.urls(in: suite, naming: things).first
                    else { continue }
                    let status = try await operation.ask(url, caller.token)
                    let isThere = ![401, 403, 404, 405].contains(status) && status < 500
                    #expect(isThere || operation.mayBeGone, "\(operation) by \(caller): \(status)")
                }
            }
        }
    }

    @Test func administratorsReadAnothersConversationOnceTheyHaveSaidWhy() async throws {
        try await Suite.run(model: "") { suite in
            let owner = try await Caller.make(.student, in: suite, name: "alumna")
            let things = try await Belongings.made(by: owner, in: suite)
            let administrator = try await Caller.make(.admin, in: suite, name: "otra")
            let path = "/api/history/\(things.id(of: "id", in: "/api/history/{id}"))"
            let closed = try await suite.gateway.get(path, token: administrator.token)
            #expect(closed.status == 403 && closed.body.contains(#""code":"reason_required""#))
            let opened = try await suite.gateway.post(
                path + "/openings",
                json: #"{"reason": "Reclamo de la familia"}"#,
                token: administrator.token
            )
            #expect(opened.status == 201 && opened.body.contains("¿Qué es la fiebre?"))
            for caller in try await Caller.all(in: suite) where caller.isSomebody {
                let isAdministrator = caller.roles?.contains(.admin) == true
                #expect(try await suite.gateway.get(path, token: caller.token).status == (isAdministrator ? 403 : 404))
            }
            #expect(try await suite.gateway.get(path, token: administrator.token).status == 200)
        }
    }

    @Test func administratorsReachWhatIsEverybodys() async throws {
        try await Suite.run(model: "") { suite in
            let owner = try await Caller.make(.tutor, in: suite, name: "tutora")
            let things = try await Belongings.made(by: owner, in: suite)
            let administrator = try await Caller.make(.admin, in: suite, name: "otra")
            for operation in try DocumentedOperation.all() where operation.method == "GET" && operation.namesSomething {
                guard operation.rule?.reach == .everybody, operation.rule?.requirement != .service else { continue }
                for url in try operation.urls(in: suite, naming: things) {
                    let status = try await operation.ask(url, administrator.token)
                    let isThere = status == 200 || (operation.mayBeGone && status == 404)
                    #expect(isThere, "\(operation) at \(url): \(status)")
                }
            }
        }
    }
}
