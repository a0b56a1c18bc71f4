import CSV
import Foundation
import Testing

@Suite struct CSVTableTests {
    private static func fields(_ text: String) throws -> [[String]] {
        try CSVTable(Data(text.utf8)).records.map(\.fields)
    }

    @Test(arguments: [
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("a;b\r\n1;\"2;3\"\r\n", [["a", "b"], ["1", "2;3"]]),
        ("a\tb\r1\t2\r", [["a", "b"], ["1", "2"]]),
        ("a,b\n\"dice \"\"hola\"\"\",\"dos\nlíneas\"", [["a", "b"], ["dice \"hola\"", "dos\nlíneas"]]),
        ("\u{FEFF}a;b\n\n ; \n1;2", [["a", "b"], ["1", "2"]]),
        ("sep=;\na;b,c\n1;2", [["a", "b,c"], ["1", "2"]]), (" \n\t\na;b\n", [["a", "b"]]),
        ("a,b\n1, \"2\" ,3", [["a", "b"], ["1", "2 ", "3"]]),
        ("solo", [["solo"]]), ("", []),
    ]) func readsWhatSpreadsheetsWrite(text: String, expected: [[String]]) throws {
        #expect(try Self.fields(text) == expected)
    }

    @Test func encodingsAreToldApart() throws {
        let text = "nombre;correo\nÍñigo Núñez;«x»"
        for encoding in [String.Encoding.utf8, .windowsCP1252, .utf16, .utf16LittleEndian] {
            var data = try #require(text.data(using: encoding))
            if encoding == .utf16LittleEndian { data = Data([0xFF, 0xFE]) + data }
            let table = try CSVTable(data)
            #expect(table.records.last?.fields == ["Íñigo Núñez", "«x»"], "\(encoding)")
            #expect(table.separator == ";")
        }
    }

    @Test func linesAreCountedAsPeopleCountThem() throws {
        let table = try CSVTable(Data("a,b\r\n\r\n\"x\r\ny\",1\r\nz,2\r\n".utf8))
        #expect(table.records.map(\.line) == [1, 3, 5])
    }

    @Test func whatIsNoTableIsSaidToBeNone() {
        for bytes in [Data("PK\u{3}\u{4}hoja".utf8), Data([0x61, 0, 0x62])] {
            #expect(throws: CSVTable.Fault.notText) { try CSVTable(bytes) }
        }
        #expect(throws: CSVTable.Fault.unclosedQuote(line: 2)) { try CSVTable(Data("a\n\"b\nc".utf8)) }
    }

    @Test func aTableIsReadTheSameHoweverItComesIn() throws {
        let text = "sep=;\r\na;\"b\"\"\r\nc\"\r\n\r\nñ;\"\"\r\n; \r\nz;1"
        let whole = try CSVTable(Data(text.utf8))
        #expect(whole.records.map(\.line) == [2, 5, 7])
        for size in 1...7 {
            var reader = CSVReader()
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                try reader.append(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(try reader.finish() == whole, "\(size)")
        }
    }

    @Test func whatIsTooMuchIsRefusedAsSoonAsItIsThere() throws {
        var reader = CSVReader(mostRecords: 3)
        try reader.append(Data("a,b\n\n1,2\n3,4\n".utf8))
        #expect(throws: CSVTable.Fault.tooManyRecords) { try reader.append(Data("5,6\n".utf8)) }
        var narrow = CSVReader(mostFields: 4)
        try narrow.append(Data("a,b\n1,2\n".utf8))
        #expect(throws: CSVTable.Fault.tooManyFields) { try narrow.append(Data("3,".utf8)) }
    }

    @Test func whatWindowsWritesInPlaceOfControlCharactersIsRead() throws {
        let table = try CSVTable(Data([0x80, 0x3B, 0x93, 0x61, 0x94, 0x3B, 0xF1]))
        #expect(table.records.map(\.fields) == [["€", "“a”", "ñ"]] && table.encoding == .windows1252)
        #expect(throws: CSVTable.Fault.notText) { try CSVTable(Data([0x61, 0x81])) }
    }

    @Test func linesAreWrittenSafely() {
        let line = CSVLine(["=1+1", "a;b", "c,\"d\"", nil, "x\ny"], separator: ";")
        #expect(line.text == "'=1+1;\"a;b\";\"c,\"\"d\"\"\";;\"x\ny\"\r\n")
    }

    @Test func figuresBelowZeroStayFigures() {
        let line = CSVLine(["-0.25", "-3", "-", "-.5", "-1+2", "--1", "-1.2.3"])
        #expect(line.text == "-0.25,-3,'-,'-.5,'-1+2,'--1,'-1.2.3\r\n")
    }
}
