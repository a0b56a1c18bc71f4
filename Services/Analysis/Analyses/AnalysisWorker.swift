import Daemon
import Foundation
import Logging
import Persistence
import Risk
import ServiceLifecycle
import Styles
import SuiteProtocol

/// Reads the messages that wait: each once in effect, whichever replica does it and whenever one dies.
struct AnalysisWorker: Service {
    private let store: AnalysisStore
    private let alerts: AlertStore
    private let notices: AnalysisNotices
    private let courier: MailCourier
    private let reader: MessageReader
    private let chat: ChatClient
    private let people: PeopleClient
    private let now: @Sendable () -> Date
    private let logger: Logger
    private let turns = WorkTurns(every: .seconds(1))

    init(
        store: AnalysisStore,
        alerts: AlertStore,
        notices: AnalysisNotices,
        courier: MailCourier,
        reader: MessageReader,
        chat: ChatClient,
        people: PeopleClient,
        now: @escaping @Sendable () -> Date,
        logger: Logger
    ) {
        self.store = store
        self.alerts = alerts
        self.notices = notices
        self.courier = courier
        self.reader = reader
        self.chat = chat
        self.people = people
        self.now = now
        self.logger = logger
    }

    /// Something may have come.
    func wake() { turns.wake() }

    func run() async throws {
        await turns.run(pass)
    }

    private func pass() async {
        do {
            while true {
                let messages = try await store.take(at: now())
                guard !messages.isEmpty else { return }
                for (index, message) in messages.enumerated() {
                    do {
                        try await read(message)
                    } catch let error where error is ServiceAway || (error as? DatabaseError)?.mayPass == true {
                        // Whoever didn't answer for one won't for the others.
                        logger.debug("messages wait", metadata: ["error": "\(type(of: error))"])
                        return try await store.postpone(messages[index...], at: now())
                    } catch let error as DatabaseError {
                        // What is wrong with one holds up none of the others.
                        logger.error(
                            "a message can't be kept",
                            metadata: ["message": "\(message.id)", "error": "\(error)"]
                        )
                        try await store.postpone([message], at: now())
                    }
                }
            }
        } catch {
            // The lease ends, and they are taken again.
            logger.warning("messages wait", metadata: ["error": "\(type(of: error))"])
        }
    }

    private func read(_ told: ToldMessage) async throws {
        guard let message = try await chat.message(told.id), let person = try await people.person(told.student) else {
            return try await store.drop(told)
        }
        let analyzed = reader.read(message.text)
        let reading = try KeptReading(analyzed, withheld: person.withheld)
        let signal = person.withheld.contains(.tutorAlerts) ? nil : Signal(analyzed.risk, in: message.text)
        let now = now()
        let (isFirst, change) = try await store.database.write { db -> (Bool, AlertChange?) in
            guard try store.keep(reading, of: told, at: now, in: db) else { return (false, nil) }
            try InterventionStore.noteMessage(told, in: db)
            return (true, try signal.map { try alerts.note($0, of: told, person, at: now, in: db) })
        }
        guard isFirst else { return }
        await notices.completed(told)
        guard let change else { return }
        await notices.changed(change)
        courier.wake()
        try? await alerts.name(change.audience, by: people)
    }
}

extension KeptReading {
    /// - Parameter withheld: what the person doesn't consent to isn't read from what they write.
    init(_ analyzed: AnalyzedText, withheld: Set<Purpose>) throws {
        if !withheld.contains(.emotionalAnalysis) {
            emotion = analyzed.emotion.label
            certain = analyzed.emotion.certain
            let json = try JSONEncoder().encode(analyzed.emotion.probabilities)
            probabilities = String(decoding: json, as: UTF8.self)
            style = analyzed.style.label?.rawValue
        }
        if !withheld.contains(.tutorAlerts) {
            tier = analyzed.risk.tier
            category = analyzed.risk.category
        }
    }
}
