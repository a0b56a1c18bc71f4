/// How the parts of a score are weighed.
///
/// The defaults were chosen on SciFact (BEIR); `scripts/bench.sh retrieval` tells what such a choice reaches on questions
/// that had no say in it.
package struct Ranking: Sendable, Equatable, Hashable {
    /// A field of BM25F (Robertson, Zaragoza, Taylor 2004).
    package struct Field: Sendable, Equatable, Hashable {
        package var weight: Float
        /// `b`: 0 lets long fields have more words, 1 takes each word for its share of the field.
        package var normalization: Float

        package init(weight: Float, normalization: Float) {
            self.weight = weight
            self.normalization = normalization
        }
    }

    /// `k1`: how soon another occurrence tells nothing new.
    package var saturation: Float = 2
    package var title = Field(weight: 2, normalization: 0.5)
    package var heading = Field(weight: 1, normalization: 0.5)
    package var body = Field(weight: 1, normalization: 0.9)
    /// What words that resemble those of the query count, beside the words themselves; 0 leaves them out.
    package var resemblance: Float = 2
    /// What words count that stand side by side as they do in the query; 0 takes no heed of order.
    package var adjacency: Float = 0.8

    package init() {}
}
