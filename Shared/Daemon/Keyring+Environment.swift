import Configuration
import Persistence

extension Keyring {
    /// `DATA_KEYS`, else the key files in `CONSULTA_HOME/keys`, made where there are none.
    package convenience init(_ environment: DaemonEnvironment) throws {
        if let secret = environment.config.text("data.keys", secret: true) {
            try self.init(secret: secret)
        } else {
            try self.init(directory: environment.path("keys"))
        }
    }
}
