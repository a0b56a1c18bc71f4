import Audit
import Foundation
import Persistence
import SuiteProtocol

/// The offices of the municipalities, and how they came to be as they are.
struct OfficeStore: Sendable {
    let database: Database
    let places: Places
    let keepers: KeeperNames
    let trail: AuditTrail
    let now: @Sendable () -> Date

    /// What was confirmed before is stale.
    func staleSince(days: Int) -> Date { now().addingTimeInterval(-Double(days) * 86_400) }

    func create(_ data: OfficeData, in place: Place, by keeper: Keeper) async throws -> KeptOffice {
        let (id, keys) = (newID(at: now()), OfficeKeys(data, in: place))
        return try await write(.officeCreated, "created", id, by: keeper) { revision, db in
            try requireFree(keys, besides: id, in: db)
            try db.insert([Self.row(id, data, in: place, revision, by: keeper.id)], into: Self.inserted)
        }
    }

    /// - Parameters:
    ///   - seen: when the office that was seen was last changed.
    ///   - place: nil leaves the office where it is.
    ///   - change: what becomes of it; nothing, where it says what there is.
    func change(
        _ id: String,
        seen: Date,
        to place: Place?,
        by keeper: Keeper,
        _ change: @escaping @Sendable (inout OfficeData) throws -> Void
    ) async throws -> KeptOffice {
        let unchanged: KeptOffice? = try await database.read { db in
            let office = try find(id, seen: seen, in: db)
            var data = office.data
            try change(&data)
            let isSame = data == office.data && (place?.key ?? office.place) == office.place
            return try isSame ? kept(office, in: db) : nil
        }
        if let unchanged { return unchanged }
        return try await write(.officeChanged, "changed", id, by: keeper) { revision, db in
            let office = try find(id, seen: seen, in: db)
            var data = office.data
            try change(&data)
            guard let place = place ?? places[office.place] else { throw OfficeError.unknownMunicipality }
            let keys = OfficeKeys(data, in: place)
            try requireFree(keys, besides: id, in: db)
            try db.execute(
                """
                UPDATE offices SET revision = \(revision.number), identity = \(keys.identity),
                    sort_key = \(keys.sortKey), search = \(keys.search), country = \(place.key.country),
                    municipality = \(place.key.code), dependencia = \(data.dependencia),
                    localidades = \(data.localidades), direccion = \(data.direccion), telefono = \(data.telefono),
                    whatsapp = \(data.whatsapp), horario = \(data.horario), email = \(data.email),
                    updated_at = \(revision.at), updated_by = \(keeper.id)
                WHERE id = \(id)
                """
            )
        }
    }

    /// Says that what is kept of it is so today.
    func confirm(_ id: String, by keeper: Keeper) async throws -> KeptOffice {
        try await write(.officeConfirmed, "confirmed", id, by: keeper) { revision, db in
            _ = try find(id, in: db)
            try db.execute(
                """
                UPDATE offices SET revision = \(revision.number), confirmed_at = \(revision.at),
                    updated_at = \(revision.at), updated_by = \(keeper.id)
                WHERE id = \(id)
                """
            )
        }
    }

    func remove(_ id: String, by keeper: Keeper) async throws {
        _ = try await write(.officeRemoved, "removed", id, by: keeper) { revision, db in
            _ = try find(id, in: db)
            try db.execute(
                """
                UPDATE offices SET revision = \(revision.number), removed_at = \(revision.at),
                    updated_at = \(revision.at), updated_by = \(keeper.id)
                WHERE id = \(id)
                """
            )
        }
    }

    /// Takes a removal back. An office that wasn't removed stays as it is.
    func restore(_ id: String, by keeper: Keeper) async throws -> KeptOffice {
        let standing: KeptOffice? = try await database.read { db in
            let office = try find(id, orRemoved: true, in: db)
            return try office.isRemoved ? nil : kept(office, in: db)
        }
        if let standing { return standing }
        return try await write(.officeRestored, "undone", id, by: keeper) { revision, db in
            let office = try find(id, orRemoved: true, in: db)
            guard let place = places[office.place] else { throw OfficeError.unknownMunicipality }
            try requireFree(OfficeKeys(office.data, in: place), besides: id, in: db)
            try db.execute(
                """
                UPDATE offices SET revision = \(revision.number), removed_at = NULL, updated_at = \(revision.at),
                    updated_by = \(keeper.id)
                WHERE id = \(id)
                """
            )
        }
    }

    /// One change of one office, with its version and its entry in the audit.
    private func write(
        _ action: AuditAction,
        _ kind: String,
        _ id: String,
        by keeper: Keeper,
        _ change: @escaping @Sendable (OfficeRevision, Connection) throws -> Void
    ) async throws -> KeptOffice {
        let date = now()
        return try await database.write { db in
            let revision = try OfficeRevision.next(at: date, in: db)
            try change(revision, db)
            try Self.keepVersions(revision, "\(kind)", by: keeper.id, in: db)
            try keepers.note(keeper, at: date, in: db)
            try trail.record(action, by: keeper.origin, object: AuditObject("office", id), at: date, in: db)
            return try kept(find(id, orRemoved: true, in: db), in: db)
        }
    }

    private func find(_ id: String, orRemoved: Bool = false, in db: Connection) throws -> Office {
        let office: Office? = try db.first("SELECT \(Office.columns) FROM offices WHERE id = \(id)")
        guard let office, orRemoved || !office.isRemoved else { throw OfficeError.notFound }
        return office
    }

    private func find(_ id: String, seen: Date, in db: Connection) throws -> Office {
        let office = try find(id, in: db)
        guard office.updatedAt.sqlValue == seen.sqlValue else { throw OfficeError.changedMeanwhile }
        return office
    }

    private func requireFree(_ keys: OfficeKeys, besides id: String, in db: Connection) throws {
        let others = try db.rows(
            "SELECT id FROM offices WHERE identity = \(keys.identity) AND removed_at IS NULL AND id <> \(id)"
        )
        guard others.isEmpty else { throw OfficeError.exists }
    }
}
