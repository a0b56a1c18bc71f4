/// What a person is in the institution. A person may hold several.
package enum Role: String, Codable, CaseIterable, Sendable {
    case student, tutor, clinician, teacher, clerk, admin
}

/// What a role allows. Routes ask for a permission, never for a role.
package enum Permission: String, Codable, CaseIterable, Sendable {
    /// Talk with an assistant and own the conversation.
    case converse
    /// Call `/v1` and `/ollama` with an API key or a session.
    case infer
    /// See which daemons and endpoints are up, with their details.
    case observe
    /// Create people, change their roles, suspend them.
    case administerUsers = "administer_users"
    /// Add, drain, probe and remove inference endpoints.
    case administerEndpoints = "administer_endpoints"
    /// Read the audit, with a reason.
    case readAudit = "read_audit"
    /// See the people of one's own groups, and record what their guardians consent to.
    case tutorGroups = "tutor_groups"
    /// Open another person's conversation, with a reason that they see.
    case openConversations = "open_conversations"
    /// Keep what the help desk knows: offices, approved answers, what citizens left.
    case keepOffices = "keep_offices"
    /// Change what the help desk's model is told.
    case editPrompts = "edit_prompts"
    /// Have a text read for emotion, style and danger.
    case analyze
    /// See alerts of one's students, and step in.
    case tendStudents = "tend_students"
    /// Keep help lines, who is told of alerts, and when.
    case keepSupport = "keep_support"
    /// Make collections of documents, and sheets and letters from them.
    case keepDocuments = "keep_documents"
}

extension Role {
    /// The permission table of the suite. An administrator may use every desk like any role.
    package var permissions: Set<Permission> {
        switch self {
        case .student: [.converse, .analyze]
        case .clinician, .teacher: [.converse, .analyze, .keepDocuments]
        case .clerk: [.converse, .keepOffices, .keepDocuments]
        case .tutor: [.converse, .tutorGroups, .analyze, .tendStudents, .keepDocuments]
        case .admin: Set(Permission.allCases)
        }
    }
}

extension Sequence<Role> {
    package func allow(_ permission: Permission) -> Bool {
        contains { $0.permissions.contains(permission) }
    }
}
