import Daemon
import Hummingbird
import Identity
import NIOCore
import SuiteProtocol

/// `GET /models`: what is known of each model, and where it is.
struct CatalogueController {
    let catalogue: ModelCatalogue
    let balancer: Balancer

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).get(use: list)
    }

    /// Those of `models.yaml`, then others that endpoints list.
    @Sendable func list(_ request: Request, context: AuthenticatedContext) throws -> CatalogueList {
        guard context.principal.mayObserve else { throw Problem.forbidden }
        let endpoints = balancer.read { $0.views(at: .now()) }
        let items = catalogue.models.map { model in
            let states = Self.states(in: endpoints) { catalogue.model(listedAs: $0)?.name == model.name }
            return CatalogueList.Item(model, states, context.language)
        }
        let others = Set(endpoints.flatMap(\.models).filter { catalogue.model(listedAs: $0) == nil })
        return CatalogueList(
            items: items
                + others.sorted().map { name in
                    CatalogueList.Item(name, Self.states(in: endpoints) { $0 == name })
                }
        )
    }

    fileprivate typealias Listed = (endpoint: String, capabilities: [String])

    private static func states(in endpoints: [EndpointView], where matches: (String) -> Bool) -> [Listed] {
        endpoints.compactMap { endpoint in
            let states = endpoint.modelStates.filter { matches($0.model) }
            return states.isEmpty ? nil : (endpoint.id, states.flatMap(\.capabilities))
        }
    }
}

extension Principal {
    /// Another daemon, or a person who may see how things are.
    var mayObserve: Bool { callingService != nil || can(.observe) }
}

/// The models, as administrators see them.
package struct CatalogueList: Codable, Equatable, Sendable, ResponseEncodable {
    package struct Item: Codable, Equatable, Sendable {
        package let model: String
        package let capabilities: [String]
        package let contextLength: Int?
        package let modalities: [String]
        package let licence: String?
        package let licenceNote: String?
        package let dataClasses: [String]
        package let price: PriceView?
        /// Ids of those that list it.
        package let endpoints: [String]
    }

    package let items: [Item]
}

extension CatalogueList.Item {
    fileprivate init(_ model: ModelCatalogue.Model, _ states: [CatalogueController.Listed], _ language: Language) {
        self.init(
            model: model.name,
            capabilities: Set(model.capabilities.map(\.rawValue)).union(states.flatMap(\.capabilities)).sorted(),
            contextLength: model.contextLength,
            modalities: model.modalities,
            licence: model.licence,
            licenceNote: model.licenceNote?[language],
            dataClasses: DataClass.allCases.filter(model.dataClasses.contains).map(\.rawValue),
            price: model.price.map(PriceView.init),
            endpoints: states.map(\.endpoint)
        )
    }

    /// One of which `models.yaml` says nothing.
    fileprivate init(_ name: String, _ states: [CatalogueController.Listed]) {
        self.init(
            model: name,
            capabilities: Set(states.flatMap(\.capabilities)).sorted(),
            contextLength: nil,
            modalities: [],
            licence: nil,
            licenceNote: nil,
            dataClasses: DataClass.allCases.map(\.rawValue),
            price: nil,
            endpoints: states.map(\.endpoint)
        )
    }
}
