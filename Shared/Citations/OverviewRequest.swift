import TextAnalysis

/// Tells questions about a text as a whole («resumí este documento», "what is this about?") from those about something
/// in it: they have no word that could be searched for.
package enum OverviewRequest {
    package static func isIn(_ question: String) -> Bool {
        let words = tokens(question).filter { $0.kind == .word }.map(\.text)
        return words.contains(where: asking.contains)
            && words.allSatisfy { asking.contains($0) || naming.contains($0) || isCommon($0) }
    }

    private static func isCommon(_ word: String) -> Bool {
        word.utf8.count < 3 || Analyzer.allCases.contains { $0.term(word) == nil }
    }

    /// What is asked for, folded.
    private static let asking = words(
        """
        resumi resumime resumilo resumila resuminos resume resumeme resumelo resumela resumen resumenes resumir
        resumirme resumas resuma sintesis sintetiza sintetizame sintetizar trata tratan habla hablan dice dicen
        cuenta contiene contienen tema temas idea ideas puntos importante esencial explica explicame explicar
        panorama summarize summarise summary summaries overview gist tldr about say says contain contains
        points important explain topic topics
        """
    )
    /// What it is asked of, and how it shall be.
    private static let naming = words(
        """
        cual cuales son este esta esto estos estas ese esa eso esos esas what which documento documentos
        archivo archivos fichero texto textos pdf adjunto adjuntos adjunte subi mande acta actas circular
        circulares informe informes reglamento carta nota notas libro capitulo apunte apuntes articulo manual
        folleto presentacion planilla hoja hojas pagina paginas correo mensaje material materiales todo todos
        favor principal principales clave general generales breve brevemente corto corta frase frases linea
        lineas parrafo parrafos oracion oraciones palabras puedes podes podrias podria hace haz haceme hazme
        dame dime decime quiero necesito hacer document documents file files text attached attachment report
        letter book chapter article paper minutes notice page pages email please main key short brief give can
        could sentence sentences words paragraph all
        """
    )

    private static func words(_ list: String) -> Set<String> {
        Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
