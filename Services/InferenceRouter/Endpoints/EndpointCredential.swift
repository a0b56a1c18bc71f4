/// What an endpoint knows us by. Never logged, never shown.
package struct EndpointCredential: Hashable, Sendable {
    /// Of the secret that it was read from.
    package let name: String
    /// The value of `Authorization`.
    package let authorization: String

    package init(name: String, key: String) {
        self.name = name
        authorization = "Bearer " + key
    }
}
