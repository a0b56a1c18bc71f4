import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// Whoever reads the disk learns neither who somebody is nor what they said; after an erasure, not even that they spoke.
@Suite(.serialized) struct DiskTests {
    private static let name = "Filiberta Xochiquetzalli"
    private static let email = "filiberta.xochi@colibri.example"
    private static let sentence = "Anoche soñé que mi rodilla zumbaba como un jilguero azafranado."
    private static let password = "una frase muy larga"

    @Test(.enabled(if: TestRedis.isInstalled), arguments: TestDatabase.engines)
    func neitherNamesNorWordsNorWhatWasErasedAreFound(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(options: fast)
        let redis = try TestRedis()
        try await Suite.withDatabase(engine) { databaseURL in
            var settings = ["REDIS_URL": redis.url]
            settings["DATABASE_URL"] = databaseURL
            try await Suite.run(model: simulator.url, settings: settings) { suite in
                let person = try await newPerson(suite)
                let ids = try await talk(person, suite)
                try await withTemporaryDirectory { copies in
                    try backUp(suite, to: copies)
                    // Databases, logs, Redis' files, the backup, and all of PostgreSQL's: tables, its own log, its errors.
                    let server = try engine == .postgresql ? [Postgres.home()] : []
                    for place in [suite.home, redis.home, copies] + server {
                        for secret in [Self.name, "Xochiquetzalli", Self.email, Self.sentence, "jilguero azafranado"] {
                            #expect(Disk.files(holding: secret, below: place) == [], "\(secret)")
                        }
                    }
                    // The same look finds what isn't sealed.
                    let tables = try engine == .sqlite ? suite.home + "/data" : Postgres.tables()
                    for place in [tables, redis.home, copies] { #expect(Disk.holds(ids[0], below: place), "\(place)") }
                    #expect(Disk.holds("/api/chat", below: suite.home + "/logs"))
                }

                let answer = try await suite.gateway.post(
                    "/api/my-data/erasure",
                    json: #"{"confirmation": "filiberta"}"#,
                    token: person.token
                )
                #expect(answer.status == 202)
                try await eventually("everything is erased") { try await isErased(person, suite) }
                let tables = try engine == .postgresql ? [Postgres.tables()] : []
                for place in [suite.home, redis.home] + tables {
                    for id in ids { #expect(Disk.files(holding: id, below: place) == [], "\(id)") }
                }
                #expect(try FileManager.default.contentsOfDirectory(atPath: suite.home + "/media/chat").isEmpty)
                #expect(try await suite.gateway.get("/auth/me", token: person.token).status == 401)
            }
        }
    }

    @Test func anErasureGoesOnAfterADaemonWasAwayAndTheGatewayWasKilled() async throws {
        let simulator = try await ModelSimulatorProcess(options: fast)
        try await Suite.run(model: simulator.url) { suite in
            let person = try await newPerson(suite)
            let ids = try await talk(person, suite)
            suite.kill("chat")
            let answer = try await suite.gateway.post(
                "/api/my-data/erasure",
                json: #"{"confirmation": "filiberta"}"#,
                token: person.token
            )
            #expect(answer.status == 202 && answer.body.contains(#""state":"running""#))
            suite.kill("gateway")
            #expect(Disk.holds(ids[0], below: suite.home + "/data"))
            try suite.start("gateway")
            try suite.start("chat")
            try await suite.untilHealthy()
            try await eventually("everything is erased") { try await isErased(person, suite) }
            for id in ids { #expect(Disk.files(holding: id, below: suite.home + "/data").isEmpty, "\(id)") }
        }
    }

    private struct Person {
        let id: String
        let token: String
    }

    private func newPerson(_ suite: Suite) async throws -> Person {
        struct Created: Decodable { let id: String }
        struct SignedIn: Decodable { let accessToken: String }
        let director = try await suite.signIn()
        let created = try await suite.gateway.post(
            "/api/users",
            json: """
                {"username": "filiberta", "name": "\(Self.name)", "email": "\(Self.email)", "roles": ["clinician"],
                "password": "\(Self.password)"}
                """,
            token: director
        )
        try #require(created.status == 201, "\(created.body)")
        let signedIn = try await suite.gateway.post(
            "/auth/login",
            json: #"{"username": "filiberta", "password": "\#(Self.password)"}"#
        )
        return Person(
            id: try created.decode(Created.self, by: WireJSON.decoder()).id,
            token: try signedIn.decode(SignedIn.self, by: WireJSON.decoder()).accessToken
        )
    }

    /// Returns the ids of the conversation, its messages and its image.
    private func talk(_ person: Person, _ suite: Suite) async throws -> [String] {
        struct Answer: Decodable { let conversationID: String }
        struct History: Decodable {
            struct Message: Decodable {
                struct Image: Decodable { let id: String }
                let id: String
                let images: [Image]
            }
            let messages: [Message]
        }
        // A PNG of four grey pixels.
        let image = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNoaGBoaAAABgYCASzBUNcAAAAASUVORK5CYII="
        let answer = try await suite.gateway.post(
            "/api/chat",
            json: """
                {"message": "\(Self.sentence)", "images": ["data:image/png;base64,\(image)"], "stream": false}
                """,
            token: person.token
        )
        try #require(answer.status == 200, "\(answer.body)")
        let conversation = try answer.decode(Answer.self, by: WireJSON.decoder()).conversationID
        let history = try await suite.gateway.get("/api/history/\(conversation)", token: person.token)
            .decode(History.self, by: WireJSON.decoder())
        let ids = [conversation] + history.messages.map(\.id) + history.messages.flatMap { $0.images.map(\.id) }
        try #require(ids.count == 4)
        return ids
    }

    /// As an administrator sees it who asks for the same.
    private func isErased(_ person: Person, _ suite: Suite) async throws -> Bool {
        let answer = try await suite.gateway.send(
            "DELETE",
            "/api/users/\(person.id)",
            token: try await suite.signIn(),
            body: #"{"reason": "Para ver cómo va"}"#
        )
        struct Progress: Decodable { let state: String }
        guard answer.status == 202 else { return false }
        return try answer.decode(Progress.self, by: WireJSON.decoder()).state == "done"
    }

    private func backUp(_ suite: Suite, to folder: String) throws {
        let process = Unmasked.process(Repository.path("scripts/backup.sh"), [folder])
        process.environment = suite.environment(of: "chat").merging(["CONSULTA_ENV_FILE": "/dev/null"]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        try unpack(below: folder)
    }

    /// PostgreSQL's dumps are compressed: as they are, nothing would be found in them.
    private func unpack(below folder: String) throws {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for name in names where name.hasSuffix(".dump") {
            let dump = "\(folder)/\(name)"
            let process = Unmasked.process("/usr/bin/pg_restore", ["--file=\(dump).sql", dump])
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }
    }

    private let fast = ["--first-token-ms", "0", "--tokens-per-second", "5000", "--answer-tokens", "20"]
}
