/// Where something listens.
package enum RelayAddress: Sendable, Equatable {
    case tcp(host: String, port: Int)
    case unix(path: String)
}
