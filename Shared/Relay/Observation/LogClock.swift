import Glibc
import NIOCore

/// Writes the time of day in RFC 3339, formatting the date only when the second changes.
struct LogClock {
    private var second = -1
    private var formatted = ByteBuffer()

    mutating func writeNow(after prefix: StaticString, to bytes: inout ByteBuffer) {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        if time.tv_sec != second {
            second = time.tv_sec
            formatted.clear()
            Self.format(second, to: &formatted)
        }
        bytes.writeStaticString(prefix)
        bytes.writeImmutableBuffer(formatted)
        bytes.writeStaticString(".")
        bytes.writeDecimal(time.tv_nsec / 1_000_000, digits: 3)
        bytes.writeStaticString("Z")
    }

    /// Days to a date in the proleptic Gregorian calendar, by 400-year eras that begin on 1 March.
    static func format(_ second: Int, to bytes: inout ByteBuffer) {
        let days = second / 86_400 + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        bytes.writeDecimal(year, digits: 4)
        bytes.writeStaticString("-")
        bytes.writeDecimal(month, digits: 2)
        bytes.writeStaticString("-")
        bytes.writeDecimal(day, digits: 2)
        bytes.writeStaticString("T")
        bytes.writeDecimal(second % 86_400 / 3600, digits: 2)
        bytes.writeStaticString(":")
        bytes.writeDecimal(second % 3600 / 60, digits: 2)
        bytes.writeStaticString(":")
        bytes.writeDecimal(second % 60, digits: 2)
    }
}

extension ByteBuffer {
    /// Milliseconds with three decimals.
    mutating func writeMilliseconds(_ amount: TimeAmount) {
        let microseconds = Int(max(0, amount.nanoseconds) / 1000)
        writeDecimal(microseconds / 1000)
        writeStaticString(".")
        writeDecimal(microseconds % 1000, digits: 3)
    }
}
