import Configuration
import Daemon
import NIOCore

/// Every key of the inference-router. A malformed value stops the daemon and is named.
package struct Settings: Sendable {
    /// `MEDGEMMA_ENDPOINTS`, `VLLM_ENDPOINT`, `NV_REASON_ENDPOINTS`, `OLLAMA_ENDPOINTS`, `OLLAMA_ENDPOINT`,
    /// `OLLAMA_ENDPOINT_1`…`4`, `LM_STUDIO_URL`.
    package let endpoints: [EndpointDeclaration]
    package let destinations: DestinationSettings
    package let choosing: ChoosingSettings
    package let breaker: BreakerSettings
    package let retry: RetrySettings
    package let timeouts: TimeoutSettings
    package let probes: ProbeSettings
    package let limits: LimitSettings
    /// `REDIS_URL` (unset): where changes of state are told.
    package let redisURL: String?

    package init(_ config: ConfigReader) throws {
        endpoints = try EndpointDeclaration.read(config)
        destinations = try DestinationSettings(config)
        choosing = try ChoosingSettings(config)
        breaker = try BreakerSettings(config)
        retry = try RetrySettings(config)
        timeouts = try TimeoutSettings(config)
        probes = try ProbeSettings(config)
        limits = try LimitSettings(config)
        redisURL = config.text("redis.url", secret: true)
    }
}

/// How requests are shared out.
package struct ChoosingSettings: Sendable {
    /// `ROUTER_CONCURRENCY` (32): requests at once at one endpoint.
    package var concurrency = 32
    /// `ROUTER_QUEUE_LIMIT` (256): requests that wait while every endpoint is busy.
    package var queueLimit = 256

    package init() {}

    init(_ config: ConfigReader) throws {
        concurrency = try config.int(forKey: "router.concurrency", or: concurrency, in: 1...4_096)
        queueLimit = try config.int(forKey: "router.queue.limit", or: queueLimit, in: 0...100_000)
    }
}

/// When a model at an endpoint is left alone.
package struct BreakerSettings: Sendable {
    /// `ROUTER_BREAKER_FAILURES` (5): failures one after the other that open it.
    package var consecutiveFailures = 5
    /// `ROUTER_BREAKER_WINDOW_S` (30) and `ROUTER_BREAKER_WINDOW_REQUESTS` (10): more than half of at least so
    /// many requests in that time failed.
    package var window = TimeAmount.seconds(30)
    package var windowRequests = 10
    /// `ROUTER_BREAKER_OPEN_S` (30): open for so long, times how often it opened…
    package var open = TimeAmount.seconds(30)
    /// `ROUTER_BREAKER_OPEN_MAX_S` (300): …and at most this,
    package var longestOpen = TimeAmount.seconds(300)
    /// `ROUTER_BREAKER_JITTER` (0.1): and up to this share more.
    package var openJitter = 0.1
    /// `ROUTER_BREAKER_PROBE_S` (30): a probe that has not ended by then no longer counts.
    package var probeTimeout = TimeAmount.seconds(30)
    /// `ROUTER_BREAKER_SUCCESSES` (2): probes that close it.
    package var successesToClose = 2

    package init() {}

    init(_ config: ConfigReader) throws {
        consecutiveFailures = try config.int(forKey: "router.breaker.failures", or: consecutiveFailures, in: 1...1_000)
        window = try config.seconds("router.breaker.window.s", or: window)
        windowRequests = try config.int(forKey: "router.breaker.window.requests", or: windowRequests, in: 1...100_000)
        open = try config.seconds("router.breaker.open.s", or: open)
        longestOpen = try config.seconds("router.breaker.open.max.s", or: longestOpen)
        openJitter = try config.share("router.breaker.jitter", or: openJitter)
        probeTimeout = try config.seconds("router.breaker.probe.s", or: probeTimeout)
        successesToClose = try config.int(forKey: "router.breaker.successes", or: successesToClose, in: 1...100)
    }
}

