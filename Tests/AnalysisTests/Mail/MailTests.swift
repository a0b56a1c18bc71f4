import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// That whoever is told of an alert is written to, without a word of it, over a real mail server.
@Suite(.enabled(if: TestRedis.isInstalled && TestMailServer.isInstalled), .timeLimit(.minutes(2)))
struct MailTests {
    private static let authorities = "ANALYSIS_SMTP_CERTIFICATES"
    private static let sender = "consulta@escuela.example"

    private func settings(_ server: TestMailServer, _ credentials: String = "") -> [String: String] {
        [
            "ANALYSIS_SMTP_URL": "smtp://\(credentials)\(server.address)", "ANALYSIS_MAIL_FROM": Self.sender,
            Self.authorities: server.certificate, "ANALYSIS_PUBLIC_URL": "https://consulta.escuela.example",
        ].filter { $0.key != Self.authorities || server.hasTLS }
    }

    /// A student in danger, and the tutor who is to be written to.
    private func raise(_ analysis: AnalysisFixture) async throws -> (TestStudent, TestTender) {
        let student = TestStudent()
        let tutor = try await TestTender(analysis, students: [student.id], email: "tania@escuela.example")
        await student.enrol(analysis, tutors: [tutor.id])
        try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
        try await AnalysisFixture.eventually { try await !tutor.alerts().isEmpty }
        return (student, tutor)
    }

    private static let health = "some e-mails could not be sent"

    /// While the clock goes on, but not as far as the chain's next step.
    private func eventually(_ analysis: AnalysisFixture, _ condition: () async throws -> Bool) async throws {
        try await AnalysisFixture.eventually {
            analysis.clock.pass(minutes: 0.01)
            return try await condition()
        }
    }

    /// Once it was tried a second time.
    private func untilFailing(_ analysis: AnalysisFixture) async throws {
        try await eventually(analysis) { try await analysis.daemon.get("/health").body.contains(Self.health) }
    }

    private func untilSent(_ analysis: AnalysisFixture) async throws {
        try await eventually(analysis) { try await analysis.mailsSent() == 1 }
    }

    @Test(arguments: TestDatabase.engines)
    func aTutorIsWrittenToOnceOverTLSAndReadsNothingOfTheStudent(engine: TestDatabase) async throws {
        try await withTemporaryDirectory { folder in
            let server = try TestMailServer(in: folder, .tls)
            let variables = settings(server, "consulta:un%20secreto@")
            try await AnalysisFixture.run(variables, on: engine, redis: TestRedis()) { analysis in
                try await analysis.withReplica { _ in
                    let (student, tutor) = try await raise(analysis)
                    try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
                    try await AnalysisFixture.eventually { try await tutor.alerts().first?.episode.messages == 2 }
                    try await AnalysisFixture.eventually { try await analysis.mailsSent() == 1 }
                }
            }
            let message = try #require(try server.messages.first)
            #expect(try server.messages.count == 1)
            #expect(message.isSecret && message.isProved && message.to == ["tania@escuela.example"])
            #expect(message.messageID.hasSuffix("@escuela.example>"))
            #expect(message.headers.contains("Subject: Una alerta espera respuesta"))
            #expect(message.text.contains("https://consulta.escuela.example"))
            for word in ["Ana", "Ejemplo", "matarme", "Tutora"] {
                #expect(!message.headers.contains(word) && !message.text.contains(word), "\(word)")
            }
            #expect(try server.logins.map(\.user) == ["consulta"] && server.logins.allSatisfy(\.isSecret))
        }
    }

    @Test func aPasswordNeverTravelsWhereOthersCouldReadIt() async throws {
        try await withTemporaryDirectory { folder in
            let server = try TestMailServer(in: folder, .plainPasswords)
            try await AnalysisFixture.run(settings(server, "consulta:un%20secreto@"), redis: TestRedis()) { analysis in
                _ = try await raise(analysis)
                try await untilFailing(analysis)
            }
            #expect(try server.logins.isEmpty && server.messages.isEmpty)
        }
    }

