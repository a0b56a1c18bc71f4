import Daemon
import Foundation
import Messaging
import NIOCore
import ServiceLifecycle
import SuiteProtocol

/// Replicas of the gateway tell each other over Redis what was drawn from their token buckets and how many streams are
/// open, so that a limit holds for all of them together.
///
/// Nobody waits for it: each counts for itself and hears of the others a tenth of a second later. While Redis is away
/// each counts alone.
struct SharedLimits: Service {
    private let limits: FrontLimits
    private let redis: Redis

    private let replica = newID()

    private static let channel = "consulta:drawn"
    private static let interval = Duration.milliseconds(100)
    /// After so many intervals all open streams are told again.
    private static let refresh = 10
    /// Entries of one message.
    private static let batch = 2_000

    init(_ limits: FrontLimits, redis: Redis) {
        self.limits = limits
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
        let streams: [StreamCount]
    }

    private func tell() async {
        var intervals = 0
        while (try? await Task.sleep(for: Self.interval)) != nil {
            intervals += 1
            let isRefresh = intervals % Self.refresh == 0
            if isRefresh { limits.streams.forget(at: .now()) }
            var draws = limits.buckets.takeDraws()[...]
            let changes = limits.streams.takeChanges()
            var streams = (isRefresh ? changes.filter { $0.count == 0 } + limits.streams.all() : changes)[...]
            // What can't be told now would be wrong later: buckets fill meanwhile, and streams end.
            while !draws.isEmpty || !streams.isEmpty, redis.isConnected {
                let message = Message(
                    replica: replica,
                    draws: Array(draws.prefix(Self.batch)),
                    streams: Array(streams.prefix(Self.batch))
                )
                draws = draws.dropFirst(Self.batch)
                streams = streams.dropFirst(Self.batch)
                guard let payload = try? WireJSON.encoder().encode(message) else { return }
                try? await redis.publish(Self.channel, String(decoding: payload, as: UTF8.self))
            }
        }
    }

    private func hear(_ payload: String) {
        guard let message = try? WireJSON.decoder().decode(Message.self, from: Data(payload.utf8)),
            message.replica != replica
        else { return }
        limits.buckets.count(message.draws, at: .now())
        limits.streams.hear(message.streams, from: message.replica, at: .now())
    }
}
