extension Connection {
    /// Many rows in statements of a few lengths only, which stay prepared.
    package func insert(_ rows: [SQL], into table: SQL) throws {
        var rest = rows[...]
        for size in [64, 8, 1] {
            while rest.count >= size {
                var values = SQL.Interpolation(literalCapacity: size * 2, interpolationCount: size)
                for (index, row) in rest.prefix(size).enumerated() {
                    if index > 0 { values.appendLiteral(", ") }
                    values.appendInterpolation(row)
                }
                let list = SQL(stringInterpolation: values)
                try execute("INSERT INTO \(table) VALUES \(list) ON CONFLICT DO NOTHING")
                rest = rest.dropFirst(size)
            }
        }
    }
}
