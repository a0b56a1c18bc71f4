/// What a subscriber sees.
package enum RedisMessage: Sendable, Equatable {
    /// Subscribed, for the first time or again: what was published before was missed, so resync from its owner.
    case connected
    case published(channel: String, payload: String)
}
