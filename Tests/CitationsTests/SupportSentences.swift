import Citations

/// Sentences of our own about four passages, each with what it cites and what really supports it. The rule's figures were
/// chosen on `known`; `fresh` was written after, and judges.
enum SupportSentences {
    struct Labelled: Sendable {
        let text: String
        let cited: [Int]
        /// Whether what it says stands in what it cites.
        let isTrue: Bool

        init(_ text: String, _ cited: [Int], _ isTrue: Bool) {
            (self.text, self.cited, self.isTrue) = (text, cited, isTrue)
        }
    }

    static let sources = [
        CitableSource(
            number: 1,
            title: "Acta 12 del consejo escolar",
            page: 1,
            text: """
                El 12 de mayo de 2025 el consejo escolar aprobó un presupuesto de 1.200.000 pesos para la biblioteca. \
                Votaron a favor cinco docentes y se abstuvo la profesora Laura Benítez. La obra comenzará en julio y la \
                dirigirá el arquitecto Daniel Ortiz. No se trató el pedido de un gimnasio nuevo.
                """
        ),
        CitableSource(
            number: 2,
            title: "Reglamento de la biblioteca",
            page: 3,
            section: ["Préstamos"],
            text: """
                Los estudiantes pueden retirar hasta tres libros por un plazo de quince días. El préstamo se renueva una \
                sola vez. Quien devuelve tarde no podrá retirar libros durante una semana. Los diccionarios se consultan \
                solo en la sala.
                """
        ),
        CitableSource(
            number: 3,
            title: "Plan de la unidad: el agua",
            page: 2,
            text: """
                En la primera clase los alumnos observan el ciclo del agua con un experimento de evaporación. En la \
                segunda clase leen un texto sobre la potabilización y preparan un afiche. La evaluación será un trabajo \
                en grupo que vale el 40 % de la nota.
                """
        ),
        CitableSource(
            number: 4,
            title: "Field trip notice",
            page: 1,
            text: """
                The museum visit takes place on 3 June. Students meet at the main gate at 8:30 and return by 14:00. \
                Lunch is not included. Each family pays 4,500 pesos for the bus.
                """
        ),
    ]

