extension Lexicon {
    /// Where the words end that stand in a joined word from a place on: «lamadrid» from 0 ends at 2 («la»).
    func forEachEnd(in joined: [UInt8], from start: Int, _ body: (Int) -> Void) {
        var found = 0..<forms.count
        for index in start..<joined.count {
            let depth = index - start
            let letter = Int(joined[index])
            let low = first(in: found) { letterOfForm($0, at: depth) >= letter }
            let high = first(in: low..<found.upperBound) { letterOfForm($0, at: depth) > letter }
            found = low..<high
            if found.isEmpty { return }
            // Of what begins so, what ends here stands first.
            var form = low
            while form < high, forms.range(form).count == depth + 1 {
                if !isAbbreviation[form] {
                    body(index + 1)
                    break
                }
                form += 1
            }
        }
    }

    /// Less than any letter where the form has ended.
    private func letterOfForm(_ form: Int, at depth: Int) -> Int {
        let range = forms.range(form)
        return depth < range.count ? Int(forms.bytes[range.lowerBound + depth]) : -1
    }

    private func first(in range: Range<Int>, _ isReached: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if isReached(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