/// When and how often a request is tried again.
package struct RetrySettings: Sendable {
    /// `ROUTER_ATTEMPTS` (3): tries of one request, the first included.
    package var attempts = 3
    /// `ROUTER_RETRY_BUDGET` (3) and `ROUTER_RETRY_SHARE` (0.2): retries at once, at least, and of all requests.
    package var budget = 3
    package var share = 0.2
    /// `ROUTER_RETRY_OTHER_BASE_S` (0.025), `ROUTER_RETRY_OTHER_MAX_S` (0.25): pause before another endpoint.
    package var anotherBase = TimeAmount.milliseconds(25)
    package var anotherLongest = TimeAmount.milliseconds(250)
    /// `ROUTER_RETRY_SAME_BASE_S` (0.5), `ROUTER_RETRY_SAME_MAX_S` (5): pause before the same endpoint.
    package var sameBase = TimeAmount.milliseconds(500)
    package var sameLongest = TimeAmount.seconds(5)
    /// `ROUTER_PARK_MAX_S` (60): the longest `Retry-After` that is believed.
    package var longestPark = TimeAmount.seconds(60)

    package init() {}

    init(_ config: ConfigReader) throws {
        attempts = try config.int(forKey: "router.attempts", or: attempts, in: 1...10)
        budget = try config.int(forKey: "router.retry.budget", or: budget, in: 0...10_000)
        share = try config.share("router.retry.share", or: share)
        anotherBase = try config.seconds("router.retry.other.base.s", or: anotherBase)
        anotherLongest = try config.seconds("router.retry.other.max.s", or: anotherLongest)
        sameBase = try config.seconds("router.retry.same.base.s", or: sameBase)
        sameLongest = try config.seconds("router.retry.same.max.s", or: sameLongest)
        longestPark = try config.seconds("router.park.max.s", or: longestPark)
    }
}

/// How long an endpoint may take.
package struct TimeoutSettings: Sendable {
    /// `ROUTER_CONNECT_S` (2) and `ROUTER_CONNECT_REMOTE_S` (5).
    package var connect = TimeAmount.seconds(2)
    package var connectRemote = TimeAmount.seconds(5)
    /// `ROUTER_HEADER_S` (120): until an answer begins, where too little is known of the model.
    package var headerUnknown = TimeAmount.seconds(120)
    /// `ROUTER_HEADER_MIN_S` (10), `ROUTER_HEADER_MAX_S` (600): the bounds of what is learned; the second is also
    /// what a model that has to be loaded first may take.
    package var headerLeast = TimeAmount.seconds(10)
    package var headerLongest = TimeAmount.seconds(600)
    /// `ROUTER_HEADER_SAMPLES` (20): answers after which enough is known.
    package var headerSamples = 20
    /// `ROUTER_IDLE_S` (60): between two pieces of an answer.
    package var idle = TimeAmount.seconds(60)
    /// `ROUTER_TOTAL_S` (600): an answer given as a whole, and until the first piece of a stream, waiting and
    /// retries included.
    package var total = TimeAmount.seconds(600)
    /// `ROUTER_PING_S` (15): a stream that is silent for so long says `: ping`.
    package var ping = TimeAmount.seconds(15)

    package init() {}

    init(_ config: ConfigReader) throws {
        connect = try config.seconds("router.connect.s", or: connect)
        connectRemote = try config.seconds("router.connect.remote.s", or: connectRemote)
        headerUnknown = try config.seconds("router.header.s", or: headerUnknown)
        headerLeast = try config.seconds("router.header.min.s", or: headerLeast)
        headerLongest = try config.seconds("router.header.max.s", or: headerLongest)
        headerSamples = try config.int(forKey: "router.header.samples", or: headerSamples, in: 1...100_000)
        idle = try config.seconds("router.idle.s", or: idle)
        total = try config.seconds("router.total.s", or: total)
        ping = try config.seconds("router.ping.s", or: ping)
    }
}

