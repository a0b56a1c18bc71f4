import TextAnalysis

/// Decides by rules which sources support a sentence.
///
/// A cited source counts where, alone or with the others that are cited, it has at least 55 % of the sentence's terms and
/// no three in a row that it lacks, every number and every name, each beside some of the same words and numbers with what
/// they count; and where it doesn't deny what the sentence affirms, or says the opposite. A sentence that cites nothing, or
/// nothing that counts, is given the source that has 75 % of its terms, under the same conditions. Where the source is in
/// another language than the sentence, terms can't be compared: numbers, and half of the names, decide.
///
/// Words aren't meaning: who does what to whom isn't seen within a clause, and a paraphrase in other words counts as
/// unsupported.
struct SupportJudge: Sendable {
    private static let (citedShare, ownShare, partShare) = (0.55, 0.75, 0.2)
    /// Of which fewer can be everybody's.
    private static let leastTerms = 3
    /// Terms one after the other that no source has, from which something was added.
    private static let added = 3
    /// Of a sentence's terms in one of the source's, from which both speak of the same.
    private static let sameMatter = 0.6

    private struct Read: Sendable {
        let source: CitableSource
        let analyzer: Analyzer
        let words: StatedWords
        let sentences: [StatedWords]
    }

    private let sources: [Int: Read]

    init(sources: [CitableSource]) {
        var read: [Int: Read] = [:]
        for source in sources {
            let analyzer = Analyzer.guess(source.text)
            read[source.number] = Read(
                source: source,
                analyzer: analyzer,
                words: StatedWords(source.everything, analyzer: analyzer),
                sentences: SentenceSplitter.split(source.plainText).map { StatedWords($0, analyzer: analyzer) }
            )
        }
        self.sources = read
    }

    func isKnown(_ number: Int) -> Bool { sources[number] != nil }

    /// Numbers of the sources that support the sentence, ascending.
    ///
    /// - Parameter cited: what the sentence cites; what isn't known is passed over.
    func support(of sentence: String, citing cited: [Int]) -> [Int] {
        let cited = Set(cited).sorted().compactMap { sources[$0] }
        let language = Analyzer.guess(sentence)
        let own = Dictionary(
            uniqueKeysWithValues: Analyzer.allCases.map { ($0, StatedWords(sentence, isClaim: true, analyzer: $0)) }
        )
        let counted = own[language].map { supported($0, in: language, by: cited) } ?? []
        if !counted.isEmpty { return counted }
        let best = sources.values
            .compactMap { read in share(of: own[read.analyzer], in: read).map { (read.source.number, $0) } }
            .filter { $0.1 >= Self.ownShare }
            .max { ($0.1, -$0.0) < ($1.1, -$1.0) }
        return best.map { [$0.0] } ?? []
    }

    /// Whether a sentence states anything that a source could support.
    static func states(_ sentence: String) -> Bool {
        let words = StatedWords(sentence, analyzer: Analyzer.guess(sentence))
        return !words.terms.isEmpty || words.numbers.hasFigures
    }

    private func supported(_ own: StatedWords, in language: Analyzer, by cited: [Read]) -> [Int] {
        guard let first = cited.first else { return [] }
        let numbers = StatedNumbers(cited.map(\.words.numbers))
        let words = cited.reduce(into: Set<String>()) { $0.formUnion($1.words.words) }
        guard own.numbers.isStated(by: numbers) else { return [] }
        let unknown = own.names.subtracting(words)
        if cited.contains(where: { $0.analyzer != language }) {
            return unknown.count * 2 <= own.names.count ? cited.map(\.source.number) : []
        }
        guard unknown.isEmpty, !own.terms.isEmpty else { return [] }
        let terms = cited.reduce(into: Set<String>()) { $0.formUnion($1.words.terms) }
        guard Self.share(own.terms, in: terms) >= Self.citedShare, !adds(own, to: terms), !contradicts(own, cited),
            isBound(own, in: cited)
        else { return [] }
        let counted = cited.filter { Self.share(own.terms, in: $0.words.terms) >= Self.partShare }
        return (counted.isEmpty ? [first] : counted).map(\.source.number)
    }

    /// Of the terms, for a sentence that doesn't cite the source; nil where it can't stand on it.
    private func share(of own: StatedWords?, in read: Read) -> Double? {
        guard let own, own.terms.count >= Self.leastTerms, own.numbers.isStated(by: read.words.numbers),
            own.names.isSubset(of: read.words.words), !contradicts(own, [read]), isBound(own, in: [read])
        else { return nil }
        return Self.share(own.terms, in: read.words.terms)
    }

    /// Whether what speaks most of the same matter denies what the sentence affirms, or says the opposite; not both.
    private func contradicts(_ own: StatedWords, _ cited: [Read]) -> Bool {
        let alike = cited.flatMap(\.sentences).map { (share: Self.share(own.terms, in: $0.terms), words: $0) }
            .filter { $0.share >= Self.sameMatter }
        guard let most = alike.map(\.share).max() else { return false }
        return alike.filter { $0.share == most }.allSatisfy {
            ($0.words.denies != own.denies) != $0.words.opposites.oppose(own.opposites)
        }
    }

    private func adds(_ own: StatedWords, to terms: Set<String>) -> Bool {
        own.sequence.split(whereSeparator: terms.contains).contains { $0.count >= Self.added }
    }

    /// Whether numbers and names say of the same what the sources say with them.
    private func isBound(_ own: StatedWords, in cited: [Read]) -> Bool {
        let units = cited.reduce(into: Set<StatedClause.Unit>()) { $0.formUnion($1.words.units) }
        let isSwapped = own.units.subtracting(units).contains { unit in
            units.contains { $0.number == unit.number } && units.contains { $0.unit == unit.unit }
        }
        let clauses = cited.flatMap(\.words.clauses)
        return !isSwapped && own.clauses.allSatisfy { $0.isSaid(in: clauses) }
    }

    private static func share(_ terms: Set<String>, in others: Set<String>) -> Double {
        terms.isEmpty ? 0 : Double(terms.intersection(others).count) / Double(terms.count)
    }
}
