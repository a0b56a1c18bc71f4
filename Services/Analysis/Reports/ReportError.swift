import Daemon
import HTTPTypes

/// Why a report can't be made, changed or printed.
enum ReportError: Error, Equatable {
    case notFound
    /// No such conversation, student or group, or not for the caller.
    case targetNotFound
    case invalidPeriod(days: Int)
    case invalidPage(most: Int)
    /// It is still being made, or couldn't be.
    case notReady
    case signed
    case sentenceNotFound
    case invalidText(limit: Int)
    /// chat doesn't answer.
    case messagesAway
    case tooMany(limit: Int)
    /// No program that prints is installed.
    case noPrinter
    case printerBusy
    case notPrinted
}

extension ReportError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "report_not_found", Messages.reportNotFound)
        case .targetNotFound: Problem(.notFound, "report_target_not_found", Messages.reportTargetNotFound)
        case .invalidPeriod(let days):
            Problem(.badRequest, "invalid_period", Messages.reportInvalidPeriod(days: days))
        case .invalidPage(let most): Problem(.badRequest, "invalid_page", Messages.reportInvalidPage(most: most))
        case .notReady: Problem(.conflict, "report_not_ready", Messages.reportNotReady)
        case .signed: Problem(.conflict, "report_signed", Messages.reportSigned)
        case .sentenceNotFound: Problem(.notFound, "sentence_not_found", Messages.reportSentenceNotFound)
        case .messagesAway: Problem(.serviceUnavailable, "messages_away", Messages.reportMessagesAway)
        case .invalidText(let limit): Problem(.badRequest, "invalid_text", Messages.reportInvalidText(limit: limit))
        case .tooMany(let limit): Problem(.tooManyRequests, "too_many_reports", Messages.reportTooMany(limit: limit))
        case .noPrinter: Problem(.notImplemented, "pdf_not_installed", Messages.reportNoPrinter)
        case .printerBusy: Problem(.serviceUnavailable, "pdf_busy", Messages.reportPrinterBusy)
        case .notPrinted: Problem(.internalServerError, "pdf_failed", Messages.reportNotPrinted)
        }
    }
}
