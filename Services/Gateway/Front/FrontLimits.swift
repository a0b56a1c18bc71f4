import NIOCore
import Relay

/// What a caller may have of us: requests and uploaded bytes a minute, and open streams.
struct FrontLimits: Sendable {
    let buckets: TokenBuckets
    let streams: StreamCounts

    init(_ settings: Settings, isShared: Bool) {
        let rates = RateLimits(
            model: settings.modelRequestsPerMinute,
            upload: settings.uploadMebibytesPerMinute << 20
        )
        buckets = TokenBuckets(rates, isShared: isShared)
        streams = StreamCounts(limit: settings.openStreams, isShared: isShared)
    }

    enum Outcome {
        /// `allowance` is what is left of the requests, where the route counts them.
        case granted(allowance: Allowance?, hold: FrontHold?)
        case refused(ExceededLimit)
    }

    /// Smaller bodies are requests like others; only their number counts.
    private static let smallestUpload = 65_536
    /// A place may become free at any moment.
    private static let streamWait = 5

    /// - Parameters:
    ///   - owner: the key, or the person, or where there is neither the network.
    ///   - network: whose bucket public routes draw from.
    func admit(_ request: FrontRequest, owner: String, network: @autoclosure () -> String) -> Outcome {
        let now = NIODeadline.now()
        var allowance: Allowance?
        if let rate = request.rateClass {
            let drawn = buckets.draw(BucketKey(rate: rate, owner: rate == .public ? network() : owner), at: now)
            guard drawn.isGranted else { return .refused(ExceededLimit(.requests(rate), drawn)) }
            allowance = drawn
        }
        var upload: BucketKey?
        if let announced = Self.uploadedBytes(request.head.framing) {
            let key = BucketKey(rate: .upload, owner: owner)
            let drawn = buckets.draw(key, count: announced, at: now)
            guard drawn.isGranted else { return .refused(ExceededLimit(.uploads, drawn)) }
            if request.head.framing == .chunked { upload = key }
        }
        var stream: String?
        if request.route.route.isStreaming {
            guard streams.enter(owner, at: now) else {
                let none = Allowance(isGranted: false, limit: streams.limit, remaining: 0, seconds: Self.streamWait)
                return .refused(ExceededLimit(.streams, none))
            }
            stream = owner
        }
        let hold = stream == nil && upload == nil ? nil : FrontHold(self, stream: stream, upload: upload)
        return .granted(allowance: allowance, hold: hold)
    }

    /// What is drawn in advance; nil where the body is none or small. Chunks are counted when they have come.
    private static func uploadedBytes(_ framing: BodyFraming) -> Int? {
        switch framing {
        case .length(let length): length > smallestUpload ? length : nil
        case .chunked: 1
        case .none, .untilClose: nil
        }
    }
}

/// The limit that a caller came up against.
struct ExceededLimit: Sendable {
    enum Kind: Sendable {
        case requests(RateClass), uploads, streams
    }

    let kind: Kind
    let allowance: Allowance

    init(_ kind: Kind, _ allowance: Allowance) {
        self.kind = kind
        self.allowance = allowance
    }
}
