import TextAnalysis

/// Looks for a value of a column's type in the sentences that speak of the column, where no label names it.
struct Nearby {
    private let pages: [PageText]
    private let query: ColumnQuery

    init(_ pages: [PageText], _ query: ColumnQuery) {
        (self.pages, self.query) = (pages, query)
    }

    var value: FoundValue? {
        switch query.column.type {
        case .text where query.asksForMail: contact(ContactReader.mail)
        case .text where query.asksForTelephone: contact(ContactReader.telephone)
        case .text where query.asksForTime: contact(TimeReader.first)
        case .text where query.asksForPerson: person
        case .text: nil
        case .date where query.telling.isEmpty: firstDate
        case .choice: told ?? onlyChoice
        case .yesNo: told ?? statement
        case .date, .number: told
        }
    }

    /// The sentence that has most of the column's words and such a value.
    private var told: FoundValue? {
        let words = query.telling
        guard !words.isEmpty else { return nil }
        var best: FoundValue?
        for page in pages {
            for sentence in sentences(of: page) {
                let terms = ColumnQuery.terms(page.tokens[page.tokens(in: sentence)])
                let share = Double(terms.intersection(words).count) / Double(words.count)
                guard share >= 0.5, 0.7 * share > best?.certainty ?? 0, let found = typed(in: page, sentence) else {
                    continue
                }
                best = FoundValue(value: found.value, page: page.number, range: found.range, certainty: 0.7 * share)
            }
        }
        return best
    }

    private func typed(in page: PageText, _ sentence: Range<Int>) -> (value: String, range: Range<Int>)? {
        let tokens = page.tokens[page.tokens(in: sentence)]
        switch query.column.type {
        case .date: return DateReader.first(in: tokens)
        case .number: return number(in: page, sentence)
        case .choice: return ChoiceReader.choice(among: query.column.allowed, in: page, sentence)
        case .text, .yesNo: return nil
        }
    }

    /// The number nearest to the column's words: «asistieron 24 de los 30 alumnos».
    private func number(in page: PageText, _ sentence: Range<Int>) -> (value: String, range: Range<Int>)? {
        let places = page.tokens(in: sentence)
        let words = places.filter { place in
            page.tokens[place].kind == .word
                && SchoolWords.term(page.tokens[place].text).map(query.telling.contains) ?? false
        }
        let numbers = places.filter { place in
            NumberReader.isNumber(page.tokens[place]) && !["uno", "y"].contains(page.tokens[place].text)
        }
        let nearest = numbers.min { one, other in
            func distance(_ place: Int) -> Int { words.map { abs($0 - place) }.min() ?? .max }
            return distance(one) < distance(other)
        }
        guard let nearest else { return nil }
        return NumberReader.first(in: page.tokens[nearest..<places.upperBound])
    }

    /// What says when it was at the head of a letter or in the first words of the minutes, and nothing else's date.
    private var firstDate: FoundValue? {
        for page in pages.prefix(2) {
            for sentence in sentences(of: page) {
                let tokens = page.tokens[page.tokens(in: sentence)]
                guard ColumnQuery.terms(tokens).isDisjoint(with: SchoolWords.otherDates),
                    let found = DateReader.first(in: tokens)
                else { continue }
                return FoundValue(value: found.value, page: page.number, range: found.range, certainty: 0.5)
            }
        }
        return nil
    }

    /// Whom a sentence names by what they are, where it is one person.
    private var person: FoundValue? {
        var found: [(page: PageText, range: Range<Int>)] = []
        for page in pages {
            for sentence in sentences(of: page) {
                found += PersonReader.names(of: query.persons, in: page, sentence).map { (page, $0) }
            }
        }
        guard let first = found.first, Set(found.map { fold($0.page.slice($0.range)) }).count == 1 else { return nil }
        let value = first.page.slice(first.range)
        return FoundValue(value: value, page: first.page.number, range: first.range, certainty: 0.5)
    }

