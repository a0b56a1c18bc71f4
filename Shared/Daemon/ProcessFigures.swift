import FoundationEssentials
import Glibc

/// What Linux knows of this process, under Prometheus' standard names.
enum ProcessFigures {
    static func readings() -> [GaugeReading] {
        var readings: [GaugeReading] = []
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        if fields.count > 1, let pages = Double(fields[1]) {
            readings.append(GaugeReading("process_resident_memory_bytes", pages * Double(sysconf(Int32(_SC_PAGESIZE)))))
        }
        if let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            readings.append(GaugeReading("process_open_fds", Double(descriptors.count)))
        }
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            readings.append(GaugeReading("process_max_fds", Double(limit.rlim_cur)))
        }
        var usage = rusage()
        if getrusage(RUSAGE_SELF.rawValue, &usage) == 0 {
            let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            let micros = Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
            readings.append(GaugeReading("process_cpu_seconds_total", seconds + micros / 1e6, isCounter: true))
        }
        return readings
    }
}
