/// What answers might say of a school's papers, each with the passage that it cites and whether that says so: paraphrases
/// and synonyms, and what goes wrong with numbers, names, dates, units, negation, and who does what to whom.
///
/// The rule was made with `known`; `unseen` was written at the same time, and measured once the rule was done.
enum SupportClaims {
    struct Claim: Sendable {
        let source: String
        let text: String
        let isTrue: Bool
    }

    private static func claims(_ source: String, true kept: [String], false marked: [String]) -> [Claim] {
        kept.map { Claim(source: source, text: $0, isTrue: true) }
            + marked.map { Claim(source: source, text: $0, isTrue: false) }
    }

    static let known =
        claims(
            """
            El taller de cerámica se dicta los martes de 16 a 18 y lo coordina Marta Quiroga. El de ajedrez funciona los \
            jueves con Julián Paz. Cada grupo admite 20 inscriptos y cuesta 3.500 pesos por mes.
            """,
            true: [
                "Marta Quiroga coordina el taller de cerámica.",
                "El taller de ajedrez es los jueves y está a cargo de Julián Paz.",
                "Se admiten veinte inscriptos por grupo.",
                "El costo mensual es de $ 3.500.",
            ],
            false: [
                "Julián Paz coordina el taller de cerámica.",
                "El taller de cerámica se dicta los jueves.",
                "Cada grupo admite 3.500 inscriptos.",
                "El taller de ajedrez cuesta 20 pesos por mes.",
                "El taller de cerámica es gratuito y no requiere inscripción previa.",
            ]
        )
        + claims(
            """
            La matrícula aumentó un 12 % respecto de 2023 y llegó a 845 alumnos. El ausentismo bajó del 9 % al 6 %. La \
            inspectora Rosa Díaz visitó la escuela el 14 de agosto. No se registraron accidentes.
            """,
            true: [
                "La escuela tiene 845 alumnos, un 12 % más que en 2023.",
                "El ausentismo se redujo al 6 por ciento.",
                "La inspectora Díaz visitó la escuela en agosto.",
                "No hubo accidentes registrados.",
            ],
            false: [
                "La matrícula disminuyó un 12 % respecto de 2023.",
                "La matrícula aumentó un 9 %.",
                "Se registraron accidentes.",
                "La inspectora Rosa Díaz visitó la escuela el 12 de agosto.",
                "La escuela visitó a la inspectora Rosa Díaz y le entregó un informe detallado.",
            ]
        )
        + claims(
            """
            Las familias deben entregar la autorización firmada antes del 3 de mayo. Los alumnos pueden llevar almuerzo. \
            El micro sale a las 7:45 de la puerta principal y el regreso está previsto para las 17. Los celulares quedan \
            en la escuela.
            """,
            true: [
                "La autorización firmada se entrega antes del 3 de mayo.",
                "El micro parte a las 7:45 desde la puerta principal.",
                "Está permitido llevar almuerzo.",
                "Se vuelve a las 17 horas.",
                "Los alumnos dejan los celulares en la escuela.",
                "Hay que presentar la autorización con la firma antes del 3/5.",
            ],
            false: [
                "Las familias deben entregar la autorización después del 3 de mayo.",
                "El micro sale a las 17 de la puerta principal.",
                "Los alumnos deben llevar almuerzo.",
                "Los alumnos pueden llevar celulares y almuerzo.",
                "Los celulares no quedan en la escuela.",
            ]
        )

    static let unseen =
        claims(
            """
            El comedor atiende a 310 chicos de lunes a viernes. La nutricionista Elena Vera revisa el menú cada quince \
            días y la cocina la dirige Omar Funes. El postre es fruta tres veces por semana. Está prohibido el ingreso de \
            gaseosas.
            """,
            true: [
                "Elena Vera revisa el menú cada 15 días.",
                "La cocina está dirigida por Omar Funes.",
                "Tres veces por semana se sirve fruta de postre.",
                "En el comedor no se permiten gaseosas.",
                "Comen allí 310 chicos de lunes a viernes.",
            ],
            false: [
                "Omar Funes revisa el menú cada quince días.",
                "La nutricionista Elena Vera dirige la cocina.",
                "El comedor atiende a 15 chicos de lunes a viernes.",
                "Está permitido el ingreso de gaseosas.",
                "El postre es fruta quince veces por semana.",
            ]
        )
        + claims(
            """
            Por resolución del 8 de marzo de 2024 la escuela recibió 60 computadoras. De ellas, 45 están en el aula de \
            informática y 15 en la biblioteca. El mantenimiento lo paga la cooperadora, que preside Hugo Lema. La \
            conexión a internet no funciona en el primer piso.
            """,
            true: [
                "La escuela recibió sesenta computadoras en marzo de 2024.",
                "En la biblioteca hay 15 computadoras.",
                "La cooperadora se hace cargo del mantenimiento.",
                "Hugo Lema preside la cooperadora.",
                "El primer piso no tiene conexión a internet.",
            ],
            false: [
                "En la biblioteca hay 45 computadoras.",
                "La escuela recibió 60 computadoras el 24 de marzo de 2008.",
                "La conexión a internet funciona en el primer piso.",
                "Hugo Lema paga el mantenimiento de la biblioteca con fondos propios.",
                "La cooperadora recibió 60 computadoras de la escuela.",
            ]
        )
        + claims(
            """
            El examen final es oral y dura 40 minutos. Se aprueba con 6 y hay dos fechas: el 5 de diciembre y el 20 de \
            febrero. La profesora Nora Gil toma Historia y el profesor Iván Sosa toma Geografía. Quien falta pierde el \
            turno, salvo que presente certificado médico.
            """,
            true: [
                "El examen final dura 40 minutos y es oral.",
                "Hay dos fechas de examen, una en diciembre y otra en febrero.",
                "Nora Gil toma el examen de Historia.",
                "La nota mínima para aprobar es 6.",
                "Quien presenta certificado médico no pierde el turno.",
            ],
            false: [
                "El examen final es escrito y dura 40 minutos.",
                "La profesora Nora Gil toma Geografía.",
                "Se aprueba con 40 y dura 6 minutos.",
                "Las fechas son el 20 de diciembre y el 5 de febrero.",
                "Quien falta conserva el turno aunque no presente certificado médico.",
            ]
        )
}
