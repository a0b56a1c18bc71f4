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

    /// - Parameter number: one more than the last.
    mutating func insert(_ term: String, number: UInt32) {
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
        let own = Self.grams(term).compactMap { numbers[$0] }
        var total: Float = 0
        for gram in own {
            total += scratch.weights[Int(gram)]
            scratch.share(scratch.weights[Int(gram)], with: holders[Int(gram)])
        }
        var found: [Neighbour] = []
        let bound = Self.least * Self.least * total
        for (other, shared) in scratch.takeShared(over: bound) {
            let weight = (starts[Int(other)]..<starts[Int(other) + 1]).reduce(0) {
                $0 + scratch.weights[Int(grams[Int($1)])]
            }
            let likeness = shared / (total * weight).squareRoot()
            if likeness > Self.least { found.append(Neighbour(term: other, likeness: likeness)) }
        }
        found.sort { ($0.likeness, $1.term) > ($1.likeness, $0.term) }
        return Array(found.prefix(Self.mostNeighbours))
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
        /// Of each gram: the square of its inverse document frequency, terms taken for documents.
        fileprivate let weights: [Float]
        /// Of each term: the weight of what it shares with the one that is asked for.
        fileprivate var shared: [Float]
        /// The terms that share something.
        fileprivate var seen: [UInt32] = []

        init(_ resemblance: Resemblance) {
            let terms = Float(resemblance.starts.count - 2)
            weights = resemblance.counts.map { count in
                let rarity = inverseDocumentFrequency(count, of: terms)
                return rarity * rarity
            }
            shared = Array(repeating: 0, count: resemblance.starts.count - 1)
        }

        /// Adds the weight of a gram to all terms that have it.
        fileprivate mutating func share(_ weight: Float, with holders: [UInt32]) {
            let holders = holders.span
            var (shared, seen) = ([Float](), [UInt32]())
            swap(&shared, &self.shared)
            swap(&seen, &self.seen)
            defer {
                self.shared = shared
                self.seen = seen
            }
            var sums = shared.mutableSpan
            for place in holders.indices {
                let other = Int(holders[place])
                if sums[other] == 0 { seen.append(holders[place]) }
                sums[other] += weight
            }
        }

        /// The terms that share more than so much, and forgets what all share.
        ///
        /// A term weighs no less than what it shares, so the cosine can't reach the least where that is little.
        fileprivate mutating func takeShared(over bound: Float) -> [(term: UInt32, shared: Float)] {
            var found: [(term: UInt32, shared: Float)] = []
            let seen = seen
            var sums = shared.mutableSpan
            for term in seen {
                let shared = sums[Int(term)]
                sums[Int(term)] = 0
                if shared > bound { found.append((term, shared)) }
            }
            self.seen.removeAll(keepingCapacity: true)
            return found
        }
    }
}