/// How endpoints are looked after.
package struct ProbeSettings: Sendable {
    /// `ROUTER_PROBE_S` (5) and `ROUTER_PROBE_REMOTE_S` (30): between two probes.
    package var interval = TimeAmount.seconds(5)
    package var intervalRemote = TimeAmount.seconds(30)
    /// `ROUTER_PROBE_TIMEOUT_S` (2) and `ROUTER_PROBE_TIMEOUT_REMOTE_S` (5).
    package var timeout = TimeAmount.seconds(2)
    package var timeoutRemote = TimeAmount.seconds(5)
    /// `ROUTER_PROBE_FAILURES` (3) and `ROUTER_PROBE_SUCCESSES` (2): until it counts as down or up again.
    package var failures = 3
    package var successes = 2
    /// `ROUTER_PROBE_MAX_S` (60): the longest pause between probes of an endpoint that is down.
    package var longest = TimeAmount.seconds(60)
    /// `ROUTER_PROBE_WAIT_S` (3): how long `/health` waits for the first probes.
    package var firstWait = TimeAmount.seconds(3)

    package init() {}

    init(_ config: ConfigReader) throws {
        interval = try config.seconds("router.probe.s", or: interval)
        intervalRemote = try config.seconds("router.probe.remote.s", or: intervalRemote)
        timeout = try config.seconds("router.probe.timeout.s", or: timeout)
        timeoutRemote = try config.seconds("router.probe.timeout.remote.s", or: timeoutRemote)
        failures = try config.int(forKey: "router.probe.failures", or: failures, in: 1...100)
        successes = try config.int(forKey: "router.probe.successes", or: successes, in: 1...100)
        longest = try config.seconds("router.probe.max.s", or: longest)
        firstWait = try config.seconds("router.probe.wait.s", or: firstWait)
    }
}

/// What is kept in memory of one request.
package struct LimitSettings: Sendable {
    /// `ROUTER_BODY_HELD` (32 MiB): a larger body is streamed once and not tried again.
    package var bodyHeld = 32 << 20
    /// `ROUTER_ANSWER_HELD` (1 MiB): an answer up to this is kept until it is whole, so that a cut can be retried.
    package var answerHeld = 1 << 20
    /// `ROUTER_START_CHUNKS` (64), `ROUTER_START_BYTES` (256 KiB): pieces without content that are kept back.
    package var startChunks = 64
    package var startBytes = 256 << 10
    /// `ROUTER_EVENT_BYTES` (256 KiB): an event larger than this passes in pieces.
    package var eventBytes = 256 << 10

    package init() {}

    init(_ config: ConfigReader) throws {
        bodyHeld = try config.int(forKey: "router.body.held", or: bodyHeld, in: 1_024...(1 << 30))
        answerHeld = try config.int(forKey: "router.answer.held", or: answerHeld, in: 1_024...(1 << 30))
        startChunks = try config.int(forKey: "router.start.chunks", or: startChunks, in: 1...100_000)
        startBytes = try config.int(forKey: "router.start.bytes", or: startBytes, in: 1_024...(1 << 30))
        eventBytes = try config.int(forKey: "router.event.bytes", or: eventBytes, in: 1_024...(1 << 30))
    }
}

extension ConfigReader {
    /// Seconds, with a fraction where one is wanted.
    fileprivate func seconds(_ key: String, or fallback: TimeAmount) throws -> TimeAmount {
        let value = try double(forKey: key, or: Double(fallback.nanoseconds) / 1e9)
        guard (0.001...86_400).contains(value) else {
            throw ConfigurationError(environmentName(key), "expected seconds from 0.001 to 86400")
        }
        return .nanoseconds(Int64(value * 1e9))
    }

    fileprivate func share(_ key: String, or fallback: Double) throws -> Double {
        let value = try double(forKey: key, or: fallback)
        guard (0...1).contains(value) else { throw ConfigurationError(environmentName(key), "expected 0 to 1") }
        return value
    }
}
