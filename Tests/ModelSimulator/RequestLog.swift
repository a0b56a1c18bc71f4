import NIOCore

/// The last fifty requests. Their shape is taken when somebody asks, so that a benchmark doesn't pay
/// for it; large bodies aren't kept that long.
struct RequestLog {
    private enum Entry {
        case whole(Request, at: Double)
        case shape(SeenRequest)
    }

    private static let capacity = 50
    private static let largeBody = 65_536
    private var entries: [Entry] = []

    mutating func append(_ request: Request) {
        if entries.count == Self.capacity { entries.removeFirst() }
        let now = Counters.now
        let isLarge = request.body.readableBytes > Self.largeBody
        entries.append(
            isLarge ? .shape(SeenRequest(request, receivedAt: now)) : .whole(request, at: now)
        )
    }

    mutating func removeAll() { entries.removeAll() }

    var seen: [SeenRequest] {
        entries.map { entry in
            switch entry {
            case .whole(let request, let time): SeenRequest(request, receivedAt: time)
            case .shape(let shape): shape
            }
        }
    }
}
