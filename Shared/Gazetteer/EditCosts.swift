/// What it costs to take one letter for another: little for letters that sound alike or are neighbours on the keyboard.
struct EditCosts: Sendable {
    /// By both letters, 32 a row.
    private let substitutions: [Float]
    static let swap: Float = 0.75

    init() {
        var table = [Float](repeating: 1, count: 1024)
        func set(_ pairs: String, _ cost: Float) {
            for pair in pairs.split(separator: " ") {
                let letters = Array(pair.utf8)
                table[Self.index(letters[0], letters[1])] = cost
                table[Self.index(letters[1], letters[0])] = cost
            }
        }
        set("ae eo io ou iu ao ei ui", 0.9)
        for row in Self.rows {
            let keys = Array(row.utf8)
            for (left, right) in zip(keys, keys.dropFirst()) {
                set(String(decoding: [left, right], as: UTF8.self), 0.75)
            }
        }
        set("qa wa ws es ed rd rf tf tg yg yh uh uj ij ik ok ol pl az sz sx dx dc fc fv gv gb hb hn jn jm km", 0.8)
        set("bv cs cz sz ck kq cq gj iy ly xs xj mn uw", 0.35)
        for letter in 0..<32 { table[letter * 33] = 0 }
        substitutions = table
    }

    private static let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]

    func substitution(_ left: UInt8, _ right: UInt8) -> Float {
        if left == right { return 0 }
        return left > 122 || right > 122 ? 1 : substitutions[Self.index(left, right)]
    }

    /// Of a letter that one has and the other lacks, between its neighbours.
    func gap(_ letter: UInt8, before: UInt8, after: UInt8) -> Float {
        if letter == .h { return 0.35 }
        if letter == before || letter == after { return 0.5 }
        return letter == .u && (before == .q || before == .g) ? 0.5 : 1
    }

    private static func index(_ left: UInt8, _ right: UInt8) -> Int { Int(left & 31) << 5 | Int(right & 31) }
}
