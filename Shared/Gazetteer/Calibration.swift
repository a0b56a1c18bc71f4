/// From what the channel gives a place to how often it was the right one: figures of scripts/places/calibrate.py.
enum Calibration {
    private static let points: [(given: Double, right: Double)] = [(0, 0), (1, 1)]

    static func score(_ given: Double) -> Double {
        guard let above = points.firstIndex(where: { $0.given >= given }), above > 0 else { return given > 0 ? 1 : 0 }
        let (low, high) = (points[above - 1], points[above])
        return low.right + (given - low.given) / (high.given - low.given) * (high.right - low.right)
    }
}
