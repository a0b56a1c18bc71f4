/// The best chunks for a question.
package struct PassageSearch: Sendable {
    package struct Hit: Sendable, Equatable {
        package let id: Int64
        package let document: String
        /// Comparable within one search only.
        package let score: Float
    }

    /// Best first; chunks alike in score in the order in which they came.
    package let hits: [Hit]

    /// How many of the best are looked at for words side by side.
    private static let rescored = 200

    /// - Parameters:
    ///   - question: words; what stands in quotation marks must be there as it is written, but for endings.
    ///   - limit: no more hits than this.
    package init(
        _ question: String,
        in index: PassageIndex,
        filter: Filter,
        ranking: Ranking = Ranking(),
        limit: Int = 10
    ) {
        let query = Query(question, analyzers: index.slots.languages)
        var visible = index.slots.visible(to: filter)
        for phrase in query.phrases {
            guard let match = PhraseMatch(phrase, in: index) else {
                hits = []
                return
            }
            match.restrict(&visible)
        }
        let scores = Scores(of: query.words + query.compounds, index: index, ranking: ranking, visible: visible)
        var best = scores.best(max(limit, ranking.adjacency > 0 ? Self.rescored : 0))
        if ranking.adjacency > 0, let adjacency = Adjacency(query.words, in: index) {
            for place in best.indices {
                best[place].score += ranking.adjacency * adjacency.score(of: best[place].slot)
            }
            best.sort { ($0.score, $1.slot) > ($1.score, $0.slot) }
        }
        hits = best.prefix(limit).map { slot, score in
            Hit(id: index.slots.ids[slot], document: index.slots.document(of: slot), score: score)
        }
    }
}
