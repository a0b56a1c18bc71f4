import Glibc

/// Interrupts a thread that waits in poll(2).
final class Wakeup: Sendable {
    private let reading: Int32
    private let writing: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw RedisSessionError(reason: "no pipe: \(String(cString: strerror(errno)))")
        }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// A full pipe wakes just as well, so the result does not matter.
    func signal() {
        var byte: UInt8 = 1
        _ = write(writing, &byte, 1)
    }

    /// What poll(2) said about the other descriptor, 0 where the time passed or only a signal came.
    func wait(for descriptor: Int32? = nil, events: Int32 = 0, timeout: Duration) -> Int32 {
        var watched = [pollfd(fd: reading, events: Int16(POLLIN), revents: 0)]
        if let descriptor { watched.append(pollfd(fd: descriptor, events: Int16(events), revents: 0)) }
        guard poll(&watched, nfds_t(watched.count), Int32(clamping: timeout.milliseconds)) > 0 else { return 0 }
        if watched[0].revents != 0 { drain() }
        return watched.count > 1 ? Int32(watched[1].revents) : 0
    }

    private func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(reading, &bytes, bytes.count) == bytes.count {}
    }
}
