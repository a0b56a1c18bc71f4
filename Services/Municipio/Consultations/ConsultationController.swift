import Daemon
import Gazetteer
import Hummingbird
import Identity

/// `/internal/consultations`: all that is known of a citizen's question, for chat to answer with. Nothing is kept.
struct ConsultationController: Sendable {
    let places: Places
    let offices: OfficeFeature
    let topics: TopicSearch
    let maxCharacters: Int

    /// Places that one of them may be chosen from.
    private static let mostPlaces = 10

    /// For a group that requires chat.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).post("/", use: consult)
    }

    struct Question: Decodable {
        let text: String
        /// Of the municipality that was chosen before.
        let code: String?
        let country: String?
    }

    @Sendable private func consult(_ request: Request, context: AuthenticatedContext) async throws -> Consultation {
        let question = try await request.decode(as: Question.self, context: context)
        let text = question.text
        guard text.contains(where: { !$0.isWhitespace }) else { throw LookUpError.empty }
        guard text.utf16.count <= maxCharacters else { throw LookUpError.tooLong(limit: maxCharacters) }
        let search = PlaceSearch(text, in: places.gazetteer)
        let mentions = PlaceSearch.mentions(in: text, of: places.gazetteer)
        let place: Place?
        if let code = question.code {
            guard let chosen = places.find(code, country: question.country) else { throw LookUpError.unknownPlace }
            place = chosen
        } else {
            place = search.decision == .match ? search.items.first.map { places.all[$0.place] } : nil
        }
        let offices: [OfficeBody] = if let place { try await self.offices.offices(of: place) } else { [] }
        return Consultation(
            search: FoundPlaces(search, limit: Self.mostPlaces, in: places, context.language),
            places: mentions.map { ExtractedPlaces.Mention($0, in: text, places) },
            place: place.map(Consultation.ChosenPlace.init),
            offices: offices,
            topics: try await topics.hits(for: Places.text(text, without: mentions))
        )
    }
}

/// What is known of a question.
struct Consultation: ResponseEncodable {
    struct ChosenPlace: Encodable {
        let code: String
        let name: String
        let province: String
        let country: String
        let cabecera: String?
        let latitude: Double?
        let longitude: Double?

        init(_ place: Place) {
            code = place.code
            name = place.name
            province = place.province.name
            country = place.province.country
            cabecera = place.cabecera
            latitude = place.point?.latitude
            longitude = place.point?.longitude
        }
    }

    let search: FoundPlaces
    /// The places that the text names, in their order.
    let places: [ExtractedPlaces.Mention]
    /// The one whose offices these are: chosen before, or named beyond doubt.
    let place: ChosenPlace?
    let offices: [OfficeBody]
    /// The best first; none where no approved answer speaks of it.
    let topics: [TopicIndex.Hit]
}
