import Synchronization

extension Endpoint {
    /// The place of the credential to begin with: the one that was taken last.
    var firstCredential: Int { credentialInUse.load(ordering: .relaxed) }

    /// The value of `Authorization`; nil where the endpoint needs none.
    func authorization(_ credential: Int) -> String? {
        credentials.indices.contains(credential) ? credentials[credential].authorization : nil
    }

    /// One was refused: the next, with which others begin from here on.
    func credential(after refused: Int) -> Int {
        let next = (refused + 1) % max(1, credentials.count)
        _ = credentialInUse.compareExchange(expected: refused, desired: next, ordering: .relaxed)
        return next
    }
}
