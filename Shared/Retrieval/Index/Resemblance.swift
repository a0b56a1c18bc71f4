import Foundation

/// Finds terms that share their letters with another: `xenotransplant` for `transplant`, `microrna` for `mirna`.
///
/// Terms are sets of three letters in a row (grams), and as near as the cosine of those sets, each gram weighed by how
/// rare it is among terms.
struct Resemblance: Sendable {
    struct Neighbour {
        let term: UInt32
        /// 1 for the same letters.
        let likeness: Float
    }

    /// Below it, letters are shared by chance.
    private static let least: Float = 0.3
    private static let mostNeighbours = 32
    /// What stands at a word's edges.
    private static let edge = UInt32(UInt8(ascii: "_"))

    /// Grams by number.
    private var numbers: [UInt32: UInt32] = [:]
    /// The terms of each gram.
    private var holders: [[UInt32]] = []
    /// How many those are, in one piece: each search reads all of them.
    private var counts: [Float] = []
    /// The grams of each term, in one piece.
    private var grams: [UInt32] = []
    private var starts: [UInt32] = [0, 0]
    private var cache = NeighbourCache()

    /// - Parameter number: one more than the last.
    mutating func insert(_ term: String, number: UInt32) {
        // Another term makes others' letters more common; and a copy goes on without it.
        if cache.isUsed || !isKnownUniquelyReferenced(&cache) { cache = NeighbourCache() }
        for gram in Self.grams(term) {
            let known = numbers[gram] ?? UInt32(holders.count)
            if Int(known) == holders.count {
                numbers[gram] = known
                holders.append([])
                counts.append(0)
            }
            holders[Int(known)].append(number)
            counts[Int(known)] += 1
            grams.append(known)
        }
        starts.append(UInt32(grams.count))
    }

    /// The terms nearest to one, itself among them where it is known, nearest first.
    func neighbours(of term: String, _ scratch: inout Scratch) -> [Neighbour] {
        if let known = cache.neighbours(of: term) { return known }
        let weights = scratch.weights
        // Rare ones first.
        let own = Self.grams(term).compactMap { numbers[$0] }.sorted { counts[Int($0)] < counts[Int($1)] }
        let total = own.reduce(0) { $0 + weights.ofGrams[Int($1)] }
        // A term weighs no less than what it shares, so the cosine can't reach the least where that is little.
        let bound = Self.least * Self.least * total
        var left = total
        for gram in own {
            let weight = weights.ofGrams[Int(gram)]
            // What shares nothing so far can't share enough any more, but for what rounding adds.
            scratch.share(weight, with: holders[Int(gram)], takesNew: left * 1.0001 >= bound)
            left -= weight
        }
        var found: [Neighbour] = []
        for (other, shared) in scratch.takeShared(over: bound) {
            let likeness = shared / (total * weights.ofTerms[Int(other)]).squareRoot()
            if likeness > Self.least { found.append(Neighbour(term: other, likeness: likeness)) }
        }
        found.sort { ($0.likeness, $1.term) > ($1.likeness, $0.term) }
        let neighbours = Array(found.prefix(Self.mostNeighbours))
        cache.keep(neighbours, of: term)
        return neighbours
    }

    fileprivate var weights: NeighbourCache.Weights {
        cache.weights {
            let all = Float(starts.count - 2)
            let ofGrams = counts.map { count in
                let rarity = inverseDocumentFrequency(count, of: all)
                return rarity * rarity
            }
            let grams = grams.span
            let ofTerms = (0..<starts.count - 1).map { term in
                var weight: Float = 0
                for place in Int(starts[term])..<Int(starts[term + 1]) { weight += ofGrams[Int(grams[place])] }
                return weight
            }
            return NeighbourCache.Weights(ofGrams: ofGrams, ofTerms: ofTerms)
        }
    }

    /// Distinct, three bytes each.
    private static func grams(_ term: String) -> [UInt32] {
        var grams: [UInt32] = []
        var gram = edge
        var length = 1
        for byte in Array(term.utf8) + [UInt8(ascii: "_")] {
            gram = (gram << 8 | UInt32(byte)) & 0xFF_FFFF
            length += 1
            if length >= 3, !grams.contains(gram) { grams.append(gram) }
        }
        return grams
    }
}

extension Resemblance {
    /// Working memory of one search.
    struct Scratch {
        fileprivate let weights: NeighbourCache.Weights
        /// Of each term: the weight of what it shares with the one that is asked for.
        private var shared: [Float]
        /// The terms that share something.
        private var seen: [UInt32] = []

        init(_ resemblance: Resemblance) {
            weights = resemblance.weights
            shared = Array(repeating: 0, count: weights.ofTerms.count)
        }

        /// Adds the weight of a gram to the terms that have it.
        ///
        /// - Parameter takesNew: not to those only that share something already.
        fileprivate mutating func share(_ weight: Float, with holders: [UInt32], takesNew: Bool) {
            let holders = holders.span
            var new: [UInt32] = []
            var sums = shared.mutableSpan
            for place in holders.indices {
                let other = Int(holders[place])
                if sums[other] == 0 {
                    if !takesNew { continue }
                    new.append(holders[place])
                }
                sums[other] += weight
            }
            seen += new
        }

        /// The terms that share more than so much. Forgets what all share.
        fileprivate mutating func takeShared(over bound: Float) -> [(term: UInt32, shared: Float)] {
            var found: [(term: UInt32, shared: Float)] = []
            var terms: [UInt32] = []
            swap(&terms, &seen)
            var sums = shared.mutableSpan
            for term in terms {
                let shared = sums[Int(term)]
                sums[Int(term)] = 0
                if shared > bound { found.append((term, shared)) }
            }
            return found
        }
    }
}