    static let known = [
        Labelled("El consejo aprobó un presupuesto de 1.200.000 pesos.", [1], true),
        Labelled("El presupuesto para la biblioteca fue aprobado en mayo de 2025.", [1], true),
        Labelled("Laura Benítez se abstuvo en la votación.", [1], true),
        Labelled("La obra de la biblioteca empezará en julio.", [1], true),
        Labelled("Cada estudiante puede retirar tres libros por 15 días.", [2], true),
        Labelled("Los diccionarios no salen de la sala, donde se consultan.", [2], false),
        Labelled("El préstamo se puede renovar una sola vez.", [2], true),
        Labelled("Quien devuelve tarde no retira libros por una semana.", [2], true),
        Labelled("La evaluación es un trabajo en grupo que vale 40 % de la nota.", [3], true),
        Labelled("Los alumnos hacen un experimento de evaporación en la primera clase.", [3], true),
        Labelled("Students meet at the main gate at 8:30.", [4], true),
        Labelled("La visita al museo es el 3 de junio.", [4], true),
        Labelled("Cada familia paga 4.500 pesos.", [4], true),
        Labelled("El consejo aprobó un presupuesto de 2.100.000 pesos.", [1], false),
        Labelled("Votaron a favor siete docentes.", [1], false),
        Labelled("La obra la dirigirá el arquitecto Martín Suárez.", [1], false),
        Labelled("El consejo escolar no aprobó el presupuesto para la biblioteca.", [1], false),
        Labelled("Los estudiantes pueden retirar hasta diez libros.", [2], false),
        Labelled("La biblioteca abre los sábados por la mañana.", [2], false),
        Labelled("El museo cobra entrada a los menores.", [4], false),
        Labelled("La evaluación vale el 60 % de la nota.", [3], false),
        Labelled("En la tercera clase visitan una planta potabilizadora.", [3], false),
        Labelled("Lunch is included in the price.", [4], false),
        Labelled("Los directivos felicitaron a las familias por su esfuerzo.", [1], false),
        Labelled("Se destinó más de un millón de pesos a la biblioteca.", [1], true),
        Labelled("Cinco docentes votaron a favor del presupuesto.", [1], true),
        Labelled("Daniel Ortiz dirigirá la obra.", [1], true),
        Labelled("El pedido de un gimnasio no se trató.", [1], true),
        Labelled("El plazo de los préstamos es de quince días.", [2], true),
        Labelled("Los diccionarios solo se consultan en la sala.", [2], true),
        Labelled("Se pueden retirar tres libros a la vez.", [2], true),
        Labelled("En la segunda clase los alumnos preparan un afiche sobre la potabilización.", [3], true),
        Labelled("El trabajo en grupo vale el 40 % de la nota.", [3], true),
        Labelled("Students return by 14:00.", [4], true),
        Labelled("El almuerzo no está incluido.", [4], true),
        Labelled("Families pay 4,500 pesos for the bus.", [4], true),
        Labelled("El consejo se reunió el 12 de marzo de 2024.", [1], false),
        Labelled("Se trató el pedido de un gimnasio nuevo.", [1], false),
        Labelled("La profesora Carla Benítez se abstuvo.", [1], false),
        Labelled("La obra comenzará en agosto.", [1], false),
        Labelled("Los docentes pueden retirar libros durante un mes.", [2], false),
        Labelled("El préstamo se renueva dos veces.", [2], false),
        Labelled("La multa por devolver tarde es de 500 pesos.", [2], false),
        Labelled("La evaluación será un examen individual.", [3], false),
        Labelled("En la primera clase los alumnos leen sobre la potabilización.", [3], false),
        Labelled("The museum visit takes place on 5 June.", [4], false),
        Labelled("Students meet at the station at 8:30.", [4], false),
        Labelled("El patio se pintará con ayuda de las familias.", [1], false),
    ]

    static let fresh = [
        Labelled("La biblioteca recibirá 1.200.000 pesos.", [1], true),
        Labelled("La obra arranca en julio y la dirige Daniel Ortiz.", [1], true),
        Labelled("La aprobación fue el 12/05/2025.", [1], true),
        Labelled("La profesora Benítez se abstuvo.", [1], true),
        Labelled("No se puede renovar un préstamo más de una vez.", [2], true),
        Labelled("Devolver tarde impide retirar libros durante una semana.", [2], true),
        Labelled("El ciclo del agua se observa con un experimento en la primera clase.", [3], true),
        Labelled("La nota depende en un 40 % de un trabajo en grupo.", [3], true),
        Labelled("The bus costs each family 4,500 pesos.", [4], true),
        Labelled("Los estudiantes vuelven a las 14:00.", [4], true),
        Labelled("En la segunda clase se lee un texto sobre la potabilización.", [3], true),
        Labelled("The visit to the museum is on 3 June.", [4], true),
        Labelled("La biblioteca recibirá 1.500.000 pesos.", [1], false),
        Labelled("La aprobación fue el 12/06/2025.", [1], false),
        Labelled("La obra ya terminó y fue inaugurada por la directora.", [1], false),
        Labelled("El arquitecto Ortiz donó los planos a la escuela.", [1], false),
        Labelled("Los préstamos se renuevan por teléfono o por correo.", [2], false),
        Labelled("Los diccionarios se prestan por siete días.", [2], false),
        Labelled("Los alumnos presentan el afiche a las familias.", [3], false),
        Labelled("La unidad termina con una salida al río.", [3], false),
        Labelled("Lunch at the museum costs 900 pesos.", [4], false),
        Labelled("Students must wear the school uniform.", [4], false),
        Labelled("La visita al museo se suspende si llueve.", [4], false),
        Labelled("El consejo aprobó la construcción de un gimnasio nuevo.", [1], false),
    ]
}
