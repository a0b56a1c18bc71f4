import Retrieval
import Testing

struct ChunkerTests {
    private func chunks(_ text: String, limit: Int = 300) -> [Chunk] {
        Chunker(limit: limit).chunks(of: text, blocks: BlockReader.blocks(of: text))
    }

    @Test func sectionsAndPagesAreNeverMixed() {
        let text = """
            # Becas
            Quién puede pedirlas.

            ## Plazos
            Hasta el 3 de mayo.
            \u{C}Y otra página 🙂.

            # Horarios
            A las ocho.
            """
        let chunks = chunks(text)
        #expect(
            chunks.map(\.text) == [
                "Quién puede pedirlas.", "Hasta el 3 de mayo.", "Y otra página 🙂.", "A las ocho.",
            ]
        )
        #expect(chunks.map(\.section) == [["Becas"], ["Becas", "Plazos"], ["Becas", "Plazos"], ["Horarios"]])
        #expect(chunks.map(\.page) == [1, 1, 2, 2])
        for chunk in chunks {
            #expect(String(decoding: Array(text.utf16)[chunk.range], as: UTF16.self) == chunk.text)
        }
    }

    @Test(arguments: [
        ("# Becas", 1), ("### Plazos", 3), ("####### Siete", nil), ("#sin espacio", nil), ("2.1 Método", 2),
        ("  2.1.3. Ámbito", 3), ("2.1 método", nil), ("1 de mayo", nil), ("12.345.678 Pérez", nil), ("CAPÍTULO I", 1),
        ("ABC", nil), ("LEY N.º 26.206:", nil), ("Una frase", nil),
    ])
    func aLineOfItsOwnIsAHeadingByItsLooks(line: String, level: Int?) {
        let blocks = BlockReader.blocks(of: "\(line)\n\nTexto.")
        #expect(blocks.first?.kind == level.map { .heading(level: $0) } ?? .paragraph)
    }

    @Test(arguments: ["- uno", "* uno", "• uno", "– uno", "1. uno", "123) uno", "a) uno", "  - uno"])
    func itemsAreKnownByTheirMarks(line: String) {
        #expect(BlockReader.blocks(of: "Texto.\n\(line)").last?.kind == .listItem)
    }

    @Test(arguments: ["-uno", "1.uno", "1234. uno", "A) uno", "ab) uno", "-"])
    func whatOnlyLooksLikeAnItemGoesOn(line: String) {
        #expect(BlockReader.blocks(of: "Texto.\n\(line)").count == 1)
    }

    @Test func longParagraphsAreCutBetweenSentences() {
        let sentences = (1...10).map { "Esta es la oración número \($0) del texto." }
        let chunks = chunks(sentences.joined(separator: " "), limit: 20)
        #expect(chunks.count == 5)
        #expect(chunks.map(\.text).joined(separator: " ") == sentences.joined(separator: " "))
        #expect(chunks.allSatisfy { $0.text.hasSuffix(".") })
    }

    @Test func aSentenceLongerThanAChunkIsCutBetweenWords() {
        let text = (1...95).map { "palabra\($0)" }.joined(separator: " ")
        let chunks = chunks(text, limit: 20)
        #expect(chunks.map(\.text).joined(separator: " ") == text)
        #expect(chunks.count >= 5)
    }

    @Test func shortParagraphsAndItemsStandTogether() {
        let text = "Traer:\n\n- lápiz\n- goma\n  de borrar\n- regla\n\nGracias."
        #expect(chunks(text).map(\.text) == [text])
        #expect(
            chunks(text, limit: 3).map(\.text) == ["Traer:\n\n- lápiz", "- goma\n  de borrar", "- regla\n\nGracias."]
        )
    }

    @Test func aTableKeepsItsHeaderWhereItIsCut() {
        let rows = (1...6).map { "| alumno \($0) | nota \($0) |" }
        let chunks = chunks((["| Nombre | Nota |", "|---|---|"] + rows).joined(separator: "\n"), limit: 10)
        #expect(chunks.count > 1)
        #expect(chunks.first?.tableHeader == nil)
        #expect(chunks.dropFirst().allSatisfy { $0.tableHeader == "| Nombre | Nota |" })
        #expect(chunks.last?.text.hasSuffix(rows[5]) == true)
    }

    @Test func plainTextHasHeadingsToo() {
        let text = "INTRODUCCIÓN\n\nUna frase.\n\n2.1 Método\n\nOtra frase.\n\n1. Un punto de la lista\n"
        #expect(chunks(text).map(\.section) == [["INTRODUCCIÓN"], ["INTRODUCCIÓN", "2.1 Método"]])
    }

    @Test func aHeadingWithNothingUnderItIsFound() {
        #expect(chunks("# Uno\n\n# Dos\n\ntexto\n\n# Tres").map(\.text) == ["# Uno", "texto", "# Tres"])
    }

    @Test(arguments: ["", " \n\n", "\u{C}\u{C}", "|---|", "\r\n\r\n"]) func nothingHasNoChunks(_ text: String) {
        #expect(chunks(text).isEmpty)
    }

    @Test func windowsLineEndsAreLineEnds() {
        #expect(chunks("# A\r\n\r\nuno\r\n\r\n# B\r\n\r\ndos\r\n").map(\.section) == [["A"], ["B"]])
    }
}
