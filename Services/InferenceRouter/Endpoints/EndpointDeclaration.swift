import SuiteProtocol

/// An endpoint as somebody named it.
package struct EndpointDeclaration: Equatable, Sendable {
    /// `medgemma-1`: stable while the configuration is, fit for a header, a log line and a path.
    package let id: String
    package let address: EndpointAddress
    /// What people call it.
    package var name: String?
    package var source = EndpointSource.settings
    /// Each with its place inside the endpoint's tier; 0 is asked first.
    package var capabilities: [Capability: Int]
    /// Nil: by where it is.
    package var tier: EndpointTier?
    /// Its share of the requests of its tier.
    package var weight = 1
    /// Requests at once; nil: as everywhere.
    package var concurrency: Int?
    /// Nil: what the model costs by `models.yaml`.
    package var price: Price?
    /// What may be spent there in a month.
    package var monthlyCap: Amount?
    /// What it may be sent; nil: by where it is.
    package var dataClasses: Set<DataClass>?
    /// Names of secrets, in the order in which they are tried.
    package var secrets: [String] = []
    /// Nobody named it: it is looked for, and says nothing while it isn't there.
    package let isAssumed: Bool
    package let speaksOllama: Bool

    package init(
        id: String,
        address: EndpointAddress,
        capabilities: [Capability: Int],
        isAssumed: Bool = false,
        speaksOllama: Bool = false
    ) {
        self.id = id
        self.address = address
        self.capabilities = capabilities
        self.isAssumed = isAssumed
        self.speaksOllama = speaksOllama
    }
}
