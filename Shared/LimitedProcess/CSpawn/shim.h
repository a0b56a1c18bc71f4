#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

// GNU's additions to posix_spawn, which Swift's Glibc leaves out.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
static const short spawn_in_new_session = 0x80;

// From now on the calling thread, and whatever it starts, threads and processes, opens no socket, gains no privilege and
// does no job control, so that its group is killed whole. prctl is variadic and the filter made of macros: Swift imports
// neither.
static inline int seccomp_confine_thread(void) {
#if defined(__x86_64__)
    const unsigned architecture = AUDIT_ARCH_X86_64;
#else
    const unsigned architecture = AUDIT_ARCH_AARCH64;
#endif
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        // Numbers above are x32's second names of the same calls.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 4, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 3, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_setpgid, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_io_uring_setup, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
    };
    struct sock_fprog program = {sizeof(filter) / sizeof(filter[0]), filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 ? 0 : errno;
}

struct confined_spawn {
    pid_t id;
    const char *path;
    const posix_spawn_file_actions_t *actions;
    const posix_spawnattr_t *attributes;
    char *const *arguments;
    char *const *environment;
    int failure;
};

static inline void *confined_spawn_start(void *argument) {
    struct confined_spawn *spawn = argument;
    spawn->failure = seccomp_confine_thread();
    if (spawn->failure == 0) {
        spawn->failure = posix_spawn(&spawn->id, spawn->path, spawn->actions, spawn->attributes, spawn->arguments,
                                     spawn->environment);
    }
    return NULL;
}

// posix_spawn from a thread that is confined and does nothing else: were our code to run there, whatever thread it made
// libdispatch start would be confined for good, and lend itself to others.
static inline int posix_spawn_confined(pid_t *id, const char *path, const posix_spawn_file_actions_t *actions,
                                       const posix_spawnattr_t *attributes, char *const arguments[],
                                       char *const environment[]) {
    struct confined_spawn spawn = {0, path, actions, attributes, arguments, environment, 0};
    pthread_t thread;
    int refusal = pthread_create(&thread, NULL, confined_spawn_start, &spawn);
    if (refusal != 0) return refusal;
    pthread_join(thread, NULL);
    *id = spawn.id;
    return spawn.failure;
}
