/// Which way most lines of a page run. They are put together upright, whichever way the page lies.
enum TextTurn: Int {
    /// By how many quarters.
    case none, clockwise, over, counterclockwise

    /// By where each word of a line stands from the one before.
    init(of lines: some Sequence<WordBoxes.Line>) {
        var (right, down): (Float, Float) = (0, 0)
        for line in lines {
            for (word, next) in zip(line, line.dropFirst()) {
                let across = next.left + next.right - word.left - word.right
                let along = next.top + next.bottom - word.top - word.bottom
                if abs(across) > abs(along) { right += across } else { down += along }
            }
        }
        if abs(down) > abs(right) {
            self = down > 0 ? .clockwise : .counterclockwise
        } else {
            self = right < 0 ? .over : .none
        }
    }

    /// A box as it stands where its page is turned so that it can be read.
    func upright(_ box: WordBoxes.Box) -> WordBoxes.Box { box.turned(quarters: rawValue) }

    /// A box that is upright as it stands on the page.
    func placed(_ box: WordBoxes.Box) -> WordBoxes.Box { box.turned(quarters: (4 - rawValue) % 4) }
}

extension WordBoxes.Box {
    /// Counterclockwise about the page's corner.
    fileprivate func turned(quarters: Int) -> WordBoxes.Box {
        (0..<quarters).reduce(self) { box, _ in
            WordBoxes.Box(text: box.text, left: box.top, top: -box.right, right: box.bottom, bottom: -box.left)
        }
    }
}
