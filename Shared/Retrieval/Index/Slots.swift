import Foundation
import TextAnalysis

/// What is known of each chunk but its words, by slot: the place it was given when it came.
struct Slots: Sendable {
    private(set) var ids: [Int64] = []
    private(set) var isLive: [Bool] = []
    private var slotOfID: [Int64: UInt32] = [:]
    private var slotsOfDocument: [UInt32: [UInt32]] = [:]
    private var documents: [UInt32] = []
    private var collections: [UInt32] = []
    private var owners: [UInt32] = []
    private var kinds: [UInt32] = []
    /// Seconds since 2001; not a number where there is no date.
    private var dates: [Double] = []
    private var analyzers: [Analyzer] = []
    private var countOfLanguage: [Analyzer: Int] = [:]
    private var names = Names()

    var count: Int { ids.count }
    var liveCount: Int { slotOfID.count }

    /// Those of the chunks that are live.
    var languages: [Analyzer] { Analyzer.allCases.filter { countOfLanguage[$0, default: 0] > 0 } }

    func document(of slot: Int) -> String { names.texts[Int(documents[slot])] }
    func slot(of id: Int64) -> Int? { slotOfID[id].map(Int.init) }
    func slots(ofDocument document: String) -> [Int] {
        names.number(of: document).flatMap { slotsOfDocument[$0] }?.map(Int.init) ?? []
    }

    mutating func append(_ passage: Passage) {
        let slot = UInt32(ids.count)
        let document = names.insert(passage.document)
        ids.append(passage.id)
        isLive.append(true)
        slotOfID[passage.id] = slot
        slotsOfDocument[document, default: []].append(slot)
        documents.append(document)
        collections.append(names.insert(passage.collection))
        owners.append(names.insert(passage.owner))
        kinds.append(names.insert(passage.kind))
        dates.append(passage.date?.timeIntervalSinceReferenceDate ?? .nan)
        analyzers.append(passage.analyzer)
        countOfLanguage[passage.analyzer, default: 0] += 1
    }

    mutating func remove(_ slot: Int) {
        guard isLive[slot] else { return }
        isLive[slot] = false
        countOfLanguage[analyzers[slot], default: 0] -= 1
        slotOfID[ids[slot]] = nil
        slotsOfDocument[documents[slot]]?.removeAll { $0 == UInt32(slot) }
    }

    /// A slot of another table, with everything but its words.
    mutating func append(slot: Int, of other: Slots) {
        append(
            Passage(
                id: other.ids[slot],
                document: other.document(of: slot),
                collection: other.names.texts[Int(other.collections[slot])],
                owner: other.names.texts[Int(other.owners[slot])],
                kind: other.names.texts[Int(other.kinds[slot])],
                date: other.dates[slot].isNaN ? nil : Date(timeIntervalSinceReferenceDate: other.dates[slot]),
                analyzer: other.analyzers[slot],
                body: ""
            )
        )
    }

    /// For each slot, whether a search may see it.
    func visible(to filter: Filter) -> [Bool] {
        let collections = names.numbers(of: filter.collections)
        let owners = filter.owners.map(names.numbers(of:))
        let kinds = filter.kinds.map(names.numbers(of:))
        let documents = filter.documents.map(names.numbers(of:))
        let dates = filter.dates.map {
            $0.lowerBound.timeIntervalSinceReferenceDate..<$0.upperBound.timeIntervalSinceReferenceDate
        }
        return ids.indices.map { slot in
            isLive[slot] && collections.contains(self.collections[slot])
                && owners?.contains(self.owners[slot]) ?? true && kinds?.contains(self.kinds[slot]) ?? true
                && dates?.contains(self.dates[slot]) ?? true && documents?.contains(self.documents[slot]) ?? true
        }
    }
}

/// Texts that many chunks share, by number.
private struct Names: Sendable {
    private(set) var texts: [String] = []
    private var numbers: [String: UInt32] = [:]

    func number(of text: String) -> UInt32? { numbers[text] }

    func numbers(of texts: Set<String>) -> NumberSet {
        NumberSet(texts.compactMap { numbers[$0] }, below: self.texts.count)
    }

    mutating func insert(_ text: String) -> UInt32 {
        if let known = numbers[text] { return known }
        let number = UInt32(texts.count)
        numbers[text] = number
        texts.append(text)
        return number
    }
}

/// Membership without hashing: it is asked once a chunk and search.
private struct NumberSet {
    private var members: [Bool]

    init(_ numbers: [UInt32], below end: Int) {
        members = Array(repeating: false, count: end)
        for number in numbers { members[Int(number)] = true }
    }

    func contains(_ number: UInt32) -> Bool { members[Int(number)] }
}
