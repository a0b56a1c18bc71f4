import Foundation
import LimitedProcess

/// Prints pages of ours to PDF with WeasyPrint, in a limited child that reaches no network. The pages name no address.
struct PDFPrinter: Sendable {
    /// Where Debian installs it.
    static let installed = "/usr/bin/weasyprint"
    /// Bytes of a PDF.
    private static let largest = 32 << 20
    /// Seconds after which a folder is what a killed daemon left.
    private static let abandonedAfter: TimeInterval = 600

    private let program: String
    private let folder: String
    private let pool = ProcessPool(processes: 1, waiting: 8)

    /// - Parameter folder: a private one, for files that are gone once a page is printed.
    init(program: String? = nil, folder: String) {
        self.program = program ?? Self.installed
        self.folder = folder
    }

    /// - Throws: `ReportError`, or `CancellationError`; no file is left either way.
    func pdf(of html: String) async throws -> [UInt8] {
        guard FileManager.default.isExecutableFile(atPath: program) else { throw ReportError.noPrinter }
        do {
            return try await pool.run { try await print(html) }
        } catch is ProcessPool.Busy {
            throw ReportError.printerBusy
        } catch ProcessFailure.notStarted {
            throw ReportError.noPrinter
        } catch is ProcessFailure {
            throw ReportError.notPrinted
        }
    }

    private func print(_ html: String) async throws -> [UInt8] {
        removeAbandoned()
        let place = "\(folder)/\(UUID().uuidString)"
        let files = FileManager.default
        let access: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try files.createDirectory(atPath: place, withIntermediateDirectories: true, attributes: access)
        defer { try? files.removeItem(atPath: place) }
        let page = "\(place)/report.html"
        guard files.createFile(atPath: page, contents: Data(html.utf8), attributes: [.posixPermissions: 0o600]) else {
            throw ReportError.notPrinted
        }
        _ = try await LimitedProcess.run(
            program,
            ["--quiet", "--encoding", "utf-8", "report.html", "report.pdf"],
            environment: Self.environment(place),
            in: place
        )
        guard let pdf = files.contents(atPath: "\(place)/report.pdf"), pdf.starts(with: Data("%PDF-".utf8)),
            pdf.count <= Self.largest
        else { throw ReportError.notPrinted }
        return Array(pdf)
    }

    /// Neither the modules nor the settings of whoever runs this daemon.
    private static func environment(_ place: String) -> [String: String] {
        [
            "HOME": place, "TMPDIR": place, "XDG_CACHE_HOME": place, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1",
        ]
    }

    private func removeAbandoned() {
        let files = FileManager.default
        for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
            let path = "\(folder)/\(name)"
            let made = (try? files.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            guard let made, made.timeIntervalSinceNow < -Self.abandonedAfter else { continue }
            try? files.removeItem(atPath: path)
        }
    }
}
