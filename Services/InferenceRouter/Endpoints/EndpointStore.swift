import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol

/// Endpoints that administrators named, and which of all take nothing new. Shared by all replicas.
package struct EndpointStore: Sendable {
    let database: Database
    let trail: AuditTrail

    package init(database: Database, trail: AuditTrail) {
        self.database = database
        self.trail = trail
    }

    package static let migration = Migration(
        "endpoints",
        """
        CREATE TABLE endpoints (
            id TEXT PRIMARY KEY,
            url TEXT NOT NULL UNIQUE,
            name TEXT,
            capabilities TEXT NOT NULL,
            tier TEXT,
            weight INTEGER NOT NULL,
            concurrency INTEGER,
            data_classes TEXT,
            input_price INTEGER,
            output_price INTEGER,
            monthly_cap INTEGER,
            secrets TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            created_by TEXT NOT NULL
        );
        CREATE TABLE endpoint_drains (
            endpoint TEXT PRIMARY KEY,
            since INTEGER NOT NULL
        );
        CREATE TABLE endpoint_version (
            id INTEGER PRIMARY KEY,
            version INTEGER NOT NULL
        );
        INSERT INTO endpoint_version (id, version) VALUES (1, 1);
        """
    )

    /// All of it at one moment. A higher version is newer.
    package struct Snapshot: Equatable, Sendable {
        package var version = 0
        package var endpoints: [EndpointDeclaration] = []
        package var draining: Set<String> = []

        package init() {}
    }

    package enum Refused: Error, Equatable {
        case exists
    }

    /// Nil where nothing has changed since `version`.
    package func snapshot(after version: Int = 0) async throws -> Snapshot? {
        try await database.read { db in
            let now: Int = try db.value("SELECT version AS value FROM endpoint_version WHERE id = 1") ?? 0
            guard now > version else { return nil }
            var snapshot = Snapshot()
            snapshot.version = now
            snapshot.endpoints = try db.all("SELECT * FROM endpoints ORDER BY created_at, id", as: Stored.self)
                .map(\.declaration)
            let rows = try db.rows("SELECT endpoint FROM endpoint_drains")
            snapshot.draining = Set(try rows.map { try $0.get("endpoint") })
            return snapshot
        }
    }

    /// Throws `Refused.exists` where its id or its URL is taken.
    package func add(
        _ endpoint: EndpointDeclaration,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws {
        let capabilities = Self.text(endpoint.capabilities.keys.map(\.rawValue))
        let (dataClasses, secrets) = (endpoint.dataClasses.map { Self.text($0.map(\.rawValue)) }, endpoint.secrets)
        do {
            try await database.write { db in
                try db.execute(
                    """
                    INSERT INTO endpoints (id, url, name, capabilities, tier, weight, concurrency, data_classes,
                        input_price, output_price, monthly_cap, secrets, created_at, created_by)
                    VALUES (\(endpoint.id), \(endpoint.address.url), \(endpoint.name), \(capabilities),
                        \(endpoint.tier), \(endpoint.weight), \(endpoint.concurrency), \(dataClasses),
                        \(endpoint.price?.input.micros), \(endpoint.price?.output.micros),
                        \(endpoint.monthlyCap?.micros), \(secrets.joined(separator: " ")), \(now), \(origin.actor))
                    """
                )
                try changed(endpoint.id, .endpointAdded, by: origin, in: db)
            }
        } catch let error as DatabaseError where error.isUniqueViolation {
            throw Refused.exists
        }
    }

    /// False where it isn't there.
    package func change(_ endpoint: EndpointDeclaration, by origin: AuditOrigin) async throws -> Bool {
        let dataClasses = endpoint.dataClasses.map { Self.text($0.map(\.rawValue)) }
        return try await database.write { db in
            let count = try db.execute(
                """
                UPDATE endpoints SET name = \(endpoint.name), weight = \(endpoint.weight),
                    concurrency = \(endpoint.concurrency), data_classes = \(dataClasses),
                    input_price = \(endpoint.price?.input.micros), output_price = \(endpoint.price?.output.micros),
                    monthly_cap = \(endpoint.monthlyCap?.micros)
                WHERE id = \(endpoint.id)
                """
            )
            if count > 0 { try changed(endpoint.id, .endpointChanged, by: origin, in: db) }
            return count > 0
        }
    }

    /// False where it isn't there.
    package func remove(_ id: String, by origin: AuditOrigin) async throws -> Bool {
        try await database.write { db in
            let count = try db.execute("DELETE FROM endpoints WHERE id = \(id)")
            try db.execute("DELETE FROM endpoint_drains WHERE endpoint = \(id)")
            if count > 0 { try changed(id, .endpointRemoved, by: origin, in: db) }
            return count > 0
        }
    }

    package func setDraining(
        _ id: String,
        _ isDraining: Bool,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws {
        try await database.write { db in
            if isDraining {
                try db.execute(
                    """
                    INSERT INTO endpoint_drains (endpoint, since) VALUES (\(id), \(now))
                    ON CONFLICT (endpoint) DO NOTHING
                    """
                )
            } else {
                try db.execute("DELETE FROM endpoint_drains WHERE endpoint = \(id)")
            }
            try changed(id, isDraining ? .endpointDrained : .endpointRestored, by: origin, in: db)
        }
    }

    /// Tells the other replicas, and the audit.
    private func changed(_ id: String, _ action: AuditAction, by origin: AuditOrigin, in db: Connection) throws {
        try db.execute("UPDATE endpoint_version SET version = version + 1 WHERE id = 1")
        try trail.record(action, by: origin, object: AuditObject("endpoint", id), in: db)
    }

    private static func text(_ words: [String]) -> String {
        words.sorted().joined(separator: " ")
    }
}

/// A row of `endpoints`.
private struct Stored: RowDecodable {
    let declaration: EndpointDeclaration

    init(row: Row) throws {
        func words(_ column: String) throws -> [String]? {
            try row.get(column, as: String?.self)?.split(separator: " ").map(String.init)
        }
        let capabilities = try words("capabilities") ?? []
        var endpoint = EndpointDeclaration(
            id: try row.get("id"),
            address: try EndpointAddress(row.get("url")),
            capabilities: Dictionary(
                capabilities.map { (Capability(rawValue: $0), 0) },
                uniquingKeysWith: { first, _ in first }
            )
        )
        endpoint.source = .administrator
        endpoint.name = try row.get("name")
        endpoint.tier = try row.get("tier")
        endpoint.weight = try row.get("weight")
        endpoint.concurrency = try row.get("concurrency")
        endpoint.dataClasses = try words("data_classes").map { Set($0.compactMap(DataClass.init(rawValue:))) }
        let input = try row.get("input_price", as: Int64?.self)
        let output = try row.get("output_price", as: Int64?.self)
        if let input, let output {
            endpoint.price = Price(input: Amount(micros: input), output: Amount(micros: output))
        }
        endpoint.monthlyCap = try row.get("monthly_cap", as: Int64?.self).map(Amount.init(micros:))
        endpoint.secrets = try words("secrets") ?? []
        declaration = endpoint
    }
}
