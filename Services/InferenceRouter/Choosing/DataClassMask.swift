import SuiteProtocol

/// Data classes as bits: asked for every request at every endpoint, where hashing would cost more than choosing.
struct DataClassMask: Equatable, Sendable {
    private let bits: UInt8

    init(_ classes: some Sequence<DataClass>) {
        bits = classes.reduce(0) { $0 | Self.bit(of: $1) }
    }

    func contains(_ dataClass: DataClass) -> Bool {
        bits & Self.bit(of: dataClass) != 0
    }

    private static func bit(of dataClass: DataClass) -> UInt8 {
        switch dataClass {
        case .public: 1
        case .internal: 2
        case .clinical: 4
        }
    }
}
