import Configuration
import Daemon
import NIOCore
import Persistence

/// Everything that an operator can set for the gateway, beside `gateway.conf` and what every daemon has.
struct Settings: Sendable {
    /// `GATEWAY_CONF` (`gateway.conf`): the route table.
    let routeFile: String
    /// `GATEWAY_WEB` (`Services/Gateway/Web`): the pages.
    let webFolder: String
    /// `GATEWAY_PURPOSES` (`Services/Gateway/Privacy/purposes.yaml`): what people's data may be used for, unless there is
    /// a `purposes.yaml` in `CONSULTA_HOME`.
    let purposeFile: String
    /// `CORS_ORIGINS`: other origins whose pages may call, comma-separated. None by default.
    let corsOrigins: Set<String>
    /// `GATEWAY_TRUSTED_PROXIES`: addresses whose `X-Forwarded-*` is believed, such as a TLS front's. None by default.
    let trustedProxies: Set<String>
    /// `GATEWAY_TLS_CERTIFICATE`, `GATEWAY_TLS_KEY`: PEM files; with both, people connect by TLS and no other way.
    let tls: TLSFiles?
    /// `RATE_LIMIT_PER_MINUTE` (60): requests that reach a model, a person.
    let modelRequestsPerMinute: Int
    /// `RATE_LIMIT_UPLOAD_MIB` (512): MiB that a person, a key or an address without either may send a minute.
    let uploadMebibytesPerMinute: Int
    /// `RATE_LIMIT_STREAMS` (32): answers in parts that one of those may have open at once.
    let openStreams: Int
    /// `CONSULTA_INSTITUTION` (Consulta): the name on the pages.
    let institution: String
    /// `CONSULTA_LANGUAGE` (es): the pages' first language.
    let language: Language
    /// `CONSULTA_ADMIN_USER`, `CONSULTA_ADMIN_PASSWORD`: the first administrator, instead of the one-time link.
    let administrator: Credentials?
    /// `AUDIT_RETENTION_DAYS`: how long audit entries are kept. Unset: for ever.
    let auditRetentionDays: Int?
    /// `REGISTRATION_DOMAINS` (none), `REGISTRATION_ROLE` (student): who may open an account for themselves, and as what.
    let registration: RegistrationRules
    /// `OIDC_…`: the provider that people may sign in with; none where `OIDC_ISSUER` isn't set.
    let singleSignOn: SingleSignOnSettings?
    /// `GATEWAY_DATABASE_URL`, else `DATABASE_URL`, else a SQLite file in `CONSULTA_HOME`.
    let databaseURL: String
    /// `REDIS_URL`: none means that notices reach only this process.
    let redisURL: String?

    init(_ environment: DaemonEnvironment) throws {
        let config = environment.config
        routeFile = config.string(forKey: "gateway.conf", or: "gateway.conf")
        webFolder = config.string(forKey: "gateway.web", or: "Services/Gateway/Web")
        purposeFile = config.string(forKey: "gateway.purposes", or: "Services/Gateway/Privacy/purposes.yaml")
        corsOrigins = try Self.origins(config.string(forKey: "cors.origins", or: ""))
        trustedProxies = try Self.proxies(config.string(forKey: "gateway.trusted.proxies", or: ""))
        tls = try TLSFiles(config)
        modelRequestsPerMinute = try config.int(forKey: "rate.limit.per.minute", or: 60, in: 1...1_000_000)
        uploadMebibytesPerMinute = try config.int(forKey: "rate.limit.upload.mib", or: 512, in: 1...1_000_000)
        openStreams = try config.int(forKey: "rate.limit.streams", or: 32, in: 1...100_000)
        institution = config.string(forKey: "consulta.institution", or: "Consulta")
        guard let language = Language(rawValue: config.string(forKey: "consulta.language", or: "es")) else {
            throw ConfigurationError("CONSULTA_LANGUAGE", "expected es or en")
        }
        self.language = language
        administrator = try Self.administrator(config)
        auditRetentionDays =
            config.text("audit.retention.days") == nil
            ? nil : try config.int(forKey: "audit.retention.days", or: 0, in: 1...36_500)
        registration = try RegistrationRules(config)
        singleSignOn = try SingleSignOnSettings(config, role: registration.role)
        databaseURL = Database.url(
            for: environment.product,
            own: config.text("gateway.database.url", secret: true),
            shared: config.text("database.url", secret: true),
            home: environment.home
        )
        redisURL = config.text("redis.url", secret: true)
    }

    private static func administrator(_ config: ConfigReader) throws -> Credentials? {
        let user = config.text("consulta.admin.user")
        let password = config.text("consulta.admin.password", secret: true)
        switch (user, password) {
        case (nil, nil): return nil
        case (nil, _): throw ConfigurationError("CONSULTA_ADMIN_USER", "is needed with CONSULTA_ADMIN_PASSWORD")
        case (_, nil): throw ConfigurationError("CONSULTA_ADMIN_PASSWORD", "is needed with CONSULTA_ADMIN_USER")
        case (let user?, let password?):
            do {
                return Credentials(username: try Username(user), password: try Password(password))
            } catch .passwordTooShort {
                throw ConfigurationError(
                    "CONSULTA_ADMIN_PASSWORD",
                    "expected at least \(Password.shortest) characters"
                )
            } catch .passwordTooLong {
                throw ConfigurationError("CONSULTA_ADMIN_PASSWORD", "is too long")
            } catch {
                throw ConfigurationError("CONSULTA_ADMIN_USER", "expected 2 to 64 letters, digits, dots or dashes")
            }
        }
    }

    private static func list(_ text: String) -> Set<String> {
        Set(text.split(separator: ",").map { $0.drop { $0 == " " } }.map { String($0.prefix { $0 != " " }) })
            .subtracting([""])
    }

    /// A host name would never match.
    private static func proxies(_ text: String) throws -> Set<String> {
        let proxies = list(text)
        for proxy in proxies where (try? SocketAddress(ipAddress: proxy, port: 0)) == nil {
            throw ConfigurationError("GATEWAY_TRUSTED_PROXIES", "expected IP addresses such as 10.0.0.2")
        }
        return proxies
    }

    /// Scheme, host and perhaps a port, nothing else: with cookies at stake there is no wildcard.
    private static func origins(_ text: String) throws -> Set<String> {
        let origins = list(text.lowercased())
        for origin in origins {
            let parts = origin.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == "http" || parts[0] == "https", !parts[1].isEmpty,
                !parts[1].contains("/"), !parts[1].contains("*")
            else { throw ConfigurationError("CORS_ORIGINS", "expected origins such as https://desk.example.org") }
        }
        return origins
    }
}

/// Where the certificate and its key are.
struct TLSFiles: Sendable {
    let certificate: String
    let key: String

    init?(_ config: ConfigReader) throws {
        let files = (config.text("gateway.tls.certificate"), config.text("gateway.tls.key"))
        switch files {
        case (nil, nil): return nil
        case (nil, _): throw ConfigurationError("GATEWAY_TLS_CERTIFICATE", "is needed with GATEWAY_TLS_KEY")
        case (_, nil): throw ConfigurationError("GATEWAY_TLS_KEY", "is needed with GATEWAY_TLS_CERTIFICATE")
        case (let certificate?, let key?): (self.certificate, self.key) = (certificate, key)
        }
    }
}

/// The first administrator, as the environment names them.
struct Credentials: Sendable {
    let username: Username
    let password: Password
}
