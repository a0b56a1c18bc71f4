import NIOCore
import Relay

/// A caller's place among the open streams, and the bytes of an upload whose length isn't known beforehand.
final class FrontHold: ExchangeHold {
    private let limits: FrontLimits
    private let stream: String?
    private let upload: BucketKey?

    /// - Parameters:
    ///   - stream: whose place was taken.
    ///   - upload: what the request's bytes are drawn from once they have come.
    init(_ limits: FrontLimits, stream: String?, upload: BucketKey?) {
        self.limits = limits
        self.stream = stream
        self.upload = upload
    }

    deinit {
        if let stream { limits.streams.leave(stream) }
    }

    func ended(_ record: ExchangeRecord) {
        guard let upload, record.bytesIn > 0 else { return }
        _ = limits.buckets.draw(upload, count: record.bytesIn, at: .now())
    }
}
