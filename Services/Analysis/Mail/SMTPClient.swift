import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Hands one e-mail to the institution's mail server, over TLS wherever the server offers it.
struct SMTPClient: Sendable {
    private static let patience = Duration.seconds(30)

    let server: MailServer
    /// The name that we greet with.
    let name: String
    private let tls: NIOSSLContext

    /// - Parameter authorities: a PEM file of those that vouch for the server; by default this machine's.
    init(server: MailServer, name: String, authorities: String?) throws {
        self.server = server
        self.name = name
        var configuration = TLSConfiguration.makeClientConfiguration()
        if let authorities { configuration.trustRoots = .file(authorities) }
        tls = try NIOSSLContext(configuration: configuration)
    }

    /// Throws `MailFault`, or what the network said.
    func send(_ message: MailMessage) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await deliver(message) }
            tasks.addTask {
                try await Task.sleep(for: Self.patience)
                throw MailFault.timedOut
            }
            defer { tasks.cancelAll() }
            try await tasks.next()
        }
    }

    private func deliver(_ message: MailMessage) async throws {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(10))
            .connect(host: server.host, port: server.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if server.beginsWithTLS { try channel.pipeline.syncOperations.addHandler(handler()) }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        try await channel.executeThenClose { inbound, outbound in
            var dialogue = SMTPDialogue(inbound, outbound)
            try await dialogue.reply(to: "greeting", expecting: [220])
            let isSecret = try await encrypt(&dialogue, channel.channel)
            try await authenticate(&dialogue, isSecret: isSecret)
            try await dialogue.say("MAIL FROM:<\(message.from.text)>", as: "MAIL", expecting: [250])
            try await dialogue.say("RCPT TO:<\(message.to.text)>", as: "RCPT", expecting: [250, 251])
            try await dialogue.say("DATA", as: "DATA", expecting: [354])
            try await dialogue.say("\(message.text)\r\n.", as: "text", expecting: [250])
            // The message is the server's now, whatever it says to this.
            _ = try? await dialogue.say("QUIT", as: "QUIT", expecting: [221])
        }
    }

    /// Greets, and again over TLS where the server offers it. Returns whether others on the way can't read on.
    private func encrypt(_ dialogue: inout SMTPDialogue, _ channel: any Channel) async throws -> Bool {
        let offers = try await dialogue.say("EHLO \(name)", as: "EHLO", expecting: [250]).lines
        guard !server.beginsWithTLS else { return true }
        guard offers.contains(where: { $0.uppercased() == "STARTTLS" }) else { return false }
        try await dialogue.say("STARTTLS", as: "STARTTLS", expecting: [220])
        guard dialogue.isQuiet else { throw MailFault.broken }
        try await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.addHandler(handler(), position: .first)
        }.get()
        try await dialogue.say("EHLO \(name)", as: "EHLO", expecting: [250])
        return true
    }

    private func authenticate(_ dialogue: inout SMTPDialogue, isSecret: Bool) async throws {
        guard let credentials = server.credentials else { return }
        guard isSecret else { throw MailFault.noTLS }
        let secret = Data("\0\(credentials.user)\0\(credentials.password)".utf8).base64EncodedString()
        try await dialogue.say("AUTH PLAIN \(secret)", as: "AUTH", expecting: [235])
    }

    private func handler() throws -> NIOSSLClientHandler {
        try NIOSSLClientHandler(context: tls, serverHostname: server.isAddress ? nil : server.host)
    }
}
