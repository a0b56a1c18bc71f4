import Foundation
import Retrieval
import TextAnalysis

/// nDCG@10 and recall@100 of one question.
struct Quality {
    var gain: Double
    var recall: Double

    init(ranked: [String], judged: [String: Int]) {
        let found = Self.gain(ranked.prefix(10).map { judged[$0] ?? 0 })
        gain = found / Self.gain(judged.values.sorted(by: >).prefix(10))
        let relevant = judged.filter { $0.value > 0 }
        recall = Double(ranked.prefix(100).count { relevant[$0] != nil }) / Double(max(relevant.count, 1))
    }

    private static func gain(_ grades: some Sequence<Int>) -> Double {
        zip(1..., grades).reduce(0) { $0 + (pow(2, Double($1.1)) - 1) / log2(Double($1.0) + 1) }
    }
}

/// Prints what the defaults reach, what the best of the grid reaches in sample, and the mean over five folds whose
/// parameters were chosen on the other four.
func measureQuality(_ set: SciFact) throws {
    let index = index(of: set)
    var results: [Ranking: [Quality]] = [:]
    for ranking in grid() + [.plain, Ranking()] where results[ranking] == nil {
        results[ranking] = measured(ranking, set, index)
    }
    let candidates = grid()
    func mean(_ ranking: Ranking, where isIn: (Int) -> Bool, of value: (Quality) -> Double) -> Double {
        let values = zip(0..., results[ranking, default: []]).filter { isIn($0.0) }.map { value($0.1) }
        return values.reduce(0, +) / Double(max(values.count, 1))
    }
    func chosen(where isIn: (Int) -> Bool) -> Ranking {
        candidates.max { mean($0, where: isIn, of: \.gain) < mean($1, where: isIn, of: \.gain) } ?? Ranking()
    }
    let folds = 5
    var (gain, recall) = (0.0, 0.0)
    for fold in 0..<folds {
        let ranking = chosen { $0 % folds != fold }
        FileHandle.standardError.write(Data("fold \(fold): \(ranking)\n".utf8))
        gain += mean(ranking, where: { $0 % folds == fold }, of: \.gain) / Double(folds)
        recall += mean(ranking, where: { $0 % folds == fold }, of: \.recall) / Double(folds)
    }
    let best = chosen { _ in true }
    FileHandle.standardError.write(Data("in sample: \(best)\n".utf8))
    let rows: [(String, Double, Double)] = [
        ("bm25f", mean(.plain, where: { _ in true }, of: \.gain), mean(.plain, where: { _ in true }, of: \.recall)),
        (
            "defaults", mean(Ranking(), where: { _ in true }, of: \.gain),
            mean(Ranking(), where: { _ in true }, of: \.recall)
        ),
        ("in_sample", mean(best, where: { _ in true }, of: \.gain), mean(best, where: { _ in true }, of: \.recall)),
        ("folds", gain, recall),
    ]
    let fields = rows.map { "\"\($0.0)\": {\"ndcg_10\": \($0.1), \"recall_100\": \($0.2)}" }
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
            for title: Float in [1, 2] {
                for resemblance: Float in [0.5, 1, 2] {
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
