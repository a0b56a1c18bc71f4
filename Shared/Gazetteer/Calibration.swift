/// From what the channel gives a place to how often it was the right one: figures of scripts/places/calibrate.py.
enum Calibration {
    private static let points: [(given: Double, right: Double)] = [
        (0, 0), (0.209, 0.2377), (0.5742, 0.6203), (0.915, 0.9667), (0.9763, 0.9967), (0.9987, 0.998), (1, 0.999),
    ]

    static func score(_ given: Double) -> Double {
        guard let above = points.firstIndex(where: { $0.given >= given }), above > 0 else { return given > 0 ? 1 : 0 }
        let (low, high) = (points[above - 1], points[above])
        return low.right + (given - low.given) / (high.given - low.given) * (high.right - low.right)
    }
}
