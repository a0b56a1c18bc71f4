/// What the audit tells of.
package enum AuditAction: String, Codable, CaseIterable, Sendable {
    // Signing in
    case sessionStarted = "session.started"
    case sessionEnded = "session.ended"
    case sessionsEnded = "sessions.ended"
    case passwordChanged = "password.changed"
    case linkCreated = "link.created"
    case linkUsed = "link.used"
    case identityLinked = "identity.linked"

    // People and groups
    case userRegistered = "user.registered"
    case userCreated = "user.created"
    case userViewed = "user.viewed"
    case userChanged = "user.changed"
    case userRolesChanged = "user.roles_changed"
    case userSuspended = "user.suspended"
    case userRestored = "user.restored"
    case userApproved = "user.approved"
    case usersImported = "users.imported"
    case keyCreated = "key.created"
    case keyRevoked = "key.revoked"
    case groupCreated = "group.created"
    case groupViewed = "group.viewed"
    case groupChanged = "group.changed"
    case groupRemoved = "group.removed"
    case groupMemberAdded = "group.member_added"
    case groupMemberRemoved = "group.member_removed"

    // A person's data
    case dataViewed = "data.viewed"
    case dataExported = "data.exported"
    case dataErased = "data.erased"
    case dataExpired = "data.expired"
    case consentGranted = "consent.granted"
    case consentWithdrawn = "consent.withdrawn"
    case keysRotated = "keys.rotated"

    // Conversations
    case conversationRead = "conversation.read"
    /// Another person's, for a reason.
    case conversationOpened = "conversation.opened"
    case conversationExported = "conversation.exported"
    case conversationDeleted = "conversation.deleted"
    case conversationRestored = "conversation.restored"

    // Models
    case endpointAdded = "endpoint.added"
    case endpointChanged = "endpoint.changed"
    case endpointDrained = "endpoint.drained"
    case endpointRestored = "endpoint.restored"
    case endpointRemoved = "endpoint.removed"

    // The help desk's offices
    case officeCreated = "office.created"
    case officeChanged = "office.changed"
    case officeConfirmed = "office.confirmed"
    case officeRemoved = "office.removed"
    case officeRestored = "office.restored"
    case officesImported = "offices.imported"
    case officesImportUndone = "offices.import_undone"

    // The help desk's answers and citizens
    case topicCreated = "topic.created"
    case topicChanged = "topic.changed"
    case topicRemoved = "topic.removed"
    case topicRestored = "topic.restored"
    case ticketCreated = "ticket.created"
    case ticketViewed = "ticket.viewed"
    case ticketChanged = "ticket.changed"
    case questionsDismissed = "questions.dismissed"
    case promptChanged = "prompt.changed"
    case promptRestored = "prompt.restored"

    // Alerts, and those who step in
    case alertViewed = "alert.viewed"
    /// By whoever it isn't meant for, for a reason.
    case alertOpened = "alert.opened"
    case alertAcknowledged = "alert.acknowledged"
    case alertReferred = "alert.referred"
    case alertDismissed = "alert.dismissed"
    case alertClosed = "alert.closed"
    case interventionStarted = "intervention.started"
    case interventionViewed = "intervention.viewed"
    case interventionNoted = "intervention.noted"
    case interventionEnded = "intervention.ended"
    case supportChanged = "support.changed"

    // Reports
    case reportRequested = "report.requested"
    case reportViewed = "report.viewed"
    case reportExported = "report.exported"
    case reportEdited = "report.edited"
    case reportSigned = "report.signed"

    // Documents, and what is made from them
    case collectionCreated = "collection.created"
    case collectionChanged = "collection.changed"
    case collectionDeleted = "collection.deleted"
    case documentsAdded = "documents.added"
    case documentsImported = "documents.imported"
    case documentOpened = "document.opened"
    case documentChanged = "document.changed"
    case documentDeleted = "document.deleted"
    case sheetMade = "sheet.made"
    case sheetFinalized = "sheet.finalized"
    case sheetReopened = "sheet.reopened"
    case sheetExported = "sheet.exported"
    case sheetDeleted = "sheet.deleted"
    case lettersMade = "letters.made"
    case lettersExported = "letters.exported"
    case lettersDeleted = "letters.deleted"

    // The audit itself
    case auditVisited = "audit.visited"
    case auditExported = "audit.exported"
    case auditVerified = "audit.verified"
    case auditTrimmed = "audit.trimmed"
}
