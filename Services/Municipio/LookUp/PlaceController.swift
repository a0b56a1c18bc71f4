import Daemon
import Gazetteer
import Hummingbird

/// `/api/municipios`: the look-up, for everybody.
struct PlaceController {
    let places: Places
    let offices: OfficeFeature
    let maxQuestionCharacters: Int
    let maxTextCharacters: Int
    let maxNames: Int

    private static let limits = 1...50

    var routes: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self)
            .get("search", use: search)
            .get("near", use: near)
            .get(":code", use: show)
            .post("extract", use: extract)
            .post("normalize", use: normalize)
    }

    struct Text: Decodable {
        let text: String
    }

    /// `q` may be a name, the beginning of one, or a sentence.
    @Sendable func search(_ request: Request, context: DaemonRequestContext) async throws -> FoundPlaces {
        let parameters = request.uri.queryParameters
        let question = parameters["q"].map(String.init) ?? ""
        try check(question, limit: maxQuestionCharacters)
        let wanted = try parameters["province"].map { province in
            guard let filter = places.filter(province: String(province)) else { throw LookUpError.unknownProvince }
            return filter
        }
        let search = PlaceSearch(question, in: places.gazetteer, isTyping: true, where: wanted ?? { _ in true })
        return FoundPlaces(search, limit: try limit(parameters["limit"]), in: places, context.language)
    }

    /// Nearest first.
    @Sendable func near(_ request: Request, context: DaemonRequestContext) async throws -> NearPlaces {
        let parameters = request.uri.queryParameters
        let point = Point(
            latitude: parameters["lat"].flatMap { Double($0) },
            longitude: parameters["lon"].flatMap { Double($0) }
        )
        guard let point else { throw LookUpError.badPoint }
        let near = places.near(point, limit: try limit(parameters["limit"]))
        return NearPlaces(items: near.map { NearPlaces.Item($0.place, $0.kilometers) })
    }

    @Sendable func show(_ request: Request, context: DaemonRequestContext) async throws -> PlaceDetail {
        let country = request.uri.queryParameters["country"].map(String.init)
        guard let code = context.parameters.get("code"), let place = places.find(code, country: country) else {
            throw LookUpError.unknownPlace
        }
        return PlaceDetail(place, try await offices.offices(of: place))
    }

    /// The text is not kept.
    @Sendable func extract(_ request: Request, context: DaemonRequestContext) async throws -> ExtractedPlaces {
        let text = try await request.decode(as: Text.self, context: context).text
        try check(text, limit: maxTextCharacters)
        let found = PlaceSearch.mentions(in: text, of: places.gazetteer)
        return ExtractedPlaces(
            mentions: found.map { ExtractedPlaces.Mention($0, in: text, places) }
        )
    }

    /// The results in the order of the names.
    @Sendable func normalize(_ request: Request, context: DaemonRequestContext) async throws -> Normalization {
        let names = try await request.decode(as: NormalizationRequest.self, context: context).municipios
        guard names.count <= maxNames else { throw LookUpError.tooManyNames(limit: maxNames) }
        var results: [Normalization.Result] = []
        for (index, name) in names.enumerated() {
            // Others' questions are answered in between.
            if index % 64 == 63 { await Task.yield() }
            results.append(places.normalize(name, maxCharacters: maxQuestionCharacters))
        }
        return Normalization(resultados: results)
    }

    private func check(_ text: String, limit: Int) throws {
        guard text.contains(where: { !$0.isWhitespace }) else { throw LookUpError.empty }
        guard text.utf16.count <= limit else { throw LookUpError.tooLong(limit: limit) }
    }

    private func limit(_ text: Substring?) throws -> Int {
        guard let text else { return 10 }
        guard let limit = Int(text), Self.limits.contains(limit) else { throw LookUpError.badLimit }
        return limit
    }
}
