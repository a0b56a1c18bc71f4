import Crypto
import CryptoExtras
import Daemon
import Foundation
import HTTPTypes
import NIOPosix
import ServiceLifecycle
import Synchronization

/// scrypt's parameters (RFC 7914): 128 · r · N bytes of memory, p times over.
package struct ScryptCost: Sendable, Equatable {
    package let logN: Int
    package let r: Int
    package let p: Int

    package init(logN: Int, r: Int, p: Int) {
        self.logN = logN
        self.r = r
        self.p = p
    }

    /// 32 MiB and about a quarter of a second.
    package static let standard = ScryptCost(logN: 15, r: 8, p: 3)
}

/// Hashes passwords with scrypt, at most two at once, on threads of its own: the work would hold up an event loop.
final class PasswordHasher: Service {
    private let cost: ScryptCost
    private let threads = NIOThreadPool(numberOfThreads: 2)
    private let waiting = Atomic(0)
    /// What an unknown person's password is compared with, so that their sign-in takes as long as anybody's.
    private let decoy: PasswordHash

    /// More than this would wait for seconds: better to be told.
    private static let longestQueue = 32

    init(cost: ScryptCost = .standard) {
        self.cost = cost
        decoy = PasswordHash(cost: cost, salt: Data(count: 16), key: Data(count: 32))
        threads.start()
    }

    /// `$scrypt$ln=15,r=8,p=3$<salt>$<key>`, in base64.
    func hash(_ password: Password) async throws -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        return try await onThread { [cost] in
            PasswordHash(cost: cost, salt: salt, key: try PasswordHash.derive(password.text, salt, cost)).text
        }
    }

    /// Whether this is the password. Without a hash it takes as long, and is not.
    func matches(_ password: String, _ stored: String?) async throws -> Bool {
        let known = stored.flatMap(PasswordHash.init(text:))
        let hash = known ?? decoy
        guard password.utf8.count <= Password.longest else { return false }
        let isEqual = try await onThread {
            let key = try PasswordHash.derive(password, hash.salt, hash.cost)
            return key.isEqualInConstantTime(to: hash.key)
        }
        return isEqual && known != nil
    }

    func run() async throws {
        try? await gracefulShutdown()
        try await threads.shutdownGracefully()
    }

    private func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= Self.longestQueue else {
            waiting.wrappingSubtract(1, ordering: .relaxed)
            throw Problem(.serviceUnavailable, "sign_in_busy", Messages.signInBusy, headers: [.retryAfter: "5"])
        }
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        return try await threads.runIfActive(work)
    }
}

/// A stored password.
private struct PasswordHash {
    let cost: ScryptCost
    let salt: Data
    let key: Data

    init(cost: ScryptCost, salt: Data, key: Data) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    init?(text: String) {
        let parts = text.split(separator: "$")
        guard parts.count == 4, parts[0] == "scrypt", let salt = Data(base64Encoded: String(parts[2])),
            let key = Data(base64Encoded: String(parts[3]))
        else { return nil }
        let figures = parts[1].split(separator: ",").compactMap { $0.split(separator: "=").last.flatMap { Int($0) } }
        guard figures.count == 3, (1...20).contains(figures[0]) else { return nil }
        self.init(cost: ScryptCost(logN: figures[0], r: figures[1], p: figures[2]), salt: salt, key: key)
    }

    var text: String {
        "$scrypt$ln=\(cost.logN),r=\(cost.r),p=\(cost.p)$\(salt.base64EncodedString())$\(key.base64EncodedString())"
    }

    static func derive(_ password: String, _ salt: Data, _ cost: ScryptCost) throws -> Data {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.precomposedStringWithCanonicalMapping.utf8),
            salt: salt,
            outputByteCount: 32,
            rounds: 1 << cost.logN,
            blockSize: cost.r,
            parallelism: cost.p
        )
        return key.withUnsafeBytes { Data($0) }
    }
}
