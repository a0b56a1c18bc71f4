import TextAnalysis

/// Follows how long a text goes on as a passage does, letter by letter, by rolling hashes of its n-grams.
struct PassageMatcher: Sendable {
    /// Letters of an n-gram: about three words, fewer are everybody's.
    private static let width = 16
    /// Letters on end that are a quotation: about nine words.
    private static let quotation = 48
    /// Letters in all, in whatever order.
    private static let share = 200
    private static let base: UInt64 = 1_099_511_628_211
    /// `base` to the power of `width`.
    private static let power: UInt64 = (0..<width).reduce(1) { product, _ in product &* base }

    private let grams: Set<UInt64>
    private let limit: Int
    private var seen: Set<UInt64> = []
    private var window: [UInt8] = []
    private var position = 0
    private var hash: UInt64 = 0
    /// Letters of the passage that the text has followed without a break.
    private var run = 0

    private(set) var hasLeaked = false
    /// Whether the text may be on its way through the passage.
    var isSuspicious: Bool { run > 0 }

    init(letters: some Sequence<UInt8>) {
        let letters = Array(letters)
        limit = max(Self.width + 1, min(Self.quotation, letters.count * 4 / 5))
        var grams: Set<UInt64> = []
        var hash: UInt64 = 0
        for (index, letter) in letters.enumerated() {
            hash = hash &* Self.base &+ UInt64(letter)
            if index >= Self.width { hash = hash &- UInt64(letters[index - Self.width]) &* Self.power }
            if index >= Self.width - 1 { grams.insert(hash) }
        }
        self.grams = grams
    }

    mutating func read(_ letter: UInt8) {
        hash = hash &* Self.base &+ UInt64(letter)
        if window.count < Self.width {
            window.append(letter)
        } else {
            hash = hash &- UInt64(window[position]) &* Self.power
            window[position] = letter
            position = (position + 1) % Self.width
        }
        guard window.count == Self.width, grams.contains(hash) else {
            run = 0
            return
        }
        run = run == 0 ? Self.width : run + 1
        seen.insert(hash)
        hasLeaked = run >= limit || seen.count >= Self.share
    }

    /// The text goes on elsewhere.
    mutating func interrupt() {
        run = 0
        window.removeAll(keepingCapacity: true)
        position = 0
        hash = 0
    }

    /// The folded letters or digits of a scalar; nothing for what is neither.
    static func letters(_ scalar: Unicode.Scalar) -> [UInt8]? {
        switch scalar.value {
        case 97...122, 48...57: return [UInt8(scalar.value)]
        case 65...90: return [UInt8(scalar.value + 32)]
        case ..<0x80: return nil
        default:
            let plain = LookAlikes.plain(scalar) ?? scalar
            guard plain.properties.isAlphabetic else { return nil }
            return Array(fold(String(plain)).utf8)
        }
    }
}
