import Foundation
import Gazetteer

/// Answers a file of questions from a file of names, and prints how long that took: scripts/lib/municipio_bench.py.
///
/// `gazetteer-bench <names> <questions> <answers>`: a name a line (place, kind, name; tabs between), a question a line,
/// an answer a line (decision, then place and score of the best three).
@main
struct Main {
    static func main() throws {
        guard CommandLine.arguments.count == 4 else {
            print("uso: gazetteer-bench <nombres> <preguntas> <respuestas>")
            exit(2)
        }
        let clock = ContinuousClock()
        let begun = clock.now
        let gazetteer = Gazetteer(try names(in: CommandLine.arguments[1]))
        let loaded = clock.now - begun
        let memory = residentMegabytes()

        let questions = try String(contentsOfFile: CommandLine.arguments[2], encoding: .utf8).split(separator: "\n")
        var answers = ""
        var times: [Double] = []
        for question in questions {
            let begun = clock.now
            let search = PlaceSearch(String(question), in: gazetteer)
            times.append((clock.now - begun).milliseconds)
            answers += search.decision.rawValue
            for item in search.items.prefix(3) { answers += "\t\(item.place)\t\(item.score)" }
            answers += "\n"
        }
        try answers.write(toFile: CommandLine.arguments[3], atomically: true, encoding: .utf8)
        times.sort()
        let total = times.reduce(0, +)
        print(
            """
            {"load_s": \(loaded.milliseconds / 1_000), "resident_mb": \(memory), "p50_ms": \(times[times.count / 2]), \
            "p99_ms": \(times[times.count * 99 / 100]), "per_second": \(Double(times.count) / total * 1_000)}
            """
        )
    }

    private static func names(in path: String) throws -> [PlaceName] {
        let kinds: [String: PlaceName.Kind] = [
            "municipality": .municipality, "cabecera": .cabecera, "alias": .alias, "locality": .locality,
            "region": .region, "outside": .outside, "outside_region": .outsideRegion,
        ]
        // By bytes: characters would take longer to tell apart than the look-up takes to build.
        return try String(contentsOfFile: path, encoding: .utf8).utf8.split(separator: UInt8(ascii: "\n")).compactMap {
            line in
            let fields = line.split(separator: UInt8(ascii: "\t"), maxSplits: 2).map { String(Substring($0)) }
            guard fields.count == 3, let place = Int(fields[0]), let kind = kinds[fields[1]] else { return nil }
            return PlaceName(fields[2], place: place, kind: kind)
        }
    }

    private static func residentMegabytes() -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1_024
    }
}

extension Duration {
    fileprivate var milliseconds: Double {
        Double(components.seconds) * 1_000 + Double(components.attoseconds) / 1e15
    }
}
