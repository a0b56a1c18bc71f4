/// What the help desk begins with, to be replaced by what the institution approves. Each says that it is an example.
enum ExampleTopics {
    static let all = [
        TopicContent(
            title: "Ejemplo: documentos para escriturar",
            kind: .requirements,
            questions: [
                "¿Qué documentos necesito para escriturar?", "¿Qué papeles piden para la escritura?",
                "requisitos para escriturar", "¿Qué tengo que presentar para la escritura?",
            ],
            answer: """
                Ejemplo de respuesta, sin valor oficial: lleva tu documento de identidad, lo que pruebe que la casa o el \
                terreno es tuyo (boleto de compraventa, recibos o adjudicación) y la última boleta de impuestos.
                La lista definitiva la da la oficina de tu municipio.
                """,
            isExample: true
        ),
        TopicContent(
            title: "Ejemplo: cómo iniciar la escrituración",
            kind: .procedure,
            questions: [
                "¿Cómo inicio el trámite de escrituración?", "quiero escriturar", "escriturar mi casa",
                "pasos para escriturar",
                "¿Por dónde empiezo para tener la escritura?",
            ],
            answer: """
                Ejemplo de respuesta, sin valor oficial:
                1. Elige tu municipio y mira la dirección y el horario de la oficina.
                2. Reúne los documentos.
                3. Preséntate para iniciar el expediente y guarda el número que te den.
                """,
            isExample: true
        ),
        TopicContent(
            title: "Ejemplo: beneficios de tener la escritura",
            kind: .benefits,
            questions: [
                "¿Para qué sirve tener la escritura?", "beneficios de escriturar",
                "¿Qué ventajas tiene ser dueño con escritura?",
            ],
            answer: """
                Ejemplo de respuesta, sin valor oficial: la escritura prueba que la casa es tuya, la protege y te permite \
                heredarla o venderla en regla.
                """,
            isExample: true
        ),
        TopicContent(
            title: "Ejemplo: costo del trámite",
            kind: .requirements,
            questions: [
                "¿Cuánto cuesta escriturar?", "¿El trámite es gratuito?", "precio de la escritura",
                "¿Cuánto hay que pagar para escriturar?", "¿Es gratis la escritura?",
            ],
            answer: """
                Ejemplo de respuesta, sin valor oficial: aquí va lo que cuesta el trámite y quién puede hacerlo sin pagar. \
                Mientras tanto, consulta en la oficina de tu municipio.
                """,
            isExample: true
        ),
        TopicContent(
            title: "Ejemplo: consultar cómo va un expediente",
            kind: .procedure,
            questions: [
                "¿Cómo va mi expediente?", "estado de mi trámite", "¿Cuánto tarda la escritura?",
                "seguimiento del expediente",
            ],
            answer: """
                Ejemplo de respuesta, sin valor oficial: presenta el número de expediente en la oficina de tu municipio, o \
                pulsa «Hablar con una persona» y escríbelo en el mensaje.
                """,
            isExample: true
        ),
        TopicContent(
            title: "Ejemplo: pedir turno",
            kind: .procedure,
            questions: ["¿Cómo saco turno?", "pedir un turno", "¿Tengo que ir con cita previa?"],
            answer: """
                Ejemplo de respuesta, sin valor oficial: di aquí si se atiende con turno, por qué medio se pide y qué días \
                hay atención.
                """,
            isExample: true
        ),
        TopicContent(
            title: "Ejemplo: hacer el trámite por otra persona",
            kind: .requirements,
            questions: [
                "¿Puede ir un familiar por mí?", "hacer el trámite con un poder", "¿Puede ir mi hijo o mi hija?",
            ],
            answer: """
                Ejemplo de respuesta, sin valor oficial: explica aquí si otra persona puede presentarse, y con qué \
                autorización.
                """,
            isExample: true
        ),
    ]
}
