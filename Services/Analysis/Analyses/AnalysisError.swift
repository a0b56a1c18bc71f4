import Daemon
import HTTPTypes

/// Why there is nothing to see or to correct of how one's messages were read.
enum AnalysisError: Error, Equatable {
    /// It is somebody else's, wasn't read for emotion, or is still to be read.
    case notFound
    case noConversation
}

extension AnalysisError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "analysis_not_found", Messages.analysisNotFound)
        case .noConversation: Problem(.badRequest, "conversation_missing", Messages.conversationMissing)
        }
    }
}
