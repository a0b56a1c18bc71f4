import Audit
import Daemon
import Hummingbird
import Identity
import Logging

/// Changes of endpoints by an administrator: checked, kept, in force here when the call returns, and told in the log.
struct EndpointAdministration: Sendable {
    let store: EndpointStore
    let registry: EndpointRegistry
    let balancer: Balancer
    let make: EndpointFactory
    let capabilities: Set<Capability>

    func add(_ new: NewEndpoint, by context: AuthenticatedContext) async throws -> Endpoint {
        let declaration = try new.declaration(known: capabilities) { id in balancer.read { $0.contains(id) } }
        guard !balancer.read({ $0.contains(declaration.address) }) else { throw EndpointError.exists }
        let endpoint = try endpoint(declaration)
        // To an outside host goes what was said, and nothing by default.
        guard endpoint.isOwn || declaration.dataClasses != nil else { throw EndpointError.dataClassesMissing }
        do {
            try await store.add(declaration, by: context.origin)
        } catch EndpointStore.Refused.exists {
            throw EndpointError.exists
        }
        try await registry.synchronize()
        tell("endpoint added", declaration, context)
        return endpoint
    }

    func change(_ id: String, _ change: EndpointChange, by context: AuthenticatedContext) async throws {
        guard let known = registry.declaration(id) else { throw EndpointError.inSettings }
        let declaration = try change.apply(to: known)
        let endpoint = try endpoint(declaration)
        guard endpoint.isOwn || declaration.dataClasses != nil else { throw EndpointError.dataClassesMissing }
        guard try await store.change(declaration, by: context.origin) else { throw HTTPError(.notFound) }
        try await registry.synchronize()
        tell("endpoint changed", declaration, context)
    }

    func remove(_ id: String, by context: AuthenticatedContext) async throws {
        guard let declaration = registry.declaration(id) else { throw EndpointError.inSettings }
        guard try await store.remove(id, by: context.origin) else { throw HTTPError(.notFound) }
        try await registry.synchronize()
        tell("endpoint removed", declaration, context)
    }

    func setDraining(_ id: String, _ isDraining: Bool, by context: AuthenticatedContext) async throws {
        try await store.setDraining(id, isDraining, by: context.origin)
        try await registry.synchronize()
        context.logger.notice(
            isDraining ? "endpoint drained" : "endpoint restored",
            metadata: ["endpoint": "\(id)", "by": "\(context.principal.subject)"]
        )
    }

    /// An endpoint that is only looked at.
    func candidate(_ check: EndpointCheck) throws -> Endpoint {
        var declaration = EndpointDeclaration(
            id: "check",
            address: try EndpointAddress(administrator: check.url),
            capabilities: [:]
        )
        declaration.secrets = check.secret?.names ?? []
        return try endpoint(declaration)
    }

    private func endpoint(_ declaration: EndpointDeclaration) throws -> Endpoint {
        do {
            return try make.endpoint(declaration, make.secrets.credentials(declaration.secrets))
        } catch Endpoint.Refused.clinicalOutside {
            throw EndpointError.clinicalOutside
        } catch let error as SecretFolder.Failure {
            if case .name = error { throw EndpointError.invalidSecret }
            throw EndpointError.secretNotFound
        }
    }

    private func tell(_ what: Logger.Message, _ declaration: EndpointDeclaration, _ context: AuthenticatedContext) {
        context.logger.notice(
            what,
            metadata: [
                "endpoint": "\(declaration.id)", "url": "\(declaration.address.url)",
                "by": "\(context.principal.subject)",
            ]
        )
    }
}
