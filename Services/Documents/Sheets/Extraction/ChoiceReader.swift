import TextAnalysis

/// Reads which of several answers a form has: the one that is marked, else the one that is written.
enum ChoiceReader {
    /// Yes or no: `yes`, `no`.
    static func answer(in page: PageText, _ range: Range<Int>) -> (value: String, range: Range<Int>)? {
        let places = page.tokens(in: range)
        let options = places.filter { yes.union(no).contains(page.tokens[$0].text) }.map { $0..<$0 + 1 }
        let marked = CheckBoxes(page, range, options: options).marked
        if marked.count == 1, let token = marked.first.map({ page.tokens[$0.lowerBound] }) {
            return (yes.contains(token.text) ? "yes" : "no", token.range)
        }
        for token in page.tokens[places] {
            if yes.contains(token.text) || token.text == "x" || CheckBoxes.full.contains(token.text) {
                // «Sí No» without a mark: nobody has answered.
                return options.count > 1 && isBare(options, in: page) ? nil : ("yes", token.range)
            }
            if no.contains(token.text) { return ("no", token.range) }
            // An answer begins with what it says: «Sí, por escrito».
            if token.kind != .symbol { return nil }
        }
        return nil
    }

    /// Whether nothing but yes or no is written or marked.
    static func isMereAnswer(_ page: PageText, _ range: Range<Int>) -> Bool {
        page.tokens[page.tokens(in: range)].allSatisfy { token in
            token.kind == .symbol || token.text == "x" || yes.contains(token.text) || no.contains(token.text)
        }
    }

    /// One of the allowed values, in whatever case and with or without accents.
    static func choice(
        among allowed: [String],
        in page: PageText,
        _ range: Range<Int>
    ) -> (value: String, range: Range<Int>)? {
        let found = allowed.compactMap { value in
            place(of: value, in: page, range).map { (value: value, tokens: $0) }
        }
        let marked = Set(CheckBoxes(page, range, options: found.map(\.tokens)).marked)
        let candidates = marked.count == 1 ? found.filter { marked.contains($0.tokens) } : found
        // «Muy bien» has «Bien» in it: the longest of those that begin first.
        let best = candidates.min { one, other in
            (one.tokens.lowerBound, other.tokens.count) < (other.tokens.lowerBound, one.tokens.count)
        }
        guard let best, candidates.count == 1 || !isBare(found.map(\.tokens), in: page) else { return nil }
        return (best.value, page.range(ofTokens: best.tokens))
    }

    /// The first place where a value stands as words of its own.
    static func place(of value: String, in page: PageText, _ range: Range<Int>) -> Range<Int>? {
        let wanted = tokens(value).map(\.text)
        let places = page.tokens(in: range)
        guard !wanted.isEmpty, places.count >= wanted.count else { return nil }
        return (places.lowerBound...places.upperBound - wanted.count).first { start in
            wanted.indices.allSatisfy { page.tokens[start + $0].text == wanted[$0] }
        }.map { $0..<$0 + wanted.count }
    }

    /// Several answers side by side with no word between: a form that nobody filled in.
    private static func isBare(_ options: [Range<Int>], in page: PageText) -> Bool {
        let options = options.sorted { $0.lowerBound < $1.lowerBound }
        guard options.count > 1, !zip(options, options.dropFirst()).contains(where: { $0.overlaps($1) }) else {
            return false
        }
        return zip(options, options.dropFirst()).allSatisfy { one, other in
            page.tokens[one.upperBound..<other.lowerBound]
                .allSatisfy { $0.kind == .symbol || ["o", "or", "u", "y"].contains($0.text) }
        }
    }

    private static let yes: Set<String> = [
        "si", "yes", "verdadero", "true", "afirmativo", "autorizo", "acepto", "cierto",
    ]
    private static let no: Set<String> = ["no", "false", "falso", "negativo", "ninguno", "ninguna", "nunca"]
}

/// Boxes beside the answers of a form, all before or all after them: `[x] Sí [ ] No`, `Sí (X) No ( )`, `☒ Sí ☐ No`.
struct CheckBoxes {
    static let full: Set<String> = ["☒", "☑", "✓", "✔", "✅", "■", "🗹"]
    private static let empty: Set<String> = ["☐", "□", "▢"]
    private static let marks: Set<String> = full.union(["x"])

    private struct Box {
        let tokens: Range<Int>
        let isMarked: Bool
    }

    let areThere: Bool
    /// Those of the options that are marked.
    let marked: [Range<Int>]

    /// - Parameter options: where they stand among the page's tokens.
    init(_ page: PageText, _ range: Range<Int>, options: [Range<Int>]) {
        let boxes = Self.boxes(page, page.tokens(in: range))
        areThere = !boxes.isEmpty
        guard let first = boxes.first, let firstOption = options.map(\.lowerBound).min() else {
            marked = []
            return
        }
        let areBefore = first.tokens.lowerBound < firstOption
        marked = options.filter { option in
            boxes.contains { box in
                box.isMarked
                    && (areBefore
                        ? box.tokens.upperBound == option.lowerBound : box.tokens.lowerBound == option.upperBound)
            }
        }
    }

    private static func boxes(_ page: PageText, _ places: Range<Int>) -> [Box] {
        var boxes: [Box] = []
        func text(_ index: Int) -> String { places.contains(index) ? page.tokens[index].text : "" }
        for index in places {
            if full.contains(text(index)), !["[", "("].contains(text(index - 1)) {
                boxes.append(Box(tokens: index..<index + 1, isMarked: true))
            } else if empty.contains(text(index)) {
                boxes.append(Box(tokens: index..<index + 1, isMarked: false))
            } else if ["[", "("].contains(text(index)) {
                let isMarked = marks.contains(text(index + 1))
                let end = isMarked ? index + 2 : index + 1
                if ["]", ")"].contains(text(end)) { boxes.append(Box(tokens: index..<end + 1, isMarked: isMarked)) }
            }
        }
        return boxes
    }
}

extension PageText {
    func range(ofTokens places: Range<Int>) -> Range<Int> {
        guard !places.isEmpty else { return 0..<0 }
        return tokens[places.lowerBound].range.lowerBound..<tokens[places.upperBound - 1].range.upperBound
    }
}
