extension AccessTable {
    static let analysis: [String: AccessRule] = [
        "POST /api/analyze": .permission(.analyze, of: .shared),

        // How one's own messages were read, and one's own word on it.
        "GET /api/analyses": .permission(.converse, of: .own),
        "GET /api/analyses/{id}": .permission(.converse, of: .own),
        "PUT /api/analyses/{id}/correction": .permission(.converse, of: .own),
        "DELETE /api/analyses/{id}/correction": .permission(.converse, of: .own),

        // Alerts; administrators see the department's figures, and an excerpt once they have opened it with a reason.
        "GET /api/alerts": .permission(.tendStudents, of: .groups),
        "GET /api/alerts/count": .permission(.tendStudents, of: .own),
        "GET /api/alerts/rules": .permission(.tendStudents, of: .shared),
        "GET /api/alerts/{id}": .permission(.tendStudents, of: .groups),
        "GET /api/alerts/{id}/recipients": .permission(.tendStudents, of: .groups),
        "POST /api/alerts/{id}/acknowledge": .permission(.tendStudents, of: .groups),
        "POST /api/alerts/{id}/refer": .permission(.tendStudents, of: .groups),
        "POST /api/alerts/{id}/false-alarm": .permission(.tendStudents, of: .groups),
        "POST /api/alerts/{id}/close": .permission(.tendStudents, of: .groups),
        "POST /api/alerts/{id}/openings": .permission(.tendStudents, of: .groups),
        "POST /api/alerts/{id}/transcripts": .permission(.tendStudents, of: .groups),

        // Interventions belong to the tutor who steps in.
        "GET /api/interventions": .permission(.tendStudents, of: .own),
        "POST /api/interventions": .permission(.tendStudents, of: .groups),
        "GET /api/interventions/{id}": .permission(.tendStudents, of: .own),
        "POST /api/interventions/{id}/messages": .permission(.tendStudents, of: .own),
        "POST /api/interventions/{id}/notes": .permission(.tendStudents, of: .own),
        // Another tutor of the student, too: who has it may not be there.
        "POST /api/interventions/{id}/end": .permission(.tendStudents, of: .groups),

        // Reports on students of one's groups; administrators see those on groups.
        "GET /api/reports": .permission(.tendStudents, of: .own),
        "POST /api/reports": .permission(.tendStudents, of: .groups),
        "GET /api/reports/{id}": .permission(.tendStudents, of: .groups),
        "GET /api/reports/{id}.html": .permission(.tendStudents, of: .groups),
        "GET /api/reports/{id}.pdf": .permission(.tendStudents, of: .groups),
        "GET /api/reports/{id}.csv": .permission(.tendStudents, of: .groups),
        "PATCH /api/reports/{id}/sentences/{sentence}": .permission(.tendStudents, of: .groups),
        "POST /api/reports/{id}/sentences/{sentence}/openings": .permission(.tendStudents, of: .groups),
        "POST /api/reports/{id}/sign": .permission(.tendStudents, of: .groups),

        // Help
        "GET /api/support": .permission(.keepSupport, of: .shared),
        "PUT /api/support": .permission(.keepSupport, of: .shared),
        "GET /api/support/public": .session(.shared),

        "POST /internal/analyses": .service,
        "GET /internal/subjects/{id}": .service,
        "DELETE /internal/subjects/{id}": .service,
    ]
}
