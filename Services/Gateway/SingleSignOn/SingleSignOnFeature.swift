import AsyncHTTPClient
import Logging
import Persistence

/// Sign-in with an OpenID provider, composed.
struct SingleSignOnFeature: Sendable {
    static let migrations = [ExternalIdentityStore.migration]

    let controller: SingleSignOnController
    /// What stands on the button; nil where no provider is configured.
    let name: String?

    init(
        _ settings: SingleSignOnSettings?,
        people: PeopleFeature,
        keyring: Keyring,
        client: HTTPClient,
        logger: Logger
    ) {
        name = settings?.name
        controller = SingleSignOnController(
            singleSignOn: settings.map { settings in
                let provider = OpenIDProvider(settings: settings, client: client, logger: logger)
                return SingleSignOn(
                    provider: provider,
                    keys: ProviderKeys { () async throws(SingleSignOnError) in try await provider.keySet() },
                    identities: ExternalIdentityStore(users: people.users),
                    signIn: people.signIn,
                    keyring: keyring
                )
            }
        )
    }
}
