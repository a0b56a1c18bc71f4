/// A name laid over a part of a text.
struct Alignment {
    let row: Int
    /// In letters of the reading.
    let letters: Range<Int>
    /// How much likelier the text is with the name than without, as a logarithm; the name's own prior not counted.
    var gain: Float
    let likeness: Likeness
    /// Whether words that tell the name from others are left out.
    let isPartial: Bool
    /// Whether all that it covers are words that are written without a place in mind as well.
    let isOrdinary: Bool
}

/// Lays the words of names over a reading.
struct Aligner {
    let index: NameIndex
    let reading: Reading
    let scratch: Scratch

    private static let mostAnchors = 6
    private static let longestGap = 3
    private static let costOfSwap: Float = 1.5
    private static let costOfPart: Float = 1

    /// Each way in which a name can stand in the text: its rarest word, wherever it was found, and the others around it.
    func alignments(of row: Int, _ take: (Alignment) -> Void) {
        let words = index.words(of: row)
        var anchor: Int?
        for position in words.indices where scratch.firstAtom[Int(words[position])] >= 0 {
            if anchor.map({ index.weights[Int(words[position])] > index.weights[Int(words[$0])] }) ?? true {
                anchor = position
            }
        }
        guard let anchor else { return }
        var atom = scratch.firstAtom[Int(words[anchor])]
        var anchors = 0
        while atom >= 0, anchors < Self.mostAnchors {
            take(alignment(of: row, words, anchor: anchor, at: reading.atoms[Int(atom)]))
            atom = reading.atoms[Int(atom)].next
            anchors += 1
        }
    }

    private func alignment(
        of row: Int,
        _ words: ArraySlice<UInt32>,
        anchor: Int,
        at atom: Reading.Atom
    ) -> Alignment {
        var laid = Laid(atom)
        for position in words.indices where position > anchor { lay(words[position], after: true, over: &laid) }
        for position in words.indices.reversed() where position < anchor {
            lay(words[position], after: false, over: &laid)
        }
        return Alignment(
            row: row,
            letters: laid.span,
            gain: laid.gain,
            likeness: laid.likeness,
            isPartial: laid.isPartial,
            isOrdinary: isOrdinary(laid.span)
        )
    }

    /// What of a name is laid so far.
    private struct Laid {
        var span: Range<Int>
        /// Where the next word is looked for, behind and before.
        var end: Int
        var begin: Int
        var gain: Float
        var likeness: Likeness
        var isPartial = false
        /// Letters that are taken, as few names have more than a few words.
        var taken: [Range<Int>]

        init(_ atom: Reading.Atom) {
            span = atom.letters
            end = atom.letters.upperBound
            begin = atom.letters.lowerBound
            gain = atom.ordinaryCost - atom.cost
            likeness = atom.likeness
            taken = [atom.letters]
        }

        mutating func take(_ letters: Range<Int>, gain: Float, _ likeness: Likeness) {
            span = min(span.lowerBound, letters.lowerBound)..<max(span.upperBound, letters.upperBound)
            self.gain += gain
            self.likeness = max(self.likeness, likeness)
            taken.append(letters)
        }
    }

    /// Lays a word where it costs least, or leaves it out.
    private func lay(_ word: UInt32, after: Bool, over laid: inout Laid) {
        var best: (letters: Range<Int>, gain: Float, likeness: Likeness, isSwapped: Bool)?
        var number = scratch.firstAtom[Int(word)]
        while number >= 0 {
            let atom = reading.atoms[Int(number)]
            number = atom.next
            guard !laid.taken.contains(where: { $0.overlaps(atom.letters) }) else { continue }
            let isInOrder = after ? atom.letters.lowerBound >= laid.end : atom.letters.upperBound <= laid.begin
            let gap =
                if isInOrder {
                    after ? laid.end..<atom.letters.lowerBound : atom.letters.upperBound..<laid.begin
                } else if atom.letters.upperBound <= laid.span.lowerBound {
                    atom.letters.upperBound..<laid.span.lowerBound
                } else if atom.letters.lowerBound >= laid.span.upperBound {
                    laid.span.upperBound..<atom.letters.lowerBound
                } else {
                    0..<0
                }
            guard let cost = costOfGap(gap, in: laid) else { continue }
            let gain = atom.ordinaryCost - atom.cost - cost - (isInOrder ? 0 : Self.costOfSwap)
            if best.map({ gain > $0.gain }) ?? true { best = (atom.letters, gain, atom.likeness, !isInOrder) }
        }
        if best == nil, let (letters, cost) = shortened(word, after: after, laid) {
            let ordinary = reading.costs[reading.wordOfLetter[letters.lowerBound]]
            best = (letters, ordinary - cost, Likeness.abbreviated, false)
        }
        let omission = index.omissions[Int(word)]
        if let best, best.gain > -omission {
            laid.take(best.letters, gain: best.gain, best.likeness)
            if best.isSwapped { return }
            if after { laid.end = best.letters.upperBound } else { laid.begin = best.letters.lowerBound }
        } else {
            laid.gain -= omission
            guard omission > 1 else { return }
            // A name that is whole goes before one that is nearly so.
            if !laid.isPartial { laid.gain -= Self.costOfPart }
            laid.isPartial = true
        }
    }

    /// What it costs that words stand inside a name that aren't of it; nil where they are too many.
    private func costOfGap(_ gap: Range<Int>, in laid: Laid) -> Float? {
        guard !gap.isEmpty else { return 0 }
        let words = reading.wordOfLetter[gap.lowerBound]...reading.wordOfLetter[gap.upperBound - 1]
        guard words.count <= Self.longestGap else { return nil }
        var cost: Float = 0
        for word in words where !laid.taken.contains(where: { $0.contains(reading.starts[word]) }) {
            cost += reading.roles[word] == .function ? 0.5 : 2.5
            if reading.words[word].opening == .sentence { cost += 4 }
        }
        return cost
    }

    /// Reads the next word as a beginning of this one («f. varela», «flor varela») or as its contraction («gzlez»).
    private func shortened(_ word: UInt32, after: Bool, _ laid: Laid) -> (Range<Int>, Float)? {
        let letter = after ? laid.end : laid.begin - 1
        guard letter >= 0, letter < reading.wordOfLetter.count else { return nil }
        let index = reading.wordOfLetter[letter]
        let letters = reading.starts[index]..<reading.starts[index + 1]
        guard letter == (after ? letters.lowerBound : letters.upperBound - 1),
            !laid.taken.contains(where: { $0.overlaps(letters) })
        else {
            return nil
        }
        let short = reading.words[index].bytes
        let long = self.index.lexicon.words[Int(word)]
        guard short.count < long.count, short.first == long.first else { return nil }
        if short.count == 1 { return (letters, 1.2) }
        guard reading.roles[index] != .function else { return nil }
        if long.starts(with: short) { return (letters, 1.4 + 0.1 * Float(long.count - short.count)) }
        guard short.count > 2, short.last == long.last else { return nil }
        var rest = short[...]
        for letter in long where letter == rest.first { rest.removeFirst() }
        return rest.isEmpty ? (letters, 2 + 0.1 * Float(long.count - short.count)) : nil
    }

    private func isOrdinary(_ letters: Range<Int>) -> Bool {
        let words = reading.wordOfLetter[letters.lowerBound]...reading.wordOfLetter[letters.upperBound - 1]
        return words.allSatisfy { reading.roles[$0] != .unknown }
    }
}