    @Test func aCertificateThatNobodyVouchesForIsNotTrusted() async throws {
        try await withTemporaryDirectory { folder in
            let server = try TestMailServer(in: folder, .tls)
            let variables = settings(server, "consulta:un%20secreto@").filter { $0.key != Self.authorities }
            try await AnalysisFixture.run(variables, redis: TestRedis()) { analysis in
                _ = try await raise(analysis)
                try await untilFailing(analysis)
            }
            #expect(try server.logins.isEmpty && server.messages.isEmpty)
        }
    }

    @Test func whatABusyServerDidNotTakeIsSentOnceLater() async throws {
        try await withTemporaryDirectory { folder in
            let server = try TestMailServer(in: folder)
            try server.set(.busy)
            try await AnalysisFixture.run(settings(server), redis: TestRedis()) { analysis in
                _ = try await raise(analysis)
                try await untilFailing(analysis)
                try server.set(.ok)
                try await untilSent(analysis)
                #expect(try await analysis.daemon.get("/health").body.contains(Self.health) == false)
            }
            #expect(try server.messages.count == 1)
        }
    }

    @Test func whatAServerRefusesForGoodIsGivenUpAndHealthSaysSo() async throws {
        try await withTemporaryDirectory { folder in
            let server = try TestMailServer(in: folder)
            try server.set(.refuse)
            try await AnalysisFixture.run(settings(server), redis: TestRedis()) { analysis in
                _ = try await raise(analysis)
                try await AnalysisFixture.eventually {
                    try await analysis.daemon.get("/health").body.contains(Self.health)
                }
            }
            #expect(try server.messages.isEmpty && server.refusals.map(\.code) == [550])
        }
    }

    @Test func aServerThatDiedGetsTheMessageWhenItIsBack() async throws {
        try await withTemporaryDirectory { folder in
            let server = try TestMailServer(in: folder)
            server.kill()
            try await AnalysisFixture.run(settings(server), redis: TestRedis()) { analysis in
                _ = try await raise(analysis)
                try await untilFailing(analysis)
                try server.start()
                try await untilSent(analysis)
            }
            #expect(try server.messages.count == 1)
        }
    }

    @Test func whatAServerTookWithoutSayingSoComesAgainUnderTheSameMessageID() async throws {
        try await withTemporaryDirectory { folder in
            let server = try TestMailServer(in: folder)
            try server.set(.deaf)
            try await AnalysisFixture.run(settings(server), redis: TestRedis()) { analysis in
                _ = try await raise(analysis)
                try await AnalysisFixture.eventually { try !server.messages.isEmpty }
                try server.set(.ok)
                try await untilSent(analysis)
            }
            let ids = try server.messages.map(\.messageID)
            #expect(ids.count >= 2 && Set(ids).count == 1)
        }
    }

    @Test func whatSomebodyTookOnMeanwhileIsNotSent() async throws {
        try await withTemporaryDirectory { folder in
            let server = try TestMailServer(in: folder)
            try server.set(.busy)
            try await AnalysisFixture.run(settings(server), redis: TestRedis()) { analysis in
                let (_, tutor) = try await raise(analysis)
                try await AnalysisFixture.eventually { try !server.refusals.isEmpty }
                let alert = try #require(try await tutor.alerts().first)
                #expect(try await tutor.send("POST", "alerts/\(alert.id)/acknowledge").status == 200)
                try server.set(.ok)
                try await eventually(analysis) { try await analysis.mailsWaiting() == 0 }
            }
            #expect(try server.messages.isEmpty)
        }
    }

    @Test(arguments: [
        ["ANALYSIS_SMTP_URL": "http://correo.example"], ["ANALYSIS_SMTP_URL": "smtp://correo.example"],
        ["ANALYSIS_SMTP_URL": "smtp://correo.example", "ANALYSIS_MAIL_FROM": "consulta"],
        ["ANALYSIS_TIME_ZONE": "Luna/Copérnico"],
    ])
    func aMalformedSettingStopsTheDaemonAndIsNamed(settings: [String: String]) async throws {
        let server = try TestRedis()
        let error = await #expect(throws: (any Error).self) {
            try await AnalysisFixture.run(settings, redis: server) { _ in }
        }
        #expect("\(String(describing: error))".contains("ANALYSIS_"))
    }
}
