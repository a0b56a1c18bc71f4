import Foundation

/// Of one search, in milliseconds: on the clock, and of the processor, which other work on the machine doesn't lengthen.
struct Times {
    let clock: (p50: Double, p99: Double)
    let processor: (p50: Double, p99: Double)

    /// Each question is asked once: of words that were asked for before something is known, as it is in a school.
    ///
    /// - Parameter search: gives how many were found.
    init(of set: SciFact, _ search: (String) throws -> Int) rethrows {
        let clock = ContinuousClock()
        var elapsed: [Double] = []
        var used: [Double] = []
        for question in set.questions {
            let (begun, before) = (clock.now, Self.processorMilliseconds())
            let found = try search(question.text)
            if found == 0 { continue }
            used.append(Self.processorMilliseconds() - before)
            elapsed.append((clock.now - begun).milliseconds)
        }
        self.clock = Self.percentiles(elapsed)
        processor = Self.percentiles(used)
    }

    static func percentiles(_ times: [Double]) -> (p50: Double, p99: Double) {
        let sorted = times.sorted()
        return (sorted[sorted.count / 2], sorted[sorted.count * 99 / 100])
    }

    static func processorMilliseconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1e6
    }
}

/// The process's own.
func residentMegabytes() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1_024
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1_000 + Double(components.attoseconds) / 1e15
    }
}
