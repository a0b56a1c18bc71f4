import Foundation
import Retrieval
import TextAnalysis

/// nDCG@10 and recall@100 of a question, or their means.
struct Quality {
    let gain: Double
    let recall: Double

    init(ranked: [String], judged: [String: Int]) {
        let found = Self.gain(ranked.prefix(10).map { judged[$0] ?? 0 })
        gain = found / Self.gain(judged.values.sorted(by: >).prefix(10))
        let relevant = judged.filter { $0.value > 0 }
        recall = Double(ranked.prefix(100).count { relevant[$0] != nil }) / Double(max(relevant.count, 1))
    }

    /// - Parameter parts: not none.
    init(meanOf parts: [Quality]) {
        gain = parts.reduce(0) { $0 + $1.gain } / Double(parts.count)
        recall = parts.reduce(0) { $0 + $1.recall } / Double(parts.count)
    }

    private static func gain(_ grades: some Sequence<Int>) -> Double {
        zip(1..., grades).reduce(0) { $0 + (pow(2, Double($1.1)) - 1) / log2(Double($1.0) + 1) }
    }
}

/// Prints what the defaults reach, what the best of the grid reaches in sample, and the mean over five folds whose
/// parameters were chosen on the other four.
func measureQuality(_ set: SciFact) {
    let index = index(of: set)
    let candidates = grid()
    var results: [Ranking: [Quality]] = [:]
    for ranking in candidates + [.plain, Ranking()] where results[ranking] == nil {
        results[ranking] = measured(ranking, set, index)
    }
    func mean(_ ranking: Ranking, where isIn: (Int) -> Bool = { _ in true }) -> Quality {
        Quality(meanOf: zip(0..., results[ranking, default: []]).filter { isIn($0.0) }.map(\.1))
    }
    func chosen(where isIn: (Int) -> Bool = { _ in true }) -> Ranking {
        let means = candidates.map { (ranking: $0, gain: mean($0, where: isIn).gain) }
        return means.max { $0.gain < $1.gain }?.ranking ?? Ranking()
    }
    let folds = (0..<5).map { fold in
        let ranking = chosen { $0 % 5 != fold }
        FileHandle.standardError.write(Data("fold \(fold): \(ranking)\n".utf8))
        return mean(ranking) { $0 % 5 == fold }
    }
    let rows = [
        ("bm25f", mean(.plain)), ("defaults", mean(Ranking())), ("in_sample", mean(chosen())),
        ("folds", Quality(meanOf: folds)),
    ]
    let fields = rows.map { "\"\($0.0)\": {\"ndcg_10\": \($0.1.gain), \"recall_100\": \($0.1.recall)}" }
    print("{\(fields.joined(separator: ", "))}")
}

private func measured(_ ranking: Ranking, _ set: SciFact, _ index: PassageIndex) -> [Quality] {
    set.questions.map { question in
        let search = PassageSearch(
            question.text,
            in: index,
            filter: Filter(collections: ["scifact"]),
            ranking: ranking,
            limit: 100
        )
        return Quality(ranked: search.hits.map(\.document), judged: set.judgements[question.id] ?? [:])
    }
}

private func index(of set: SciFact) -> PassageIndex {
    var index = PassageIndex()
    for (number, document) in zip(1..., set.documents) {
        index.add(
            Passage(
                id: Int64(number),
                document: document.id,
                collection: "scifact",
                analyzer: .english,
                title: document.title,
                body: document.text
            )
        )
    }
    return index
}

/// What the folds choose from.
private func grid() -> [Ranking] {
    var grid: [Ranking] = []
    for saturation: Float in [1.5, 2, 2.5] {
        for normalization: Float in [0.75, 0.9] {
            for title: Float in [1, 2, 3] {
                for resemblance: Float in [1, 2, 3] {
                    for adjacency: Float in [0, 0.8, 1.6] {
                        var ranking = Ranking()
                        ranking.saturation = saturation
                        ranking.body.normalization = normalization
                        ranking.title.weight = title
                        ranking.resemblance = resemblance
                        ranking.adjacency = adjacency
                        grid.append(ranking)
                    }
                }
            }
        }
    }
    return grid
}

extension Ranking {
    /// BM25F alone.
    fileprivate static var plain: Ranking {
        var ranking = Ranking()
        ranking.resemblance = 0
        ranking.adjacency = 0
        return ranking
    }
}
