/// A piece of a text as the emotion model reads it.
struct EmotionToken {
    enum Kind: UInt32 { case word = 1, symbol, tag, flag }

    let kind: Kind
    /// Of kind and form, see `EmotionHash`.
    let digest: UInt32
    /// The folded form, in `EmotionTokenizer.forms`.
    let form: Range<Int>
    /// Scalars of the text.
    let range: Range<Int>
}

/// FNV-1a over scalars; the finalizer of MurmurHash3 chooses the row.
enum EmotionHash {
    static let negated: UInt32 = 5
    static let pair: UInt32 = 6
    static let gram: UInt32 = 7

    static func begin(_ kind: UInt32) -> UInt32 { (0x811C_9DC5 ^ kind) &* 0x0100_0193 }

    static func add(_ scalar: UInt32, to digest: UInt32) -> UInt32 { (digest ^ scalar) &* 0x0100_0193 }

    static func digest(_ kind: EmotionToken.Kind, _ form: some Sequence<UInt32>) -> UInt32 {
        form.reduce(begin(kind.rawValue)) { add($1, to: $0) }
    }

    static func digest(_ kind: EmotionToken.Kind, _ form: String) -> UInt32 {
        digest(kind, form.unicodeScalars.map(\.value))
    }

    static func row(_ digest: UInt32) -> UInt32 {
        var value = digest
        value ^= value >> 16
        value = value &* 0x85EB_CA6B
        value ^= value >> 13
        value = value &* 0xC2B2_AE35
        return (value ^ value >> 16) & (1 << EmotionWeights.bits - 1)
    }

    static func pairRow(_ first: UInt32, _ second: UInt32) -> UInt32 { row(first &* 0x9E37_79B1 ^ second ^ pair) }
}
