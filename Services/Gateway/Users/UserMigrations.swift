import Foundation
import Persistence

/// The schema of people. Names and addresses rest sealed; what earlier versions wrote plainly is sealed at boot.
extension UserStore {
    package static func migrations(_ keyring: Keyring) -> [Migration] {
        [
            Migration(
                "users",
                """
                CREATE TABLE users (
                    id TEXT PRIMARY KEY,
                    username TEXT NOT NULL,
                    username_key TEXT NOT NULL UNIQUE,
                    name TEXT NOT NULL,
                    email TEXT,
                    roles TEXT NOT NULL,
                    password_hash TEXT,
                    created_at INTEGER NOT NULL,
                    suspended_at INTEGER
                );
                """
            ),
            Migration(
                "users sealed columns",
                """
                ALTER TABLE users ADD COLUMN sealed_username BLOB;
                ALTER TABLE users ADD COLUMN sealed_name BLOB;
                ALTER TABLE users ADD COLUMN sealed_email BLOB;
                ALTER TABLE users ADD COLUMN email_key TEXT;
                ALTER TABLE users ADD COLUMN email_confirmed BOOLEAN NOT NULL DEFAULT TRUE;
                ALTER TABLE users ADD COLUMN single_sign_on BOOLEAN NOT NULL DEFAULT FALSE;
                ALTER TABLE users ADD COLUMN minor BOOLEAN NOT NULL DEFAULT FALSE;
                ALTER TABLE users ADD COLUMN language TEXT;
                ALTER TABLE users ADD COLUMN pending_since INTEGER;
                ALTER TABLE users ADD COLUMN last_seen_at INTEGER;
                ALTER TABLE users ADD COLUMN changed_at INTEGER;
                CREATE UNIQUE INDEX users_by_email ON users (email_key);
                CREATE INDEX users_by_change ON users (changed_at);
                CREATE TABLE user_terms (
                    term BLOB NOT NULL,
                    user_id TEXT NOT NULL,
                    PRIMARY KEY (term, user_id)
                );
                """
            ),
            Migration("users sealed") { try seal(keyring, in: $0) },
            Migration(
                "users plain columns",
                """
                ALTER TABLE users DROP COLUMN username;
                ALTER TABLE users DROP COLUMN name;
                ALTER TABLE users DROP COLUMN email;
                """
            ),
        ]
    }

    private static func seal(_ keyring: Keyring, in db: Connection) throws -> Bool {
        let index = UserIndex(keyring: keyring)
        var emails: Set<String> = []
        let rows = try db.rows("SELECT id, username, name, email, created_at FROM users ORDER BY id")
        for row in rows {
            let user = User(
                id: try row.get("id"),
                username: try row.get("username"),
                name: try row.get("name"),
                email: try row.get("email"),
                roles: [],
                status: .active,
                createdAt: try row.get("created_at")
            )
            let sealed = try SealedNames(user, by: keyring)
            // Nothing kept two people from one address before: it stands for the first of them.
            let emailKey = user.email.map(index.key(ofEmail:)).flatMap { emails.insert($0).inserted ? $0 : nil }
            try db.execute(
                """
                UPDATE users SET username = '', name = '', email = NULL,
                    sealed_username = \(sealed.username), sealed_name = \(sealed.name), sealed_email = \(sealed.email),
                    username_key = \(index.key(ofUsername: user.username)), email_key = \(emailKey)
                WHERE id = \(user.id)
                """
            )
            try db.insert(index.terms(of: user).map { "(\($0), \(user.id))" }, into: "user_terms (term, user_id)")
        }
        return !rows.isEmpty
    }
}

/// A person's names as their columns hold them.
struct SealedNames {
    let username: EncryptedText
    let name: EncryptedText
    let email: EncryptedText?

    init(_ user: User, by keyring: Keyring) throws(KeyringError) {
        username = try EncryptedText(user.username, for: user.id, by: keyring)
        name = try EncryptedText(user.name, for: user.id, by: keyring)
        email =
            if let email = user.email { try EncryptedText(email, for: user.id, by: keyring) } else { nil }
    }
}
