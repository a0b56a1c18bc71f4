import Configuration
import Daemon
import Foundation
import Persistence

/// Every key of the analysis daemon.
struct Settings {
    /// `ANALYSIS_WEIGHTS` (`Services/Analysis/Emotions/weights.bin`): what the emotion model knows.
    let weightsFile: String
    /// `ANALYSIS_STYLES` (true): whether styles of communication are suggested.
    let readsStyles: Bool
    /// `ANALYSIS_MAX_TEXT_BYTES` (100,000): the longest text that is analysed.
    let maxTextBytes: Int
    /// `ANALYSIS_TIME_ZONE` (the machine's): by which the hours of tutors are meant.
    let timeZone: TimeZone
    /// `ANALYSIS_SMTP_URL`: `smtp://[user:password@]host[:port]` or `smtps://…`; unset, nobody is written to.
    let mailServer: MailServer?
    /// `ANALYSIS_SMTP_CERTIFICATES`: a PEM file of authorities that vouch for the mail server; unset, this machine's.
    let mailAuthorities: String?
    /// `ANALYSIS_MAIL_FROM`: whom alerts come from; needed with `ANALYSIS_SMTP_URL`.
    let mailSender: MailAddress?
    /// `ANALYSIS_PUBLIC_URL`: where people open Consulta, for the link in an e-mail.
    let publicURL: String?
    /// `ANALYSIS_PDF_PROGRAM`: the WeasyPrint that prints reports; unset, where Debian installs it.
    let pdfProgram: String?
    /// `ANALYSIS_RETENTION_DAYS` (730): how long an analysis, a closed alert, an ended intervention and a report are kept.
    let retentionDays: Int
    /// `CHAT_URL`: who has the messages.
    let chatURL: String
    /// `GATEWAY_URL`: who knows people.
    let gatewayURL: String
    /// `ANALYSIS_DATABASE_URL`, else `DATABASE_URL`, else a SQLite file in `CONSULTA_HOME`.
    let databaseURL: String
    /// `REDIS_URL`: unset means that no message is told of.
    let redisURL: String?

    init(_ environment: DaemonEnvironment) throws {
        let config = environment.config
        weightsFile = config.string(forKey: "analysis.weights", or: "Services/Analysis/Emotions/weights.bin")
        readsStyles = try config.bool(forKey: "analysis.styles", or: true)
        maxTextBytes = try config.int(forKey: "analysis.max.text.bytes", or: 100_000, in: 1...500_000)
        timeZone =
            try config.text("analysis.time.zone").map { name in
                guard let zone = TimeZone(identifier: name) else {
                    throw ConfigurationError(
                        "ANALYSIS_TIME_ZONE",
                        "expected a name such as America/Argentina/Buenos_Aires"
                    )
                }
                return zone
            } ?? .current
        mailServer = try config.text("analysis.smtp.url", secret: true).map(MailServer.init)
        mailAuthorities = config.text("analysis.smtp.certificates")
        mailSender = try config.text("analysis.mail.from").map { text in
            guard let address = MailAddress(text) else {
                throw ConfigurationError("ANALYSIS_MAIL_FROM", "expected an e-mail address")
            }
            return address
        }
        if mailServer != nil, mailSender == nil {
            throw ConfigurationError("ANALYSIS_MAIL_FROM", "is needed with ANALYSIS_SMTP_URL")
        }
        publicURL = config.text("analysis.public.url")
        pdfProgram = config.text("analysis.pdf.program")
        retentionDays = try config.int(forKey: "analysis.retention.days", or: 730, in: 1...36_500)
        chatURL = try environment.url(of: "chat", defaultPort: 5001)
        gatewayURL = try environment.url(of: "gateway", defaultPort: 8080)
        databaseURL = Database.url(
            for: environment.product,
            own: config.text("analysis.database.url", secret: true),
            shared: config.text("database.url", secret: true),
            home: environment.home
        )
        redisURL = config.text("redis.url", secret: true)
    }
}
