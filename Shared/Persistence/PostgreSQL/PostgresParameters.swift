import CPostgres
import Foundation

/// Parameters in PostgreSQL's binary format, with their types declared so that no statement needs casts.
struct PostgresParameters {
    private(set) var types: [Oid] = []
    private(set) var lengths: [Int32] = []
    private(set) var formats: [Int32] = []
    private var offsets: [Int?] = []
    private var bytes: [UInt8] = []

    var count: Int { types.count }

    init(_ parameters: [SQLParameter]) {
        for parameter in parameters { append(parameter) }
        // The pointer to an empty value must not be null: that would be NULL.
        bytes.append(0)
    }

    func withPointers<Result>(_ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
        bytes.withUnsafeBytes { buffer in
            body(
                offsets.map { offset in
                    offset.flatMap { buffer.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
                }
            )
        }
    }

    private mutating func append(_ parameter: SQLParameter) {
        let start = bytes.count
        switch parameter.value {
        case .null: break
        case .integer(let number): appendBytes(of: number.bigEndian)
        case .real(let number): appendBytes(of: number.bitPattern.bigEndian)
        case .boolean(let flag): bytes.append(flag ? 1 : 0)
        case .text(let text): bytes.append(contentsOf: text.utf8)
        case .blob(let data): bytes.append(contentsOf: data)
        }
        types.append(PostgresType(parameter.type).rawValue)
        formats.append(1)
        lengths.append(Int32(bytes.count - start))
        offsets.append(parameter.value == .null ? nil : start)
    }

    private mutating func appendBytes<Number: FixedWidthInteger>(of number: Number) {
        withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }
}

/// Types by the object ids of `pg_type.dat`.
enum PostgresType: UInt32 {
    case bool = 16
    case bytea = 17
    case name = 19
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case text = 25
    case oid = 26
    case json = 114
    case float4 = 700
    case float8 = 701
    case unknown = 705
    case void = 2278
    case bpchar = 1042
    case varchar = 1043
    case timestamp = 1114
    case timestamptz = 1184
    case numeric = 1700

    init(_ type: SQLType) {
        self =
            switch type {
            case .integer: .int8
            case .real: .float8
            case .boolean: .bool
            case .text: .text
            case .blob: .bytea
            }
    }
}
