import CSpawn
import Glibc

/// One child and the ends of its output, on a thread that may block.
struct ChildProcess {
    private let id: pid_t
    private let pipes: [Pipe]

    init(_ command: [String], environment: [String: String], folder: String) throws(ProcessFailure) {
        let output = try Pipe()
        let errors: Pipe
        do {
            errors = try Pipe()
        } catch {
            output.close()
            throw error
        }
        pipes = [output, errors]
        do {
            id = try Self.spawn(command, environment, folder, output: output.input, errors: errors.input)
        } catch {
            pipes.forEach { $0.close() }
            throw error
        }
        close(output.input)
        close(errors.input)
    }

    private static func spawn(
        _ command: [String],
        _ environment: [String: String],
        _ folder: String,
        output: Int32,
        errors: Int32
    ) throws(ProcessFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        posix_spawn_file_actions_addchdir_np(&actions, folder)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | spawn_in_new_session
        )

        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var id: pid_t = 0
        let failure = posix_spawn_confined(&id, command[0], &actions, &attributes, &arguments, &variables)
        guard failure == 0 else { throw .notStarted(failure) }
        return id
    }

    /// Waits for its end; standard output. Blocks.
    func output(_ limits: ProcessLimits, until abandoned: Abandonment) throws -> [UInt8] {
        let result = Result { try gather(limits, until: abandoned) }
        // Whatever of its group is still there: it may have left children behind.
        kill(-id, SIGKILL)
        kill(id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1 && errno == EINTR {}
        pipes.forEach { Glibc.close($0.output) }
        let written = try result.get()
        let signal = status & 0x7F
        guard signal == 0 else { throw ProcessFailure.killed(signal: signal) }
        let code = status >> 8 & 0xFF
        guard code == 0 else {
            throw ProcessFailure.exited(
                status: code,
                message: String(decoding: written[1].prefix(2_000), as: UTF8.self)
            )
        }
        return written[0]
    }

    /// Both outputs, once the child has closed them or is gone.
    private func gather(_ limits: ProcessLimits, until abandoned: Abandonment) throws -> [[UInt8]] {
        let deadline = ContinuousClock.now + limits.time
        var written: [[UInt8]] = [[], []]
        var waiting = pipes.map { pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while waiting.contains(where: { $0.fd >= 0 }) {
            if abandoned.isSet { throw CancellationError() }
            guard ContinuousClock.now < deadline else { throw ProcessFailure.timedOut }
            // In steps, for whoever waits may leave.
            guard poll(&waiting, nfds_t(waiting.count), 50) >= 0 || errno == EINTR else { break }
            for index in waiting.indices where waiting[index].revents != 0 {
                let count = read(waiting[index].fd, &buffer, buffer.count)
                if count > 0 {
                    written[index] += buffer.prefix(count)
                    guard written[index].count <= limits.output else { throw ProcessFailure.tooMuchOutput }
                } else if count == 0 || errno != EINTR {
                    // poll passes over a negative descriptor.
                    waiting[index].fd = -1
                }
            }
        }
        try awaitEnd(by: deadline, until: abandoned)
        return written
    }

    /// It may go on without its outputs. Leaves it to be reaped, so that its id stays its own.
    private func awaitEnd(by deadline: ContinuousClock.Instant, until abandoned: Abandonment) throws {
        var ended = siginfo_t()
        while waitid(P_PID, id_t(id), &ended, WEXITED | WNOWAIT | WNOHANG) == 0 && ended._sifields._sigchld.si_pid == 0
        {
            if abandoned.isSet { throw CancellationError() }
            guard ContinuousClock.now < deadline else { throw ProcessFailure.timedOut }
            usleep(1_000)
        }
    }
}

/// The ends of a pipe, closed in children that are not meant to have them.
private struct Pipe {
    let output: Int32
    let input: Int32

    init() throws(ProcessFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .notStarted(errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        output = ends[0]
        input = ends[1]
    }

    func close() {
        Glibc.close(output)
        Glibc.close(input)
    }
}
