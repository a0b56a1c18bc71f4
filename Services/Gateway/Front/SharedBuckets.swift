import Daemon
import Foundation
import Messaging
import NIOCore
import ServiceLifecycle
import SuiteProtocol

/// Replicas of the gateway tell each other over Redis what was drawn from their token buckets, so that a limit holds
/// for all of them together.
///
/// Nobody waits for it: each draws from its own bucket and hears of the others' draws a tenth of a second later. While
/// Redis is away each counts for itself.
struct SharedBuckets: Service {
    let buckets: TokenBuckets
    let redis: Redis

    private let replica = newID()

    private static let channel = "consulta:drawn"
    private static let interval = Duration.milliseconds(100)
    /// Buckets of one message.
    private static let batch = 2_000

    init(buckets: TokenBuckets, redis: Redis) {
        self.buckets = buckets
        self.redis = redis
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await tell() }
                for await message in redis.subscribe([Self.channel]) {
                    if case .published(_, let payload) = message { hear(payload) }
                }
                group.cancelAll()
            }
        }
        // The stream also ends when Redis stops first; a service that returned early would end the daemon.
        try? await gracefulShutdown()
    }

    private struct Message: Codable {
        let replica: String
        let draws: [Draw]
    }

    private func tell() async {
        while (try? await Task.sleep(for: Self.interval)) != nil {
            var draws = buckets.takeDraws()[...]
            // What can't be told now would be wrong later: buckets fill meanwhile.
            while !draws.isEmpty, redis.isConnected {
                let message = Message(replica: replica, draws: Array(draws.prefix(Self.batch)))
                draws = draws.dropFirst(Self.batch)
                guard let payload = try? WireJSON.encoder().encode(message) else { return }
                try? await redis.publish(Self.channel, String(decoding: payload, as: UTF8.self))
            }
        }
    }

    private func hear(_ payload: String) {
        guard let message = try? WireJSON.decoder().decode(Message.self, from: Data(payload.utf8)),
            message.replica != replica
        else { return }
        buckets.count(message.draws, at: .now())
    }
}
