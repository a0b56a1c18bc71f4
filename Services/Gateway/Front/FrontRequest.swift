import Relay

/// A request with the route it was found to take.
struct FrontRequest: Sendable {
    let head: RequestHead
    let tags: RequestTags
    let peer: ClientPeer
    let route: FrontRoute
    let token: (text: String, isFromCookie: Bool)?

    var rateClass: RateClass? {
        switch route.route.rate {
        case .unlimited: nil
        case .fixed(let rate): rate
        case .byMethod: head.method.isSafe ? .read : .write
        }
    }

    /// Cookies are the gateway's own business; a token from one takes their place.
    var droppedFields: KnownFieldSet {
        route.keepsCookies ? [] : KnownFieldSet(.cookie)
    }

    func addedFields(address: @autoclosure () -> String) -> FieldLines? {
        guard route.keepsCookies || token?.isFromCookie == true else { return nil }
        var lines = FieldLines(capacity: 640)
        if let token, token.isFromCookie { lines.add("authorization", "Bearer " + token.text) }
        if route.keepsCookies { lines.add(ClientFields.address, address()) }
        return lines
    }
}
