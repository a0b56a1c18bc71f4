import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// Reports as PDF, by whatever program is installed.
@Suite struct ReportPrintTests {
    private static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/weasyprint")

    @Test(.enabled(if: isInstalled, "weasyprint is not installed")) func aReportIsPrinted() async throws {
        try await Self.printed(by: nil) { response, home in
            #expect(response.status == 200 && response.header("content-type") == "application/pdf")
            #expect(response.body.hasPrefix("%PDF-"))
            let left = try FileManager.default.contentsOfDirectory(atPath: home + "/reports")
            #expect(left.isEmpty)
        }
    }

    @Test func withoutAProgramThatIsSaid() async throws {
        try await Self.printed(by: "/usr/bin/no-such-printer") { response, _ in
            #expect(response.status == 501 && response.body.contains("pdf_not_installed"))
        }
    }

    @Test(arguments: ["exit 1", "kill -SEGV $$", "exit 0", "echo no > report.pdf"])
    func aProgramThatFailsLeavesNothingBehind(script: String) async throws {
        try await withTemporaryDirectory { folder in
            let program = folder + "/printer"
            let isMade = FileManager.default.createFile(
                atPath: program,
                contents: Data("#!/bin/sh\n\(script)\n".utf8),
                attributes: [.posixPermissions: 0o700]
            )
            try #require(isMade)
            try await Self.printed(by: program) { response, home in
                #expect(response.status == 500 && response.body.contains("pdf_failed"))
                let left = try FileManager.default.contentsOfDirectory(atPath: home + "/reports")
                #expect(left.isEmpty)
            }
        }
    }

    private static func printed(
        by program: String?,
        _ body: @escaping @Sendable (TestResponse, String) async throws -> Void
    ) async throws {
        try await ReportFixture.run(program.map { ["ANALYSIS_PDF_PROGRAM": $0] } ?? [:]) { fixture in
            try await fixture.analyse("sadness", of: fixture.school.student, conversation: newID())
            let id = try await fixture.request("student", fixture.school.student)
            _ = try await fixture.done(id)
            try await body(try await fixture.send("GET", "/\(id).pdf"), fixture.daemon.home)
        }
    }
}
