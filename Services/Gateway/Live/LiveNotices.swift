import Daemon
import Foundation
import Identity
import Logging
import Messaging
import NIOCore
import ServiceLifecycle
import SuiteProtocol

/// Passes the suite's live events on to the sockets of those whom they concern. Losing one loses nothing: a page that
/// was away too long asks the owning daemon.
struct LiveNotices: Service {
    let redis: Redis
    let sockets: LiveSockets
    let logger: Logger

    /// The longest that is passed on, in bytes: a notice carries ids and figures.
    private static let longest = 16_384

    func run() async throws {
        let channels = EventType.allCases.filter { !$0.isDurable }.map(\.channel) + [revocationChannel]
        await cancelWhenGracefulShutdown {
            for await message in redis.subscribe(channels) {
                switch message {
                case .connected: sockets.beginEpoch()
                case .published(revocationChannel, let text): close(Revocation(text: text))
                case .published(_, let payload): deliver(payload)
                }
            }
        }
        // The stream ends when Redis stops, and the daemon would end with it.
        try? await gracefulShutdown()
    }

    /// The pages of those who go on sign in anew, with what holds now.
    private func close(_ revocation: Revocation?) {
        switch revocation {
        case .session(let id): sockets.close(session: id)
        case .claims(let subject, _): sockets.close(subject: subject)
        case nil: break
        }
    }

    private func deliver(_ payload: String) {
        guard payload.utf8.count <= Self.longest else {
            return logger.warning("a live event is too long", metadata: ["bytes": "\(payload.utf8.count)"])
        }
        do {
            let notice = try JSONDecoder().decode(LiveNotice.self, from: Data(payload.utf8))
            guard let audience = LiveAudience(EventType(rawValue: notice.type), notice.data) else { return }
            sockets.push(ByteBuffer(bytes: try JSONEncoder().encode(notice)), to: audience)
        } catch {
            logger.warning("a live event can't be read", metadata: ["bytes": "\(payload.utf8.count)"])
        }
    }
}
