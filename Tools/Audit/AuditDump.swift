import Audit
import CSV
import Daemon
import Foundation
import Persistence
import SuiteProtocol

/// The chain as it is kept, from the first line to the last: ids, digests and hashes, no names and no reasons.
struct AuditDump {
    private static let page = 5_000

    let database: Database
    let isCSV: Bool

    func write() async throws {
        let output = FileHandle.standardOutput
        let encoder = WireJSON.encoder()
        if isCSV { try output.write(contentsOf: Data((CSVLine.mark + AuditDumpLine.columns.text).utf8)) }
        var next: Int64 = .min
        while true {
            let records = try await database.read { [next] db in
                try db.all(
                    """
                    SELECT \(AuditRecord.columns) FROM audit_entries
                    WHERE sequence >= \(next) ORDER BY sequence LIMIT \(Self.page)
                    """,
                    as: AuditRecord.self
                )
            }
            guard let last = records.last else { return }
            var data = Data()
            for line in records.map(AuditDumpLine.init) {
                data += isCSV ? Data(line.csv.text.utf8) : try encoder.encode(line) + Data("\n".utf8)
            }
            try output.write(contentsOf: data)
            next = last.sequence + 1
        }
    }
}

/// A line of the chain as it is written out.
struct AuditDumpLine: Encodable {
    static let columns = CSVLine([
        "sequence", "id", "at", "actor", "action", "subject", "object_kind", "object_id", "network", "reason_digest",
        "result", "daemon", "request_id", "version", "hash",
    ])

    let sequence: Int64
    let id: String
    let at: Date
    let actor: String
    let action: String
    let subject: String?
    let objectKind: String?
    let objectID: String?
    let network: String?
    let reasonDigest: String?
    let result: String
    let daemon: String
    let requestID: String?
    let version: Int64
    let hash: String

    init(_ record: AuditRecord) {
        sequence = record.sequence
        id = record.id
        at = record.at
        actor = record.actor
        action = record.action
        subject = record.subject
        objectKind = record.objectKind
        objectID = record.objectID
        network = record.network
        reasonDigest = record.reasonDigest?.hexadecimal
        result = record.result
        daemon = record.daemon
        requestID = record.requestID
        version = record.version
        hash = record.hash.hexadecimal
    }

    var csv: CSVLine {
        CSVLine([
            "\(sequence)", id, WireJSON.text(at), actor, action, subject, objectKind, objectID, network, reasonDigest,
            result, daemon, requestID, "\(version)", hash,
        ])
    }
}
