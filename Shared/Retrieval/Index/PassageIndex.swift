import TextAnalysis

/// An inverted index in memory. What is added can be found, and what is removed can't, as soon as the call returns.
///
/// A value: a search that holds a copy goes on in what it saw while another is written.
package struct PassageIndex: Sendable {
    private(set) var slots = Slots()
    private(set) var vocabulary = Vocabulary()
    private(set) var resemblance = Resemblance()
    private(set) var postings: [PostingList] = [PostingList()]
    private(set) var sequences = TermSequences()
    private(set) var titleLengths = FieldLengths()
    private(set) var headingLengths = FieldLengths()
    private(set) var bodyLengths = FieldLengths()
    /// Slots whose chunks are gone but whose words are still there.
    package private(set) var removedCount = 0

    package init() {}

    /// How many chunks can be found.
    package var count: Int { slots.liveCount }

    /// Bytes of postings and term sequences.
    package var memory: Int { postings.reduce(sequences.memory) { $0 + $1.memory + MemoryLayout<PostingList>.stride } }

    /// Adds chunks; those of the same id are replaced.
    package mutating func add(_ passages: some Sequence<Passage>) {
        var readers: [Analyzer: TermReader] = [:]
        for passage in passages {
            add(passage, &readers[passage.analyzer, default: TermReader(passage.analyzer)])
        }
    }

    /// Adds a chunk; one of the same id is replaced.
    package mutating func add(_ passage: Passage) { add([passage]) }

    private mutating func add(_ passage: Passage, _ reader: inout TermReader) {
        add(passage, PassageTerms(passage, &reader))
    }

    /// Adds a chunk by its terms, whatever texts the passage has; one of the same id is replaced.
    package mutating func add(_ passage: Passage, _ terms: PassageTerms) {
        if let old = slots.slot(of: passage.id) { remove(slot: old) }
        var numbers: [UInt32] = []
        for run in terms.runs {
            for term in run { numbers.append(number(of: String(term))) }
            numbers.append(Vocabulary.end)
        }
        slots.append(passage)
        append(numbers)
    }

    package func contains(id: Int64) -> Bool { slots.slot(of: id) != nil }

    package func ids(ofDocument document: String) -> [Int64] {
        slots.slots(ofDocument: document).map { slots.ids[$0] }
    }

    /// Has a chunk not be found any more. Its words leave memory with `purge`.
    package mutating func remove(id: Int64) {
        if let slot = slots.slot(of: id) { remove(slot: slot) }
    }

    /// Has all chunks of a document not be found any more.
    package mutating func remove(document: String) {
        for slot in slots.slots(ofDocument: document) { remove(slot: slot) }
    }

    /// Writes the index anew without what was removed: nothing of it stays in memory, no term either.
    package mutating func purge() {
        guard removedCount > 0 else { return }
        _ = Compaction().finish(&self)
    }

    /// Takes over a chunk of another index.
    ///
    /// - Parameter numbers: for each of its terms the one here, or `Vocabulary.end` where that isn't known yet.
    mutating func append(slot: Int, of other: PassageIndex, _ numbers: inout [UInt32]) {
        let terms = other.sequences.terms(of: slot).map { term in
            if term != Vocabulary.end, numbers[Int(term)] == Vocabulary.end {
                numbers[Int(term)] = number(of: other.vocabulary.terms[Int(term)])
            }
            return numbers[Int(term)]
        }
        if let old = slots.slot(of: other.slots.ids[slot]) { remove(slot: old) }
        slots.append(slot: slot, of: other.slots)
        append(terms)
    }

    mutating func removeAll(where isGone: (Int64) -> Bool) {
        for slot in 0..<slots.count where slots.isLive[slot] && isGone(slots.ids[slot]) { remove(slot: slot) }
    }

    private mutating func remove(slot: Int) {
        slots.remove(slot)
        titleLengths.remove(slot)
        headingLengths.remove(slot)
        bodyLengths.remove(slot)
        removedCount += 1
    }

    private mutating func number(of term: String) -> UInt32 {
        let (number, isNew) = vocabulary.insert(term)
        if isNew {
            postings.append(PostingList())
            resemblance.insert(term, number: number)
        }
        return number
    }

    /// Takes in the terms of the slot that was added last.
    private mutating func append(_ terms: [UInt32]) {
        let slot = UInt32(slots.count - 1)
        // Each term with its field in the lowest bits, so that those of one term come together.
        var occurrences: [UInt32] = []
        occurrences.reserveCapacity(terms.count)
        var lengths: SIMD3<Int> = .zero
        var run = 0
        for term in terms {
            if term == Vocabulary.end {
                run += 1
            } else {
                lengths[run / 2] += 1
                occurrences.append(term << 2 | UInt32(run / 2))
            }
        }
        occurrences.sort()
        var start = 0
        while start < occurrences.count {
            let term = occurrences[start] >> 2
            var counts: SIMD3<Int> = .zero
            while start < occurrences.count, occurrences[start] >> 2 == term {
                counts[Int(occurrences[start] & 3)] += 1
                start += 1
            }
            let bytes = SIMD3<UInt8>(clamping: counts)
            postings[Int(term)].append(slot: slot, title: bytes[0], heading: bytes[1], body: bytes[2])
        }
        sequences.append(terms)
        titleLengths.append(lengths[0])
        headingLengths.append(lengths[1])
        bodyLengths.append(lengths[2])
    }
}
