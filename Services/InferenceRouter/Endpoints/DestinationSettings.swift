import Configuration
import Daemon
import SuiteProtocol

/// What may leave the institution, and where its own network ends.
package struct DestinationSettings: Sendable {
    /// `ROUTER_OWN_HOSTS` (none): hosts with public addresses that are the institution's all the same.
    package var ownHosts: Set<String> = []
    /// `ROUTER_OUTSIDE_DATA_CLASSES` (`public`): what endpoints elsewhere may be sent. Never `clinical`.
    package var outsideClasses: Set<DataClass> = [.public]
    /// `ROUTER_MEDIA_HOSTS` (none): hosts from which an endpoint may be told to fetch images.
    package var mediaHosts: Set<String> = []

    package init() {}

    init(_ config: ConfigReader) throws {
        ownHosts = Set(Self.list("router.own.hosts", config)?.map { $0.lowercased() } ?? [])
        mediaHosts = Set(Self.list("router.media.hosts", config)?.map { $0.lowercased() } ?? [])
        guard let names = Self.list("router.outside.data.classes", config) else { return }
        outsideClasses = try Set(
            names.map { name in
                guard let dataClass = DataClass(rawValue: name), dataClass != .clinical else {
                    throw ConfigurationError(
                        environmentName("router.outside.data.classes"),
                        "expected public or internal, not '\(name)'"
                    )
                }
                return dataClass
            }
        )
    }

    package func isOwn(_ address: EndpointAddress) -> Bool {
        address.isLocal || ownHosts.contains(address.host)
    }

    private static func list(_ key: String, _ config: ConfigReader) -> [String]? {
        config.string(forKey: ConfigKey(key))?.split { $0 == "," || $0 == " " }.map(String.init)
    }
}
