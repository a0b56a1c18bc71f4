import CoreMetrics
import Foundation
import Logging
import Persistence

/// The engines that a store's tests run on: `@Test(arguments: TestDatabase.engines)`.
package enum TestDatabase: String, Sendable, CaseIterable, CustomStringConvertible {
    case sqlite, postgresql

    /// SQLite, and PostgreSQL where `CONSULTA_TEST_POSTGRES_URL` names a server.
    package static var engines: [TestDatabase] { server == nil ? [.sqlite] : allCases }

    package static var server: String? { ProcessInfo.processInfo.environment["CONSULTA_TEST_POSTGRES_URL"] }

    package var description: String { rawValue }

    /// A fresh, migrated database that is gone afterwards.
    @discardableResult
    package func withDatabase<Value>(
        migrations: [Migration],
        limits: DatabaseLimits = DatabaseLimits(),
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Database) async throws -> Value
    ) async throws -> Value {
        try await withPlace { place in
            try await place.withDatabase(migrations: migrations, limits: limits, body)
        }
    }

    /// An empty file or schema, which several databases may open, as replicas do.
    @discardableResult
    package func withPlace<Value>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Place) async throws -> Value
    ) async throws -> Value {
        let place = try Place(engine: self)
        let turns = self == .postgresql ? Turns.ofPostgreSQL : nil
        await turns?.take()
        defer { turns?.giveBack() }
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(place))
        } catch {
            result = .failure(error)
        }
        let removal: Result<Void, any Error>
        do {
            removal = .success(try await place.remove())
        } catch {
            removal = .failure(error)
        }
        let value = try result.get()
        try removal.get()
        return value
    }

    /// The URL of an empty database for a whole daemon; `nil` stands for the file that it makes in its home.
    @discardableResult
    package func withDaemonDatabase<Value>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (String?) async throws -> Value
    ) async throws -> Value {
        guard self == .postgresql else { return try await body(nil) }
        await Turns.ofPostgreSQL.take()
        defer { Turns.ofPostgreSQL.giveBack() }
        return try await Postgres.withDatabase { try await body($0) }
    }

    package struct Place: Sendable {
        package let engine: TestDatabase
        package let url: String
        package let schema: String
        private let folder: TemporaryFolder

        fileprivate init(engine: TestDatabase) throws {
            self.engine = engine
            schema = "test-\(UUID().uuidString.lowercased())"
            folder = try TemporaryFolder()
            url =
                switch engine {
                case .sqlite: "sqlite:\(folder.path)/test.sqlite"
                case .postgresql: TestDatabase.server ?? "postgres:///postgres"
                }
        }

        package func open(
            migrations: [Migration],
            limits: DatabaseLimits = DatabaseLimits(),
            metrics: any MetricsFactory = NOOPMetricsHandler.instance
        ) async throws -> Database {
            try await Database(
                url: url,
                schema: schema,
                migrations: migrations,
                limits: limits,
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
                metrics: metrics
            )
        }

        /// The folder of its tables, with all that is in memory written; SQLite's own log is in it, PostgreSQL's is not.
        package func files() throws -> String {
            try engine == .sqlite ? folder.path : Postgres.tables()
        }

        @discardableResult
        package func withDatabase<Value>(
            migrations: [Migration],
            limits: DatabaseLimits = DatabaseLimits(),
            metrics: any MetricsFactory = NOOPMetricsHandler.instance,
            isolation: isolated (any Actor)? = #isolation,
            _ body: (Database) async throws -> Value
        ) async throws -> Value {
            let database = try await open(migrations: migrations, limits: limits, metrics: metrics)
            do {
                let value = try await body(database)
                await database.close()
                return value
            } catch {
                await database.close()
                throw error
            }
        }

        fileprivate func remove() async throws {
            folder.remove()
            guard engine == .postgresql else { return }
            try await Place(cleaning: self).withDatabase(migrations: []) { [schema] database in
                _ = try await database.write {
                    try $0.execute("DROP SCHEMA IF EXISTS \(identifier: schema) CASCADE")
                }
            }
        }

        /// `schema_migrations` of the cleaner stands in a schema of its own, made once a server.
        private init(cleaning place: Place) {
            engine = place.engine
            url = place.url
            folder = place.folder
            schema = "test-cleaner"
        }
    }
}
