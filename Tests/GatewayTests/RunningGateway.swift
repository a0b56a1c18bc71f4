import AsyncHTTPClient
import DaemonTesting
import Foundation
import Gateway
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOPosix
import Relay
import Testing

/// A gateway on a port of its own, in a home of its own, for as long as a test's body runs.
struct RunningGateway: Sendable {
    let url: String
    let home: String

    var port: Int { Int(url.split(separator: ":").last ?? "") ?? 0 }

    /// One that adds nothing to a request, unpacks nothing and stays where it is sent away.
    private static let client = HTTPClient(
        eventLoopGroup: .singletonMultiThreadedEventLoopGroup,
        configuration: HTTPClient.Configuration(redirectConfiguration: .disallow)
    )

    /// Where hundreds of tests begin together and all gateways start at once, none answers its first request in time.
    private static let starts = Turns(4)

    static let administrator = (username: "directora", password: "una frase larga y buena")

    /// - Parameters:
    ///   - settings: as the environment has them.
    ///   - routes: `gateway.conf`; by default the one of the checkout.
    ///   - front: how long clients may take.
    ///   - throttle: one on a clock of the test.
    static func run(
        _ settings: [String: String] = [:],
        home: String? = nil,
        routes: String? = nil,
        front: FrontSettings = FrontSettings(),
        throttle: SignInThrottle = SignInThrottle(),
        _ body: @escaping @Sendable (RunningGateway) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            let home = home ?? directory
            var values = [
                "GATEWAY_PORT": "0", "LOG_LEVEL": "critical",
                "CHAT_URL": "http://127.0.0.1:1", "ANALYSIS_URL": "http://127.0.0.1:1",
                "MUNICIPIO_URL": "http://127.0.0.1:1",
                "INFERENCE_ROUTER_URL": "http://127.0.0.1:1",
                "CONSULTA_ADMIN_USER": administrator.username, "CONSULTA_ADMIN_PASSWORD": administrator.password,
            ]
            if let routes {
                values["GATEWAY_CONF"] = home + "/gateway.conf"
                try Data(routes.utf8).write(to: URL(filePath: home + "/gateway.conf"))
            }
            values.merge(settings) { _, given in given }
            try await RunningDaemon.run(
                settings: values,
                home: home,
                build: { config, onListening in
                    await starts.take()
                    defer { starts.giveBack() }
                    let cost = ScryptCost(logN: 8, r: 8, p: 1)
                    return try await buildApplication(
                        config: config,
                        passwordCost: cost,
                        front: front,
                        throttle: throttle,
                        onListening: onListening
                    )
                }
            ) { daemon in
                try await body(RunningGateway(url: daemon.url, home: daemon.home))
            }
        }
    }

    /// Two over one database.
    static func runTwo(
        _ settings: [String: String],
        _ body: @escaping @Sendable (RunningGateway, RunningGateway) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { shared in
            let common = [
                "GATEWAY_DATABASE_URL": "sqlite:\(shared)/gateway.sqlite", "DATA_KEYS": PeopleDatabase.dataKeys(),
                "CONSULTA_PUBLIC_KEYS": shared + "/public",
            ]
            let settings = settings.merging(common) { $1 }
            try await run(settings) { first in
                try await run(settings) { second in try await body(first, second) }
            }
        }
    }

    /// One request, with what came back read whole.
    func send(
        _ method: HTTPMethod = .GET,
        _ path: String,
        headers: [(String, String)] = [],
        json: String? = nil,
        csv: Data? = nil,
        token: String? = nil,
        timeout: TimeAmount = .seconds(10)
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        if let json {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: json))
        }
        if let csv {
            request.headers.add(name: "content-type", value: "text/csv")
            request.body = .bytes(ByteBuffer(bytes: csv))
        }
        let response = try await Self.client.execute(request, timeout: timeout)
        return Answer(
            status: Int(response.status.code),
            headers: response.headers,
            body: try await response.body.collect(upTo: 16 << 20)
        )
    }

    func signIn(
        _ username: String = administrator.username,
        _ password: String = administrator.password
    ) async throws -> Session {
        let answer = try await send(
            .POST,
            "/auth/login",
            json: #"{"username":"\#(username)","password":"\#(password)"}"#
        )
        try #require(answer.status == 200, "\(answer.text)")
        return try answer.decoded()
    }

    /// Opens an account and signs in with it.
    func newPerson(_ username: String, roles: [String] = ["student"], by administrator: Session) async throws -> Session
    {
        let list = roles.map { "\"\($0)\"" }.joined(separator: ",")
        let answer = try await send(
            .POST,
            "/api/users",
            json:
                #"{"username":"\#(username)","name":"\#(username)","roles":[\#(list)],"password":"contraseña larga"}"#,
            token: administrator.accessToken
        )
        try #require(answer.status == 201, "\(answer.text)")
        return try await signIn(username, "contraseña larga")
    }
}

extension RunningGateway {
    /// A program's key for models.
    func newKey(_ session: Session) async throws -> String {
        let answer = try await send(
            .POST,
            "/api/keys",
            json: #"{"name":"Cuaderno","scopes":["inference"]}"#,
            token: session.accessToken
        )
        return try #require(answer.json?["key"] as? String, "\(answer.text)")
    }
}

struct Session: Decodable, Sendable {
    struct Group: Decodable, Sendable {
        let id: String
        let name: String
        let kind: String
    }

    struct Person: Decodable, Sendable {
        let id: String
        let username: String
        let roles: [String]
        let status: String
        let groups: [Group]
        let permissions: [String]?
    }

    let accessToken: String
    let refreshToken: String?
    let expiresIn: Int
    let user: Person
}

struct Answer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: ByteBuffer

    var text: String { String(buffer: body) }
    /// The problem's stable code.
    var code: String? { json?["code"] as? String }
    var json: [String: Any]? { (try? JSONSerialization.jsonObject(with: Data(buffer: body))) as? [String: Any] }
    var cookies: [String] { headers["set-cookie"] }

    func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Value.self, from: Data(buffer: body))
    }

    /// The value that a cookie was set to.
    func cookie(_ name: String) -> String? {
        cookies.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1).prefix { $0 != ";" }) }
    }
}
