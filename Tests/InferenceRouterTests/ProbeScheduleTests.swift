import InferenceRouter
import NIOCore
import Testing

struct ProbeScheduleTests {
    @Test func theFirstProbeDecidesAndLaterOnesOnlyInARow() {
        var schedule = ProbeSchedule(ProbeSettings())
        #expect(schedule.verdict == .starting)
        schedule.succeeded()
        #expect(schedule.verdict == .up)
        schedule.failed()
        schedule.failed()
        #expect(schedule.verdict == .up)
        schedule.succeeded()
        schedule.failed()
        schedule.failed()
        schedule.failed()
        #expect(schedule.verdict == .down)
        schedule.succeeded()
        #expect(schedule.verdict == .down)
        schedule.succeeded()
        #expect(schedule.verdict == .up)
    }

    @Test func failingProbesBackOffToAMinute() {
        var schedule = ProbeSchedule(ProbeSettings())
        let pauses = (0..<9).map { _ in
            schedule.failed()
            return schedule.pause(isLocal: true)
        }
        #expect(pauses == [5, 5, 10, 20, 40, 60, 60, 60, 60].map { .seconds($0) })
        schedule.succeeded()
        #expect(schedule.pause(isLocal: true) == .seconds(5))
        #expect(schedule.pause(isLocal: false) == .seconds(30))
    }
}
