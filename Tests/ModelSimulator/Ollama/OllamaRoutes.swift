/// Ollama's own API.
struct OllamaRoutes: Dialect {
    let simulator: Simulator

    func respond(to request: Request) throws -> Response {
        throw Refusal.unknownPath
    }

    func refuse(_ refusal: Refusal) -> Response {
        .json(["error": .string(refusal.message)], status: refusal.status)
    }
}
