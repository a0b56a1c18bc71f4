import Foundation

/// Finds terms that share their letters with another: `allotransplant` for `transplant`, `microrna` for `mirna`.
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
    private static let mostNeighbours = 64
    /// What stands at a word's edges.
    private static let edge = UInt32(UInt8(ascii: "_"))

    /// Grams by number.
    private var numbers: [UInt32: UInt32] = [:]
    /// The terms of each gram.
    private var holders: [[UInt32]] = []
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
            }
            holders[Int(known)].append(number)
            grams.append(known)
        }
        starts.append(UInt32(grams.count))
    }

    /// The terms nearest to one, itself among them where it is known, nearest first.
    func neighbours(of term: String, _ scratch: inout Scratch) -> [Neighbour] {
        let own = Self.grams(term).compactMap { numbers[$0] }.sorted {
            (holders[Int($0)].count, $0) < (holders[Int($1)].count, $1)
        }
        let total = own.reduce(0) { $0 + scratch.weights[Int($1)] }
        var rest = total
        for gram in own { scratch.isAsked[Int(gram)] = true }
        for gram in own {
            // A term of the remaining grams only would be too far: it weighs no less than what it shares.
            if rest <= Self.least * Self.least * total { break }
            rest -= scratch.weights[Int(gram)]
            for other in holders[Int(gram)] where !scratch.isSeen[Int(other)] {
                scratch.isSeen[Int(other)] = true
                scratch.seen.append(other)
            }
        }
        var found: [Neighbour] = []
        for other in scratch.seen {
            scratch.isSeen[Int(other)] = false
            var (shared, weight): (Float, Float) = (0, 0)
            for place in Int(starts[Int(other)])..<Int(starts[Int(other) + 1]) {
                let gram = Int(grams[place])
                weight += scratch.weights[gram]
                if scratch.isAsked[gram] { shared += scratch.weights[gram] }
            }
            let likeness = shared / (total * weight).squareRoot()
            if likeness > Self.least { found.append(Neighbour(term: other, likeness: likeness)) }
        }
        scratch.seen.removeAll(keepingCapacity: true)
        for gram in own { scratch.isAsked[Int(gram)] = false }
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
        fileprivate var isAsked: [Bool]
        fileprivate var isSeen: [Bool]
        fileprivate var seen: [UInt32] = []

        init(_ resemblance: Resemblance) {
            let terms = Float(resemblance.starts.count - 2)
            weights = resemblance.holders.map { holders in
                let rarity = inverseDocumentFrequency(Float(holders.count), of: terms)
                return rarity * rarity
            }
            isAsked = Array(repeating: false, count: weights.count)
            isSeen = Array(repeating: false, count: resemblance.starts.count - 1)
        }
    }
}
