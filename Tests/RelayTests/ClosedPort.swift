import Glibc

/// A port that nobody listens on and nobody else can get.
struct ClosedPort {
    let port: Int
    private let descriptor: CInt

    init() throws {
        (descriptor, port) = try LoopbackSocket.bound()
    }

    func release() {
        close(descriptor)
    }
}