    /// One of the allowed values, where the document has no other.
    private var onlyChoice: FoundValue? {
        var found: [(value: String, page: PageText, range: Range<Int>)] = []
        for page in pages {
            for value in query.column.allowed {
                guard let place = ChoiceReader.place(of: value, in: page, 0..<page.length) else { continue }
                found.append((value, page, page.range(ofTokens: place)))
            }
        }
        guard let first = found.first, Set(found.map(\.value)).count == 1, first.value.utf8.count > 2 else {
            return nil
        }
        return FoundValue(value: first.value, page: first.page.number, range: first.range, certainty: 0.4)
    }

    /// «Autorizo que mi hija asista»: yes, unless the sentence denies it.
    private var statement: FoundValue? {
        let words = query.telling
        for page in pages {
            for sentence in sentences(of: page) {
                let places = page.tokens(in: sentence)
                // «Autorización de salida» names it, and says nothing.
                let said = places.filter { place in
                    page.tokens[place].kind == .word && !page.tokens[place].text.hasSuffix("cion")
                        && SchoolWords.term(page.tokens[place].text).map(words.contains) ?? false
                }
                guard let first = said.first, let last = said.last,
                    Double(Set(said.map { page.tokens[$0].text }).count)
                        >= 0.5 * Double(words.count),
                    !page.tokens[places].contains(where: { ["?", ":"].contains($0.text) })
                else { continue }
                if CheckBoxes(page, sentence, options: []).areThere {
                    guard let answer = ChoiceReader.answer(in: page, sentence) else { continue }
                    return FoundValue(value: answer.value, page: page.number, range: answer.range, certainty: 0.6)
                }
                let tokens = Array(page.tokens[places])
                let mention = first - places.lowerBound..<first - places.lowerBound + 1
                let scopes = NegationScopes(tokens, mentions: [Mention(tokens: mention, susceptible: .denied)])
                let isDenied = scopes.polarities.first?.contains(.denied) ?? false
                let range = page.range(ofTokens: (isDenied ? places.lowerBound : first)..<last + 1)
                return FoundValue(value: isDenied ? "no" : "yes", page: page.number, range: range, certainty: 0.5)
            }
        }
        return nil
    }

    /// The only one of the document, or the one whose sentence has the column's other words.
    private func contact(_ find: (PageText, Range<Int>) -> Range<Int>?) -> FoundValue? {
        let words = query.telling.subtracting(Self.contacts)
        var found: [(page: PageText, range: Range<Int>, shared: Int)] = []
        for page in pages {
            for sentence in sentences(of: page) {
                guard let range = find(page, sentence) else { continue }
                let terms = ColumnQuery.terms(page.tokens[page.tokens(in: sentence)])
                found.append((page, range, terms.intersection(words).count))
            }
        }
        guard let most = found.map(\.shared).max() else { return nil }
        let best = found.filter { $0.shared == most }
        guard let one = best.first, Set(best.map { $0.page.slice($0.range) }).count == 1, most > 0 || words.isEmpty
        else { return nil }
        return FoundValue(value: one.page.slice(one.range), page: one.page.number, range: one.range, certainty: 0.5)
    }

    private static let contacts = ColumnQuery.terms("correo teléfono hora inicio")

    /// Blocks, cut where sentences end.
    private func sentences(of page: PageText) -> [Range<Int>] {
        page.blocks.flatMap { block in
            var sentences: [Range<Int>] = []
            let places = page.tokens(in: block.range)
            var start = places.lowerBound
            for index in places {
                let isLast = index + 1 == places.upperBound
                let isShort = page.tokens[index].text == "." && index > 0 && page.tokens[index - 1].text.utf8.count <= 3
                guard isLast || (page.tokens.endsSentence(at: index) && !isShort) else { continue }
                sentences.append(page.range(ofTokens: start..<index + 1))
                start = index + 1
            }
            return sentences
        }
    }
}
