/// The Markdown that the simulator writes. It says that it is simulated, and which question it answers.
struct SimulatedText {
    let model: String
    let question: String
    let images: [String]
    let toolResultLength: Int?

    /// Four characters that tell questions apart.
    static func reference(_ question: String) -> String {
        let digits = String(FNV1a.hash(question.utf8) & 0xffff, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// So many tokens, more only where a table or a code block was asked for: those are never cut.
    func tokens(_ count: Int) -> [String] {
        var tokens = Tokens.split(parts.joined(separator: "\n\n"))
        let length = requested.isEmpty ? count : max(count, tokens.count)
        var next = Int(FNV1a.hash(question.utf8) % UInt64(Self.paragraphs.count))
        while tokens.count < length {
            tokens += Self.paragraphs[next]
            next = (next + 1) % Self.paragraphs.count
        }
        return Array(tokens.prefix(length))
    }

    private var parts: [String] {
        [opening] + imageNote + toolNote + requested + [Self.list]
    }

    private var opening: String {
        let words = question.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let short = words.count > 60 ? words.prefix(59) + "…" : words[...]
        return
            "Respuesta simulada. **\(model)** no es aquí un modelo: este texto contesta a «\(short)» "
            + "(referencia \(Self.reference(question)))."
    }

    private var imageNote: [String] {
        guard !images.isEmpty else { return [] }
        let arrived = images.count == 1 ? "Ha llegado una imagen" : "Han llegado \(images.count) imágenes"
        return ["\(arrived) (\(images.joined(separator: "; "))), que el simulador no mira."]
    }

    private var toolNote: [String] {
        toolResultLength.map { ["La herramienta devolvió \($0) caracteres."] } ?? []
    }

    private var requested: [String] {
        let words = question.lowercased()
        let all = words.contains("markdown")
        var blocks: [String] = []
        if all || words.contains("tabla") || words.contains("table") { blocks.append(Self.table) }
        if all || words.contains("código") || words.contains("codigo") || words.contains("code") {
            blocks.append(Self.code)
        }
        return blocks
    }

    private static let list = """
        Lo que se comprueba con ella:

        - que la pregunta llega **entera** al otro extremo;
        - que el texto vuelve palabra por palabra, *sin esperar* al final;
        - que se puede detener en cualquier momento.
        """

    private static let table = """
        | Paso | Quién lo hace | Duración |
        |---|---|---:|
        | Recibir la pregunta | puerta de enlace | 1 ms |
        | Elegir un modelo | enrutador | 1 ms |
        | Escribir la respuesta | simulador | la que se pida |
        """

    private static let code = """
        ```swift
        let saludo = "Respuesta simulada"
        print(saludo.count) // no hay ningún modelo detrás
        ```
        """

    private static let paragraphs = [
        """
        Nada de lo que sigue es consejo médico ni debe leerse como tal. Son frases escritas de antemano para que \
        la pantalla tenga algo que mostrar mientras no hay una tarjeta gráfica conectada.
        """,
        """
        Cuando haya un modelo de verdad, en este lugar estará su respuesta, con las fuentes en las que se apoya. \
        Para conectarlo basta con dar su dirección en la configuración y volver a abrir la conversación.
        """,
        """
        El ritmo de estas palabras también es inventado: se fija al arrancar el simulador y cada petición puede \
        cambiarlo. Así se prueba una respuesta lenta sin tener que esperar a que un equipo esté ocupado.
        """,
        """
        Las tildes, la eñe y los signos —¿se ven bien?, ¡claro que sí!— viajan en varios bytes cada uno. Si alguno \
        llegara partido, se notaría aquí: pingüino, corazón, años, µg, 37 °C, 5 × 10⁹/l.
        """,
        """
        Esta respuesta no aprende, no recuerda y no sabe nada de quien pregunta. La misma pregunta recibe siempre \
        las mismas palabras, y por eso una prueba puede compararlas.
        """,
    ].map { Tokens.split("\n\n" + $0) }
}
