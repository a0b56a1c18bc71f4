import Daemon
import Foundation
import Logging
import ServiceLifecycle

/// Sends the e-mails that wait, and again where the server was away: at least once, and under one Message-ID.
struct MailCourier: Service {
    /// In seconds.
    private static let longestWait = 600.0

    private let store: MailStore
    private let client: SMTPClient?
    private let sender: MailAddress?
    private let people: PeopleClient
    private let publicURL: String?
    private let now: @Sendable () -> Date
    private let logger: Logger
    private let turns = WorkTurns(every: .seconds(5))

    /// - Parameters:
    ///   - client: nil where nobody is written to.
    ///   - publicURL: where people open Consulta.
    init(
        store: MailStore,
        client: SMTPClient?,
        sender: MailAddress?,
        people: PeopleClient,
        publicURL: String?,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.store = store
        self.client = client
        self.sender = sender
        self.people = people
        self.publicURL = publicURL
        self.now = now
        self.logger = logger
    }

    /// Something may have come.
    func wake() { turns.wake() }

    func run() async throws {
        await turns.run(pass)
    }

    private func pass() async {
        guard let client, let sender else { return }
        do {
            while true {
                let mails = try await store.take(at: now())
                guard !mails.isEmpty else { return }
                for mail in mails { try await send(mail, from: sender, over: client) }
            }
        } catch {
            // The lease ends, and they are taken again.
            logger.warning("e-mails wait", metadata: ["error": "\(type(of: error))"])
        }
    }

    private func send(_ mail: MailStore.Waiting, from sender: MailAddress, over client: SMTPClient) async throws {
        do {
            guard let person = try await people.person(mail.person),
                let address = person.email.flatMap(MailAddress.init)
            else { return try await store.drop(mail) }
            let message = MailMessage(
                id: mail.id,
                from: sender,
                to: address,
                subject: Messages.mailSubject[.es],
                body: Messages.mailBody(url: publicURL)[.es],
                date: now()
            )
            try await client.send(message)
            try await store.sent(mail, at: now())
        } catch let fault as MailFault where fault.isFinal {
            logger.warning("an e-mail was refused", metadata: ["mail": "\(mail.id)", "error": "\(fault)"])
            try await store.giveUp(mail)
        } catch let error where !(error is CancellationError) {
            let wait = min(Self.longestWait, 15 * Double(1 << min(mail.attempts, 6)))
            let reason = (error as? MailFault)?.description ?? "\(type(of: error))"
            logger.warning("an e-mail waits", metadata: ["mail": "\(mail.id)", "error": "\(reason)"])
            try await store.postpone(mail, to: now().addingTimeInterval(wait))
        }
    }

    /// Nil where nobody is written to.
    var health: (@Sendable () async -> DependencyHealth)? {
        guard client != nil else { return nil }
        return { [store] in
            guard let count = try? await store.failing(), count == 0 else {
                return DependencyHealth(.degraded, "some e-mails could not be sent")
            }
            return DependencyHealth(.ok)
        }
    }
}
