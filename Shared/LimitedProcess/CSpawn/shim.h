#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// GNU's additions to posix_spawn, which Swift's Glibc leaves out.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
static const short spawn_in_new_session = 0x80;

// Of GNU, as the above.
static const int open_as_path = 010000000;

// From now on the calling thread, and every process that it starts, opens no socket, gains no privilege and does no job
// control, so that its group is killed whole. prctl is variadic and the filter made of macros: Swift imports neither.
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

// The version of Landlock that the kernel has (Linux 5.13 and later), 0 where it has none or was started without.
static inline int landlock_version(void) {
    const long version = syscall(__NR_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? (int)version : 0;
}

// A set of rules for all that can be done with files, and, from version 6 on, against signals to processes outside.
// As linux/landlock.h of newer kernels has it: Debian 12's ends with the first field.
static inline int landlock_rules(int version) {
    const struct {
        unsigned long long files, network, scopes;
    } attributes = {
        // Version 1 knows 13 rights, 2 moving to other folders, 3 cutting files short.
        version >= 3 ? 0x7FFF : version == 2 ? 0x3FFF : 0x1FFF,
        0,
        version >= 6 ? 2 : 0,
    };
    return (int)syscall(__NR_landlock_create_ruleset, &attributes, sizeof attributes, 0);
}

// Whatever is at and below a path may be read and run, and where `writable` is set, changed too. What isn't there isn't
// allowed.
static inline int landlock_allow(int rules, int version, const char *path, int writable) {
    const unsigned long long all = version >= 3 ? 0x7FFF : version == 2 ? 0x3FFF : 0x1FFF;
    const unsigned long long of_files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
        LANDLOCK_ACCESS_FS_WRITE_FILE | 0x4000;
    const int place = open(path, open_as_path | O_CLOEXEC);
    if (place < 0) return errno == ENOENT ? 0 : errno;
    struct stat status;
    struct landlock_path_beneath_attr beneath = {
        writable ? all : LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR, place,
    };
    if (fstat(place, &status) != 0 || !S_ISDIR(status.st_mode)) beneath.allowed_access &= of_files & all;
    const long added = syscall(__NR_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    const int refusal = added == 0 ? 0 : errno;
    close(place);
    return refusal;
}

// From now on the calling thread, and every process that it starts, sees only what the rules allow.
static inline int landlock_confine_thread(int rules) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    return syscall(__NR_landlock_restrict_self, rules, 0) == 0 ? 0 : errno;
}
