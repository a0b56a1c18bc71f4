/// What the words around a name say of it.
struct Context {
    private let reading: Reading
    /// How many words before each one say something other than that there is a place.
    private let telling: [Int]

    /// - Parameter names: letters that are names of places beyond doubt.
    init(_ reading: Reading, names: [Range<Int>]) {
        self.reading = reading
        var telling = [0]
        for (index, role) in reading.roles.enumerated() {
            let isSilent =
                [.cue, .function, .courtesy].contains(role) || names.contains { $0.contains(reading.starts[index]) }
            telling.append(telling[index] + (isSilent ? 0 : 1))
        }
        self.telling = telling
    }

    /// In nats: above 0 where the text announces a place or is nothing else.
    func support(for alignment: Alignment) -> Float {
        let first = reading.wordOfLetter[alignment.letters.lowerBound]
        let last = reading.wordOfLetter[alignment.letters.upperBound - 1]
        let isWhole = telling[first] == 0 && telling[last + 1] == telling[reading.words.count]
        if isWhole { return 5 }
        switch announcement(before: first) {
        case .cue: return 4
        case .decoy: return first > 0 && reading.roles[first - 1] == .decoy ? -20 : -9
        default: break
        }
        var support: Float = 0
        if alignment.isOrdinary { support -= 4 }
        if alignment.isPartial { support -= 4 }
        if alignment.likeness == .typo { support -= 2 }
        return support
    }

    /// The nearest word before that says something, within three; a street goes on over names («calle San Martín»).
    private func announcement(before first: Int) -> OrdinaryWords.Role? {
        var index = first
        var isAfterName = false
        while index > 0, first - index < 3, goesOn(to: index) {
            index -= 1
            switch reading.roles[index] {
            case .decoy: return .decoy
            case .courtesy: continue
            case .function where !Self.prepositions.contains(reading.words[index].bytes): continue
            case .unknown: isAfterName = true
            case .function: return isAfterName ? nil : .cue
            case let role: return isAfterName ? nil : role
            }
        }
        return nil
    }

    /// Whether a word belongs to what stands before it: a dot ends no sentence after «av.».
    private func goesOn(to index: Int) -> Bool {
        reading.words[index].opening == .space || reading.roles[index - 1] == .decoy
    }

    private static let prepositions: Set<[UInt8]> = [Array("desde".utf8), Array("hasta".utf8)]
}
