import DaemonTesting
import Foundation
import Gateway
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

/// «Mis datos»: what is held, to see, to take along and to have erased.
@Suite struct MyDataTests {
    @Test func aDaemonThatIsAwaySaysSoAndTheRestIsShown() async throws {
        try await RunningGateway.run { gateway in
            let person = try await gateway.signIn()
            let answer = try await gateway.send(.GET, "/api/my-data", token: person.accessToken)
            let daemons = try #require(answer.json?["daemons"] as? [[String: Any]])
            let states = daemons.reduce(into: [String: String]()) { states, daemon in
                states[daemon["daemon"] as? String ?? ""] = daemon["status"] as? String
            }
            #expect(states["gateway"] == "ok" && states["chat"] == "away" && states["clinic"] == "not_installed")
            let own = try #require(daemons.first?["categories"] as? [[String: Any]])
            let counts = own.reduce(into: [String: Int]()) { counts, category in
                counts[category["key"] as? String ?? ""] = category["count"] as? Int
            }
            #expect(counts["account"] == 1 && counts["sessions"] == 1 && counts["devices"] == 1)
            #expect(own.allSatisfy { ($0["purpose"] as? String)?.isEmpty == false })
            #expect(try await gateway.send(.GET, "/api/my-data").status == 401)
        }
    }

