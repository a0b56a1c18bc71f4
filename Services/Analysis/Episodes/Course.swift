/// Where a conversation is going, by the gravity of its last messages.
enum Course: String, Sendable, Equatable {
    case rising, steady, falling

    /// Messages that are looked at.
    static let longest = 10
    private static let recent = 3
    private static let step = 0.5

    /// - Parameter gravities: oldest first.
    init(_ gravities: [Int]) {
        let last = gravities.suffix(Self.recent)
        let before = gravities.dropLast(Self.recent)
        guard !before.isEmpty else {
            self = .steady
            return
        }
        let change = Self.mean(last) - Self.mean(before)
        self = change > Self.step ? .rising : change < -Self.step ? .falling : .steady
    }

    private static func mean(_ figures: ArraySlice<Int>) -> Double {
        Double(figures.reduce(0, +)) / Double(max(figures.count, 1))
    }
}
