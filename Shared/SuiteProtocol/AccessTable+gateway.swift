extension AccessTable {
    static let gateway: [String: AccessRule] = [
        // Pages, and what says how things are
        "GET /": .nothing,
        "GET /{path}": .nothing,
        "GET /docs": .nothing,
        "GET /api/config": .nothing,
        "GET /.well-known/jwks.json": .nothing,

        // Signing in and out
        "POST /auth/setup": .proof,
        "POST /auth/login": .proof,
        "POST /auth/refresh": .proof,
        "POST /auth/link": .proof,
        "POST /auth/password": .proof,
        "POST /auth/register": .proof,
        "GET /auth/oidc/start": .proof,
        "GET /auth/oidc/callback": .proof,
        "POST /auth/logout": .nothing,

        // One's own account
        "GET /auth/me": .session(.own),
        "PATCH /auth/me": .session(.own),
        "POST /auth/me/password": .session(.own),
        "GET /auth/me/sessions": .session(.own),
        "DELETE /auth/me/sessions": .session(.own),
        "DELETE /auth/me/sessions/{id}": .session(.own),
        "GET /api/keys": .permission(.infer, of: .own),
        "POST /api/keys": .permission(.infer, of: .own),
        "DELETE /api/keys/{id}": .permission(.infer, of: .own),
        "GET /ws": .session(.own),

        // People
        "GET /api/users": .permission(.administerUsers, of: .everybody),
        "POST /api/users": .permission(.administerUsers, of: .everybody),
        "POST /api/users/import": .permission(.administerUsers, of: .everybody),
        "GET /api/users/import/example": .permission(.administerUsers, of: .shared),
        "GET /api/users/{id}": .permission(.administerUsers, of: .everybody),
        "PATCH /api/users/{id}": .permission(.administerUsers, of: .everybody),
        "POST /api/users/{id}/suspend": .permission(.administerUsers, of: .everybody),
        "POST /api/users/{id}/restore": .permission(.administerUsers, of: .everybody),
        "POST /api/users/{id}/approve": .permission(.administerUsers, of: .everybody),
        "POST /api/users/{id}/sign-out": .permission(.administerUsers, of: .everybody),
        "POST /api/users/{id}/link": .permission(.administerUsers, of: .everybody),
        "GET /api/users/{id}/sessions": .permission(.administerUsers, of: .everybody),
        "DELETE /api/users/{id}/sessions/{session}": .permission(.administerUsers, of: .everybody),
        "GET /api/users/{id}/keys": .permission(.administerUsers, of: .everybody),
        "DELETE /api/users/{id}/keys/{key}": .permission(.administerUsers, of: .everybody),
        "GET /api/groups": .permission(.tutorGroups, of: .groups),
        "GET /api/groups/{id}": .permission(.tutorGroups, of: .groups),
        "POST /api/groups": .permission(.administerUsers, of: .everybody),
        "PATCH /api/groups/{id}": .permission(.administerUsers, of: .everybody),
        "DELETE /api/groups/{id}": .permission(.administerUsers, of: .everybody),
        "PUT /api/groups/{id}/members/{user}": .permission(.administerUsers, of: .everybody),
        "DELETE /api/groups/{id}/members/{user}": .permission(.administerUsers, of: .everybody),
        "GET /internal/people/{id}": .service,

        // What is held on people, and what they consent to
        "GET /api/my-data": .session(.own),
        "GET /api/my-data/export": .session(.own),
        "GET /api/my-data/erasure": .session(.own),
        "POST /api/my-data/erasure": .session(.own),
        "DELETE /api/users/{id}": .permission(.administerUsers, of: .everybody),
        "GET /api/consents": .session(.own),
        "PUT /api/consents/{purpose}": .session(.own),
        "DELETE /api/consents/{purpose}": .session(.own),
        "GET /api/users/{id}/consents": .permission(.administerUsers, .tutorGroups, of: .groups),
        "PUT /api/users/{id}/consents/{purpose}": .permission(.administerUsers, .tutorGroups, of: .groups),
        "DELETE /api/users/{id}/consents/{purpose}": .permission(.administerUsers, .tutorGroups, of: .groups),

        // The audit
        "GET /api/audit": .permission(.readAudit, of: .everybody),
        "POST /api/audit/visits": .permission(.readAudit, of: .own),
        "GET /api/audit/export": .permission(.readAudit, of: .everybody),
        "GET /api/audit/verification": .permission(.readAudit, of: .shared),
        "GET /api/audit/actions": .permission(.readAudit, of: .shared),
    ]
}