    @Test func theExportIsOneFileForProgramsOrForPeople() async throws {
        try await RunningGateway.run { gateway in
            let director = try await gateway.signIn()
            let person = try await gateway.newPerson("ana", by: director)
            let json = try await gateway.send(.GET, "/api/my-data/export", token: person.accessToken)
            #expect(json.status == 200)
            #expect(
                json.headers.first(name: "content-disposition")?.hasPrefix("attachment; filename=\"consulta-") == true
            )
            let daemons = json.json?["daemons"] as? [[String: Any]]
            let account = (daemons?.first?["data"] as? [String: Any])?["account"] as? [String: Any]
            #expect(account?["username"] as? String == "ana")
            let page = try await gateway.send(
                .GET,
                "/api/my-data/export?format=html",
                headers: [("accept-language", "en")],
                token: person.accessToken
            )
            #expect(page.headers.first(name: "content-type") == "text/html; charset=utf-8")
            #expect(page.text.contains("<h1>My data in Consulta</h1>") && page.text.contains("ana"))
            #expect(page.text.contains("This service did not answer"))
            #expect(!page.text.contains("<script") && !page.text.contains("http://") && !page.text.contains("https://"))
            let other = try await gateway.send(.GET, "/api/my-data/export?format=pdf", token: person.accessToken)
            #expect(other.code == "bad_format")
        }
    }

    @Test func theLastAdministratorStays() async throws {
        try await RunningGateway.run { gateway in
            let director = try await gateway.signIn()
            let name = RunningGateway.administrator.username
            func erase() async throws -> Answer {
                try await gateway.send(
                    .POST,
                    "/api/my-data/erasure",
                    json: #"{"confirmation":"\#(name)"}"#,
                    token: director.accessToken
                )
            }
            #expect(try await erase().code == "last_administrator")
            let wrong = try await gateway.send(
                .POST,
                "/api/my-data/erasure",
                json: #"{"confirmation":"sí"}"#,
                token: director.accessToken
            )
            #expect(wrong.code == "wrong_confirmation")
            let path = "/api/users/\(director.user.id)"
            let reason = #"{"reason":"Dejó la institución"}"#
            #expect(
                try await gateway.send(.DELETE, path, json: reason, token: director.accessToken).code
                    == "last_administrator"
            )
            _ = try await gateway.newPerson("otra", roles: ["admin"], by: director)
            #expect(try await erase().status == 202)
        }
    }

    @Test func whoeverIsBeingErasedAdministersNothing() async throws {
        try await RunningGateway.run { gateway in
            let director = try await gateway.signIn()
            let leaving = try await gateway.newPerson("otra", roles: ["admin"], by: director)
            let erasure = try await gateway.send(
                .POST,
                "/api/my-data/erasure",
                json: #"{"confirmation":"otra"}"#,
                token: leaving.accessToken
            )
            #expect(erasure.json?["state"] as? String == "running", "\(erasure.text)")
            let demotion = try await gateway.send(
                .PATCH,
                "/api/users/\(director.user.id)",
                json: #"{"roles":["teacher"]}"#,
                token: director.accessToken
            )
            #expect(demotion.code == "last_administrator")
            let roster = Data("nombre,usuario,rol\nDirectora,directora,profesora\n".utf8)
            let imported = try await gateway.send(
                .POST,
                "/api/users/import?preview=true",
                csv: roster,
                token: director.accessToken
            )
            #expect(imported.text.contains("last_administrator"))
        }
    }

    @Test func anErasureWaitsForADaemonThatIsAwayAndKeepsThePersonOutMeanwhile() async throws {
        try await RunningGateway.run { gateway in
            let director = try await gateway.signIn()
            let person = try await gateway.newPerson("ana", by: director)
            let tablet = try await gateway.signIn("ana", "contraseña larga")
            let answer = try await gateway.send(
                .POST,
                "/api/my-data/erasure",
                json: #"{"confirmation":"Ana"}"#,
                token: person.accessToken
            )
            #expect(answer.status == 202 && answer.json?["state"] as? String == "running", "\(answer.text)")
            #expect(Self.state(of: "gateway", in: answer) == "waiting")
            // The other browser is out; this one sees how it goes, and nothing new comes in.
            let refused = try await gateway.send(
                .POST,
                "/auth/refresh",
                json: #"{"refresh_token":"\#(tablet.refreshToken ?? "")"}"#
            )
            #expect(refused.status == 401)
            let renewed = try await ConsentTests.refreshed(gateway, person)
            #expect(try ConsentTests.withheld(renewed).contains("assistant"))
            var progress = answer
            try await eventually {
                progress = try await gateway.send(.GET, "/api/my-data/erasure", token: renewed.accessToken)
                return Self.state(of: "chat", in: progress) == "away"
            }
            #expect(progress.status == 200 && progress.json?["state"] as? String == "running")
            // An administrator who asks too joins it.
            let again = try await gateway.send(
                .DELETE,
                "/api/users/\(person.user.id)",
                json: #"{"reason":"Lo pidió por escrito"}"#,
                token: director.accessToken
            )
            #expect(again.status == 202 && again.json?["id"] as? String == progress.json?["id"] as? String)
        }
    }

    @Test func anAdministratorFollowsAnErasureThatWaits() async throws {
        try await RunningGateway.run { gateway in
            let director = try await gateway.signIn()
            let person = try await gateway.newPerson("ana", by: director)
            #expect(try await Self.erasure(of: person, gateway, by: director).code == "erasure_not_found")
            #expect(try await Self.erasure(of: person, gateway, by: person).status == 403)
            let begun = try await Self.erase(person, gateway, by: director)
            var shown = try await Self.erasure(of: person, gateway, by: director)
            #expect(shown.status == 200 && shown.json?["id"] as? String == begun.json?["id"] as? String)
            #expect(shown.json?["state"] as? String == "running")
            try await eventually {
                shown = try await Self.erasure(of: person, gateway, by: director)
                return Self.state(of: "chat", in: shown) == "away"
            }
        }
    }

    @Test func anAdministratorSeesTheEndOfAnErasureWhenTheAccountIsGone() async throws {
        let routes = try String(contentsOfFile: Repository.path("gateway.conf"), encoding: .utf8)
            .replacing(/\{ port: (\d+) \}/) { "{ port: \($0.1), installed: false }" }
        try await RunningGateway.run(routes: routes) { gateway in
            let director = try await gateway.signIn()
            let person = try await gateway.newPerson("ana", by: director)
            _ = try await Self.erase(person, gateway, by: director)
            try await eventually {
                try await Self.erasure(of: person, gateway, by: director).json?["state"] as? String == "done"
            }
            let path = "/api/users/\(person.user.id)"
            #expect(try await gateway.send(.GET, path, token: director.accessToken).status == 404)
        }
    }

    private static func erase(_ person: Session, _ gateway: RunningGateway, by director: Session) async throws
        -> Answer
    {
        let answer = try await gateway.send(
            .DELETE,
            "/api/users/\(person.user.id)",
            json: #"{"reason":"Terminó su formación"}"#,
            token: director.accessToken
        )
        try #require(answer.status == 202, "\(answer.text)")
        return answer
    }

    private static func erasure(of person: Session, _ gateway: RunningGateway, by session: Session) async throws
        -> Answer
    {
        try await gateway.send(.GET, "/api/users/\(person.user.id)/erasure", token: session.accessToken)
    }

    private static func state(of daemon: String, in erasure: Answer) -> String? {
        let daemons = erasure.json?["daemons"] as? [[String: Any]] ?? []
        return daemons.first { $0["daemon"] as? String == daemon }?["state"] as? String
    }

    @Test func anAdministratorSaysWhy() async throws {
        try await RunningGateway.run { gateway in
            let director = try await gateway.signIn()
            let person = try await gateway.newPerson("ana", by: director)
            let path = "/api/users/\(person.user.id)"
            let short = try await gateway.send(
                .DELETE,
                path,
                json: #"{"reason":"porque"}"#,
                token: director.accessToken
            )
            #expect(short.code == "reason_required")
            let story = #"{"reason":"\#(String(repeating: "porque ", count: 80))"}"#
            #expect(
                try await gateway.send(.DELETE, path, json: story, token: director.accessToken).code
                    == "reason_required"
            )
            let reason = #"{"reason":"Terminó su formación"}"#
            #expect(try await gateway.send(.DELETE, path, json: reason, token: person.accessToken).status == 403)
            #expect(try await gateway.send(.DELETE, path, json: reason, token: director.accessToken).status == 202)
            #expect(try await gateway.send(.GET, "/auth/me", token: person.accessToken).status == 401)
        }
    }

    @Test func aDaemonThatNeverAnswersHoldsUpNobodyElsesErasure() async throws {
        let silent = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let chat = "http://127.0.0.1:\(silent.localAddress?.port ?? 0)"
        try await RunningGateway.run(["CHAT_URL": chat]) { gateway in
            let director = try await gateway.signIn()
            for name in ["ana", "bruno"] {
                let person = try await gateway.newPerson(name, by: director)
                let path = "/api/users/\(person.user.id)"
                let reason = #"{"reason":"Lo pidió por escrito"}"#
                let begun = try await gateway.send(.DELETE, path, json: reason, token: director.accessToken)
                #expect(begun.status == 202, "\(begun.text)")
                // The router refuses the connection: whoever takes up the step finds that out at once.
                try await eventually {
                    let erasure = try await gateway.send(.GET, path + "/erasure", token: director.accessToken)
                    let steps = erasure.json?["daemons"] as? [[String: Any]] ?? []
                    let router = steps.first { $0["daemon"] as? String == "inference-router" }
                    return router?["state"] as? String == "away"
                }
            }
        }
        try await silent.close()
    }
}
