import Configuration
import Daemon
import DaemonTesting
import Foundation
import Identity
import NIOHTTP1
import Testing

/// Who sees whom, by the groups they share.
extension PeopleTests {
    @Test func tutorsSeeTheirOwnGroupsAndNoOthers() async throws {
        try await Self.run { gateway, administrator, student in
            let tutor = try await gateway.newPerson("tania", roles: ["tutor"], by: administrator)
            func make(_ name: String) async throws -> String {
                let answer = try await gateway.send(
                    .POST,
                    "/api/groups",
                    json: #"{"name":"\#(name)","kind":"class"}"#,
                    token: administrator.accessToken
                )
                return try #require(answer.json?["id"] as? String, "\(answer.text)")
            }
            let (own, other) = (try await make("3.º B"), try await make("4.º A"))
            let taken = try await gateway.send(
                .POST,
                "/api/groups",
                json: #"{"name":"3º b"}"#,
                token: administrator.accessToken
            )
            #expect(taken.status == 409 && taken.code == "group_name_taken")
            for person in [tutor, student] {
                let path = "/api/groups/\(own)/members/\(person.user.id)"
                #expect(try await gateway.send(.PUT, path, token: administrator.accessToken).status == 204)
            }
            #expect(try await Self.status(gateway, tutor) == 401, "its groups stand in its token")
            let renewed: Session = try await Self.refresh(gateway, tutor).decoded()
            #expect(renewed.user.groups.map(\.name) == ["3.º B"])

            let list = try await gateway.send(.GET, "/api/groups", token: renewed.accessToken)
            let items = try #require(list.json?["items"] as? [[String: Any]])
            #expect(items.map { $0["id"] as? String } == [own])
            #expect(items.first?["members"] as? Int == 2 && items.first?["tutors"] as? Int == 1)
            let shown = try await gateway.send(.GET, "/api/groups/\(own)", token: renewed.accessToken)
            let members = try #require(shown.json?["members"] as? [[String: Any]])
            #expect(members.map { $0["name"] as? String } == ["bruno", "tania"])
            #expect(try await gateway.send(.GET, "/api/groups/\(other)", token: renewed.accessToken).status == 404)
            let change = try await gateway.send(
                .PATCH,
                "/api/groups/\(own)",
                json: #"{"name":"Mía"}"#,
                token: renewed.accessToken
            )
            #expect(change.status == 403)

            let removed = try await gateway.send(.DELETE, "/api/groups/\(own)", token: administrator.accessToken)
            #expect(removed.status == 204)
            let back: Session = try await Self.refresh(gateway, renewed).decoded()
            #expect(back.user.groups.isEmpty)
        }
    }

    @Test func daemonsAskForTutorsAndStudentsAndNobodyElseDoes() async throws {
        try await withTemporaryDirectory { home in
            let provider = EnvironmentVariablesProvider(environmentVariables: ["CONSULTA_HOME": home])
            let chat = try DaemonEnvironment(product: "chat", defaultPort: 0, config: ConfigReader(provider: provider))
            let signer = await TokenSigner(product: "chat", key: try SigningKey.load(chat))
            try await Self.relations(home, signer)
        }
    }

    private static func relations(_ home: String, _ signer: TokenSigner) async throws {
        try await RunningGateway.run(home: home) { gateway in
            let administrator = try await gateway.signIn()
            let student = try await gateway.newPerson("bruno", by: administrator)
            let tutor = try await gateway.newPerson("tania", roles: ["tutor"], by: administrator)
            let group = try await gateway.send(
                .POST,
                "/api/groups",
                json: #"{"name":"3.º B"}"#,
                token: administrator.accessToken
            )
            let id = try #require(group.json?["id"] as? String)
            for person in [tutor, student] {
                let path = "/api/groups/\(id)/members/\(person.user.id)"
                _ = try await gateway.send(.PUT, path, token: administrator.accessToken)
            }
            let token = try await signer.serviceToken(for: "gateway")
            let answer = try await gateway.send(.GET, "/internal/people/\(tutor.user.id)", token: token)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json?["groups"] as? [String] == [id] && answer.json?["tutors"] as? [String] == [])
            #expect(answer.json?["students"] as? [String] == [student.user.id])
            let other = try await gateway.send(.GET, "/internal/people/\(student.user.id)", token: token)
            #expect(other.json?["tutors"] as? [String] == [tutor.user.id])
            #expect(other.json?["students"] as? [String] == [])
            let path = "/internal/people/\(student.user.id)"
            #expect(try await gateway.send(.GET, path, token: administrator.accessToken).status == 403)
            #expect(try await gateway.send(.GET, path).status == 401)
        }
    }
}
