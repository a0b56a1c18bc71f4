import Foundation
import Retrieval
import TextAnalysis

/// Prints how long it takes to index so many chunks and to search them, and the memory they take.
func measureScale(_ set: SciFact, chunks: Int) {
    let clock = ContinuousClock()
    let before = residentMegabytes()
    // Six sentences of two abstracts each, so that no two chunks are alike and words keep their frequencies.
    let sentences = set.documents.map { document in
        document.text.split(separator: ". ").map { "\($0). " }
    }
    var dice = SplitMix(state: 8)
    var index = PassageIndex()
    var indexing = Duration.zero
    var batch: [Passage] = []
    for number in 0..<chunks {
        let first = Int(dice.next() % UInt64(sentences.count))
        let second = Int(dice.next() % UInt64(sentences.count))
        var body = ""
        for source in [first, second] {
            for _ in 0..<3 where !sentences[source].isEmpty {
                body += sentences[source][Int(dice.next() % UInt64(sentences[source].count))]
            }
        }
        batch.append(
            Passage(
                id: Int64(number + 1),
                document: "\(number / 20)",
                collection: "c\(number % 4)",
                analyzer: .english,
                title: set.documents[first].title,
                body: body
            )
        )
        if batch.count == 1_000 || number + 1 == chunks {
            let begun = clock.now
            index.add(batch)
            indexing += clock.now - begun
            batch.removeAll(keepingCapacity: true)
        }
    }
    let memory = residentMegabytes() - before
    let all = Filter(collections: ["c0", "c1", "c2", "c3"])
    let open = Times(set, index, all)
    let filtered = Times(set, index, Filter(collections: ["c1"]))
    var begun = clock.now
    index.add(Passage(id: 0, document: "new", collection: "c0", analyzer: .english, body: "zyxwvut"))
    let added = clock.now - begun
    precondition(PassageSearch("zyxwvut", in: index, filter: all).hits.first?.id == 0, "what was added is found")
    index.remove(id: 0)
    begun = clock.now
    index.purge()
    let purged = clock.now - begun
    print(
        """
        {"chunks": \(chunks), "index_s": \(indexing.milliseconds / 1_000), "resident_mb": \(memory), \
        "postings_mb": \(Double(index.memory) / 1_048_576), "p50_ms": \(open.clock.p50), "p99_ms": \(open.clock.p99), \
        "processor_p50_ms": \(open.processor.p50), "processor_p99_ms": \(open.processor.p99), \
        "filtered_p50_ms": \(filtered.clock.p50), "filtered_p99_ms": \(filtered.clock.p99), \
        "add_ms": \(added.milliseconds), \
        "purge_ms": \(purged.milliseconds)}
        """
    )
}

/// Of one search, in milliseconds: on the clock, and of the processor, which other work on the machine doesn't lengthen.
private struct Times {
    let clock: (p50: Double, p99: Double)
    let processor: (p50: Double, p99: Double)

    init(_ set: SciFact, _ index: PassageIndex, _ filter: Filter) {
        let clock = ContinuousClock()
        var elapsed: [Double] = []
        var used: [Double] = []
        // Twice each; the first 50 warm caches up and don't count.
        for (turn, question) in (set.questions.prefix(50) + set.questions + set.questions).enumerated() {
            let (begun, before) = (clock.now, Self.processorMilliseconds())
            let search = PassageSearch(question.text, in: index, filter: filter)
            guard turn >= 50, !search.hits.isEmpty else { continue }
            used.append(Self.processorMilliseconds() - before)
            elapsed.append((clock.now - begun).milliseconds)
        }
        self.clock = Self.percentiles(elapsed)
        processor = Self.percentiles(used)
    }

    private static func percentiles(_ times: [Double]) -> (p50: Double, p99: Double) {
        let sorted = times.sorted()
        return (sorted[sorted.count / 2], sorted[sorted.count * 99 / 100])
    }

    private static func processorMilliseconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1e6
    }
}

private func residentMegabytes() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1_024
}

/// Steele, Lea and Flood's generator: the same corpus on every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}

extension Duration {
    fileprivate var milliseconds: Double {
        Double(components.seconds) * 1_000 + Double(components.attoseconds) / 1e15
    }
}
