import Relay
import Synchronization

/// The table in force. Each event loop keeps a copy and looks only at a number to see whether it is still the one.
final class CurrentRoutes: Sendable {
    private let upstreams: Upstreams
    private let addedResponseFields: FieldLines
    private let current: Mutex<FrontTable>
    private let generation = Atomic(0)

    init(_ table: RouteTable, upstreams: Upstreams, addedResponseFields: FieldLines) throws {
        self.upstreams = upstreams
        self.addedResponseFields = addedResponseFields
        current = Mutex(try FrontTable(table, upstreams: upstreams, addedResponseFields: addedResponseFields))
    }

    var table: RouteTable { front.table }
    var front: FrontTable { current.withLock { $0 } }
    var version: Int { generation.load(ordering: .acquiring) }

    func replace(with table: RouteTable) throws {
        let front = try FrontTable(table, upstreams: upstreams, addedResponseFields: addedResponseFields)
        current.withLock { $0 = front }
        generation.wrappingAdd(1, ordering: .releasing)
    }
}
