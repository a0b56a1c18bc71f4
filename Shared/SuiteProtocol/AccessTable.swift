/// Every route of every daemon, by the daemon's own path as its OpenAPI document writes it.
///
/// Tests compare the table with the documents, and with what running daemons answer to every role.
package enum AccessTable {
    package static func rule(_ method: String, _ path: String, of daemon: String) -> AccessRule? {
        let route = "\(method) \(path)"
        return rules[daemon]?[route] ?? standard[route]
    }

    /// What is said of one daemon in particular, as `GET /api/users`.
    package static func routes(of daemon: String) -> Set<String> { Set(rules[daemon, default: [:]].keys) }

    private static let rules = [
        "gateway": gateway, "chat": chat, "analysis": analysis, "municipio": municipio,
        "documents": documents, "inference-router": inferenceRouter,
    ]

    /// What every daemon answers.
    private static let standard: [String: AccessRule] = [
        "GET /health": .nothing,
        "GET /health/live": .nothing,
        "GET /metrics": .nothing,
        "GET /openapi.json": .nothing,
    ]

    private static let chat: [String: AccessRule] = [
        "POST /api/chat": .permission(.converse, of: .own),
        "POST /api/image-analysis": .permission(.converse, of: .own),
        "POST /api/media": .permission(.converse, of: .own),
        "GET /api/media/{id}": .permission(.converse, of: .opened),
        "PUT /api/messages/{id}/feedback": .permission(.converse, of: .own),
        "DELETE /api/messages/{id}/feedback": .permission(.converse, of: .own),
        "POST /api/cancel": .permission(.converse, of: .own),
        "GET /api/generations/{id}/stream": .permission(.converse, of: .own),
        "GET /api/history": .permission(.converse, of: .own),
        "GET /api/history/{id}": .permission(.converse, of: .opened),
        "POST /api/history/{id}/openings": .permission(.openConversations, of: .everybody),
        "PATCH /api/history/{id}": .permission(.converse, of: .own),
        "DELETE /api/history/{id}": .permission(.converse, of: .own),
        "POST /api/history/{id}/restore": .permission(.converse, of: .own),
        "GET /api/history/{id}/export": .permission(.converse, of: .own),
        "POST /api/entities": .permission(.converse, of: .shared),
        "POST /api/conversations": .permission(.converse, of: .own),
        "GET /api/conversations/{id}/collections": .permission(.converse, of: .own),
        "PUT /api/conversations/{id}/collections": .permission(.converse, of: .own),
        "POST /api/conversations/{id}/files": .permission(.converse, of: .own),
        "PUT /api/conversations/{id}/mood": .permission(.converse, of: .own),
        "GET /api/help": .session(.shared),
        "POST /api/help": .permission(.converse, of: .own),
        // The help desk's visitors come with a token of the gateway's.
        "POST /generate": .session(.own),
        "POST /clear": .session(.own),
        "GET /api/help-desk/history": .session(.own),
        "GET /api/help-desk/tickets": .session(.own),
        "POST /api/help-desk/tickets": .session(.own),
        "GET /get_prompt": .permission(.editPrompts, of: .shared),
        "POST /save_prompt": .permission(.editPrompts, of: .shared),
        "PUT /internal/conversations/{id}/responder": .service,
        "GET /internal/conversations/{id}/messages": .service,
        "POST /internal/conversations/{id}/messages": .service,
        "DELETE /internal/students/{id}/episode": .service,
        "GET /internal/messages/{id}": .service,
        "GET /internal/subjects/{id}": .service,
        "DELETE /internal/subjects/{id}": .service,
    ]

    private static let municipio: [String: AccessRule] = [
        "GET /api/municipios/search": .nothing,
        "GET /api/municipios/near": .nothing,
        "GET /api/municipios/{code}": .nothing,
        "POST /api/municipios/extract": .nothing,
        "POST /api/municipios/normalize": .nothing,
        "GET /api/municipios/offices": .permission(.keepOffices, of: .shared),
        "POST /api/municipios/offices": .permission(.keepOffices, of: .shared),
        "GET /api/municipios/offices/export": .permission(.keepOffices, of: .shared),
        "PATCH /api/municipios/offices/{id}": .permission(.keepOffices, of: .shared),
        "DELETE /api/municipios/offices/{id}": .permission(.keepOffices, of: .shared),
        "POST /api/municipios/offices/{id}/confirm": .permission(.keepOffices, of: .shared),
        "POST /api/municipios/offices/{id}/restore": .permission(.keepOffices, of: .shared),
        "GET /api/municipios/offices/{id}/history": .permission(.keepOffices, of: .shared),
        "GET /api/municipios/imports": .permission(.keepOffices, of: .shared),
        "POST /api/municipios/imports": .permission(.keepOffices, of: .shared),
        "GET /api/municipios/imports/{id}": .permission(.keepOffices, of: .shared),
        "POST /api/municipios/imports/{id}/apply": .permission(.keepOffices, of: .shared),
        "POST /api/municipios/imports/{id}/undo": .permission(.keepOffices, of: .shared),
        "GET /api/municipios/topics": .nothing,
        "POST /api/municipios/topics": .permission(.keepOffices, of: .shared),
        "PATCH /api/municipios/topics/{id}": .permission(.keepOffices, of: .shared),
        "DELETE /api/municipios/topics/{id}": .permission(.keepOffices, of: .shared),
        "GET /api/municipios/topics/{id}/history": .permission(.keepOffices, of: .shared),
        "POST /api/municipios/topics/{id}/restore": .permission(.keepOffices, of: .shared),
        "GET /api/municipios/tickets": .permission(.keepOffices, of: .everybody),
        "GET /api/municipios/tickets/{id}": .permission(.keepOffices, of: .everybody),
        "PATCH /api/municipios/tickets/{id}": .permission(.keepOffices, of: .everybody),
        "GET /api/municipios/unanswered": .permission(.keepOffices, of: .shared),
        "POST /api/municipios/unanswered/{id}/topic": .permission(.keepOffices, of: .shared),
        "DELETE /api/municipios/unanswered/{id}": .permission(.keepOffices, of: .shared),
        "POST /internal/consultations": .service,
        "GET /internal/tickets": .service,
        "POST /internal/tickets": .service,
        "POST /internal/unanswered": .service,
        "GET /internal/subjects/{id}": .service,
        "DELETE /internal/subjects/{id}": .service,
    ]

    private static let inferenceRouter: [String: AccessRule] = [
        "POST /v1/chat/completions": .permission(.infer, of: .shared),
        "POST /v1/completions": .permission(.infer, of: .shared),
        "POST /v1/embeddings": .permission(.infer, of: .shared),
        "POST /v1/audio/transcriptions": .permission(.infer, of: .shared),
        "POST /v1/audio/speech": .permission(.infer, of: .shared),
        "GET /v1/models": .permission(.infer, of: .shared),
        "POST /api/chat": .permission(.infer, of: .shared),
        "POST /api/generate": .permission(.infer, of: .shared),
        "POST /api/embed": .permission(.infer, of: .shared),
        "GET /api/tags": .permission(.infer, of: .shared),
        "POST /api/show": .permission(.infer, of: .shared),
        "GET /api/version": .permission(.infer, of: .shared),
        "GET /queue/{request}": .session(.own),
        "GET /models": .permission(.observe, of: .shared),
        "GET /endpoints": .permission(.observe, of: .shared),
        "POST /endpoints": .permission(.administerEndpoints, of: .shared),
        "POST /endpoints/check": .permission(.administerEndpoints, of: .shared),
        "PATCH /endpoints/{id}": .permission(.administerEndpoints, of: .shared),
        "DELETE /endpoints/{id}": .permission(.administerEndpoints, of: .shared),
        "POST /endpoints/{id}/probe": .permission(.administerEndpoints, of: .shared),
        "POST /endpoints/{id}/drain": .permission(.administerEndpoints, of: .shared),
        "POST /endpoints/{id}/restore": .permission(.administerEndpoints, of: .shared),
        "GET /spend": .permission(.administerEndpoints, of: .shared),
        "POST /internal/estimates": .service,
        "GET /internal/subjects/{id}": .service,
        "DELETE /internal/subjects/{id}": .service,
    ]
}
