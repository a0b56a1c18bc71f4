import NIOCore

/// A WebSocket of our own: after the 101 the connection is no HTTP any more, and the handlers that `install` adds behind
/// the front's get its bytes as they are.
package struct Takeover: Sendable {
    /// Lines of the 101 beside `connection` and `upgrade`.
    let fields: FieldLines
    /// Called on the connection's event loop once the 101 is on its way.
    let install: @Sendable (any Channel) throws -> Void

    package init(fields: FieldLines, install: @escaping @Sendable (any Channel) throws -> Void) {
        self.fields = fields
        self.install = install
    }
}
