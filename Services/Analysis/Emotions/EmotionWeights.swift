import Foundation

/// The trained table, mapped from its file: for each language a row of eight bytes a hash, seven emotions and, in the
/// first language's rows, what speaks for the second language. Training/train.py writes it and describes the layout.
package struct EmotionWeights: Sendable {
    package enum Failure: Error, Equatable, CustomStringConvertible {
        case unreadable
        /// No table, or one of another version.
        case foreign
        case incomplete(bytes: Int, of: Int)

        package var description: String {
            switch self {
            case .unreadable: "there is no such file, or it may not be read"
            case .foreign: "is no table of weights of this version"
            case .incomplete(let bytes, let size): "has \(bytes) bytes instead of \(size)"
            }
        }
    }

    /// What a language's whole numbers mean.
    struct Language: Sendable {
        let code: String
        /// A lane's weight is its byte times this.
        let scale: SIMD8<Float>
        let bias: SIMD8<Float>
        /// The probability from which on a label is more likely right than wrong.
        let certainty: Float
        let offset: Int
    }

    static let bits = 19
    static let rows = 1 << bits
    private static let magic = Array("emotion1".utf8)
    private static let headerSize = 256
    private static let codes = ["es", "en"]

    let languages: [Language]
    private let data: Data

    package init(contentsOf url: URL) throws {
        guard let data = try? Data(contentsOf: url, options: .alwaysMapped) else { throw Failure.unreadable }
        let size = Self.headerSize + Self.codes.count * Self.rows * 8
        guard data.starts(with: Self.magic) else { throw Failure.foreign }
        guard data.count == size else { throw Failure.incomplete(bytes: data.count, of: size) }
        self.data = data
        languages = data.withUnsafeBytes { bytes in
            func lanes(at offset: Int) -> SIMD8<Float> {
                var lanes = SIMD8<Float>()
                for lane in lanes.indices {
                    let bits = bytes.loadUnaligned(fromByteOffset: offset + lane * 4, as: UInt32.self)
                    lanes[lane] = Float(bitPattern: UInt32(littleEndian: bits))
                }
                return lanes
            }
            return Self.codes.enumerated().map { number, code in
                let header = 16 + number * 96
                return Language(
                    code: code,
                    scale: lanes(at: header),
                    bias: lanes(at: header + 32),
                    certainty: lanes(at: header + 64)[0],
                    offset: Self.headerSize + number * Self.rows * 8
                )
            }
        }
    }

    /// The rows of a language while `body` runs.
    func withTable<Result>(of language: Language, _ body: (Table) -> Result) -> Result {
        data.withUnsafeBytes { body(Table(bytes: $0, offset: language.offset)) }
    }

    struct Table {
        fileprivate let bytes: UnsafeRawBufferPointer
        fileprivate let offset: Int

        subscript(row: UInt32) -> SIMD8<Int8> {
            bytes.loadUnaligned(fromByteOffset: offset + Int(row) * 8, as: SIMD8<Int8>.self)
        }

        /// What the rows of each token add up to. Whole numbers: the order doesn't matter.
        func sums(of block: EmotionFeatures.Block) -> [SIMD8<Int32>] {
            var sums: [SIMD8<Int32>] = []
            sums.reserveCapacity(block.ends.count)
            var start = 0
            for end in block.ends {
                // Of 40 letters at most there are 164 n-grams, each within a byte.
                var sum = SIMD8<Int16>()
                for index in start..<end { sum &+= SIMD8<Int16>(truncatingIfNeeded: self[block.rows[index]]) }
                sums.append(SIMD8<Int32>(truncatingIfNeeded: sum))
                start = end
            }
            return sums
        }
    }
}
