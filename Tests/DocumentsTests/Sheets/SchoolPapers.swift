/// A document that a school might have, and what a person would write into each column. All of them are fiction: no
/// person, school, address or number in them is real.
struct SchoolPaper {
    let name: String
    /// Lines; `# ` begins a heading, `- ` an item, `|` a row of cells, `~` a page.
    let text: String
    let template: SheetPaperTemplate
    /// By column: what is right. What is missing must stay empty.
    let expected: [String: String]
}

/// The templates that the papers are labelled for.
enum SheetPaperTemplate: CaseIterable {
    case families, minutes, permissions, invoices, rubric
}

enum SchoolPapers {
    static let all = families + minutes + permissions + invoices + rubrics + parts

    private static let families = [
        SchoolPaper(
            name: "ficha de datos con etiquetas",
            text: """
                # FICHA DE INSCRIPCIÓN 2026
                Nombre completo del alumno/a: Renata Olmedo Quintanar
                Grado y grupo: 3.º B
                Fecha de nacimiento: 14 de julio de 2017
                Nombre de la madre, padre o tutor: Ignacio Olmedo Paz
                Teléfono de contacto: 00 0000 1201
                Correo electrónico: olmedo.familia@ejemplo.test
                Alergias: Nuez y cacahuate
                Firma: ____________________
                """,
            template: .families,
            expected: [
                "alumno": "Renata Olmedo Quintanar", "grupo": "3.º B", "nacimiento": "2017-07-14",
                "tutor": "Ignacio Olmedo Paz", "telefono": "00 0000 1201", "correo": "olmedo.familia@ejemplo.test",
                "alergias": "Nuez y cacahuate",
            ]
        ),
        SchoolPaper(
            name: "ficha en un solo renglón",
            text: """
                # Escuela Primaria Laguna Imaginaria
                Alumno: Bruno Tejeda Lara Grupo: 5.º A Fecha de nacimiento: 02/11/2015 Tutor: Marta Lara Solís Teléfono: (00) 0000-4410 Correo: marta.lara@ejemplo.test
                """,
            template: .families,
            expected: [
                "alumno": "Bruno Tejeda Lara", "grupo": "5.º A", "nacimiento": "2015-11-02",
                "tutor": "Marta Lara Solís", "telefono": "(00) 0000-4410", "correo": "marta.lara@ejemplo.test",
            ]
        ),
        SchoolPaper(
            name: "ficha en tabla de dos columnas",
            text: """
                # Datos de la familia
                |Alumna|Emilia Cantú Rey
                |Grupo|1.º C
                |F. de nac.|9-ene-2019
                |Madre o tutora|Rosa Rey Montiel
                |Tel.|000 000 7788
                |E-mail|rosa.rey@ejemplo.test
                |Alergias|Ninguna conocida
                """,
            template: .families,
            expected: [
                "alumno": "Emilia Cantú Rey", "grupo": "1.º C", "nacimiento": "2019-01-09", "tutor": "Rosa Rey Montiel",
                "telefono": "000 000 7788", "correo": "rosa.rey@ejemplo.test", "alergias": "Ninguna conocida",
            ]
        ),
        SchoolPaper(
            name: "ficha con etiquetas encima",
            text: """
                # FICHA
                Nombre del estudiante:
                Santiago Ibarra Uc
                Grupo:
                6.º B
                Fecha de nacimiento:
                30/04/2014
                Responsable del menor:
                Lucía Uc Pech
                """,
            template: .families,
            expected: [
                "alumno": "Santiago Ibarra Uc", "grupo": "6.º B", "nacimiento": "2014-04-30", "tutor": "Lucía Uc Pech",
            ]
        ),
        SchoolPaper(
            name: "ficha sin llenar",
            text: """
                # FICHA DE INSCRIPCIÓN 2026
                Nombre completo del alumno/a: ______________________
                Grado y grupo: ____
                Fecha de nacimiento: ___ / ___ / ______
                Teléfono de contacto: ____________
                """,
            template: .families,
            expected: [:]
        ),
        SchoolPaper(
            name: "carta de una madre",
            text: """
                Laguna Imaginaria, 3 de febrero de 2026
                Estimada maestra:
                Le escribo para avisar que cambiamos de número. La tutora de mi hijo sigue siendo mi hermana, pero para cualquier aviso escríbame a dalia.mora@ejemplo.test o llámeme al 00 0000 9034.
                Atentamente, Dalia Mora, mamá de Ulises
                """,
            template: .families,
            expected: ["telefono": "00 0000 9034", "correo": "dalia.mora@ejemplo.test"]
        ),
    ]

    private static let minutes = [
        SchoolPaper(
            name: "acta con etiquetas",
            text: """
                # ACTA DE REUNIÓN DE CONSEJO
                Fecha: 12 de marzo de 2026
                Lugar: Sala de maestros
                Asistentes: Prof. Abel Rincón, Mtra. Inés Duarte y Dir. Paula Vega
                # Orden del día
                1. Lista de asistencia
                2. Feria de ciencias
                # Acuerdos
                - La feria de ciencias será el viernes 24 de abril.
                - Cada grupo presenta dos proyectos.
                """,
            template: .minutes,
            expected: [
                "fecha": "2026-03-12", "lugar": "Sala de maestros",
                "asistentes": "Prof. Abel Rincón, Mtra. Inés Duarte y Dir. Paula Vega",
                "acuerdos":
                    "La feria de ciencias será el viernes 24 de abril.; Cada grupo presenta dos proyectos.",
            ]
        ),
        SchoolPaper(
            name: "acta con listas",
            text: """
                # Acta número 7
                En la Escuela Laguna Imaginaria, a 5 de junio de 2026, se reunió el comité.
                Presentes:
                - Omar Cid
                - Nadia Ferro
                - Julio Béjar
                Se tomaron los siguientes acuerdos:
                - Pintar el patio
                - Comprar dos porterías
                """,
            template: .minutes,
            expected: [
                "fecha": "2026-06-05", "asistentes": "Omar Cid; Nadia Ferro; Julio Béjar",
                "acuerdos": "Pintar el patio; Comprar dos porterías",
            ]
        ),
        SchoolPaper(
            name: "minutes in English",
            text: """
                # Parents' Meeting Minutes
                Date: October 9, 2026
                Place: Library
                Present: Ms. Vale, Mr. Stone and Ms. Brook
                # Agreements
                - The bake sale moves to November.
                """,
            template: .minutes,
            expected: [
                "fecha": "2026-10-09", "lugar": "Library", "asistentes": "Ms. Vale, Mr. Stone and Ms. Brook",
                "acuerdos": "The bake sale moves to November.",
            ]
        ),
        SchoolPaper(
            name: "acta en párrafos",
            text: """
                # Minuta
                Siendo las 10:30 horas del día 21 de enero de 2026 se dio inicio a la reunión. El lugar fue la biblioteca escolar.
                Acuerdos: Se entregarán boletas el 30 de enero. Se avisará a las familias por escrito.
                """,
            template: .minutes,
            expected: [
                "fecha": "2026-01-21", "lugar": "la biblioteca escolar",
                "acuerdos": "Se entregarán boletas el 30 de enero. Se avisará a las familias por escrito.",
            ]
        ),
    ]

    private static let permissions = [
        SchoolPaper(
            name: "permiso con casillas delante",
            text: """
                # Autorización de salida
                Alumno: Gael Prado Luna
                Salida al museo, fecha de la salida: 18/05/2026
                ¿Autoriza la salida? [x] Sí [ ] No
                Turno: ( ) Matutino (X) Vespertino
                Costo: $ 1,250.50
                """,
            template: .permissions,
            expected: [
                "alumno": "Gael Prado Luna", "salida": "2026-05-18", "autoriza": "yes", "turno": "Vespertino",
                "costo": "1250.5",
            ]
        ),
        SchoolPaper(
            name: "permiso con casillas detrás",
            text: """
                # Autorización de salida
                Nombre del alumno: Iker Soto Nava
                Fecha de salida: 18 de mayo de 2026
                Autoriza: Sí ( ) No (X)
                Turno: Matutino ☒ Vespertino ☐
                Cuota: 300 pesos
                """,
            template: .permissions,
            expected: [
                "alumno": "Iker Soto Nava", "salida": "2026-05-18", "autoriza": "no", "turno": "Matutino",
                "costo": "300",
            ]
        ),
        SchoolPaper(
            name: "permiso sin contestar",
            text: """
                # Autorización de salida
                Nombre del alumno: Iker Soto Nava
                Autoriza: Sí ( ) No ( )
                Turno: ( ) Matutino ( ) Vespertino
                """,
            template: .permissions,
            expected: ["alumno": "Iker Soto Nava"]
        ),
        SchoolPaper(
            name: "permiso por carta",
            text: """
                Por este medio autorizo que mi hija, del turno vespertino, asista a la visita. La fecha de salida es el 6 de junio de 2026. El costo es de 480 pesos.
                """,
            template: .permissions,
            expected: ["autoriza": "yes", "turno": "Vespertino", "salida": "2026-06-06", "costo": "480"]
        ),
        SchoolPaper(
            name: "negativa por carta",
            text: """
                No autorizo la salida de mi hijo al museo del 2 de julio de 2026.
                """,
            template: .permissions,
            expected: ["autoriza": "no", "salida": "2026-07-02"]
        ),
    ]

    private static let invoices = [
        SchoolPaper(
            name: "nota de compra",
            text: """
                # NOTA DE COMPRA
                Proveedor: Papelería El Lápiz Imaginario
                Fecha: 03.09.2026
                Folio: A-118
                |Artículo|Cantidad|Importe
                |Cuadernos|40|1.200,00
                |Lápices|100|350,50
                |Total||1.550,50
                Total a pagar: 1.550,50 €
                """,
            template: .invoices,
            expected: [
                "proveedor": "Papelería El Lápiz Imaginario", "fecha": "2026-09-03", "folio": "A-118",
                "total": "1550.5",
            ]
        ),
        SchoolPaper(
            name: "recibo con puntos",
            text: """
                # RECIBO
                Proveedor ........ Transportes La Luna Ficticia
                Folio ........ 0042
                Fecha ........ 2026-08-17
                Total a pagar ........ $12,500
                """,
            template: .invoices,
            expected: [
                "proveedor": "Transportes La Luna Ficticia", "folio": "0042", "fecha": "2026-08-17", "total": "12500",
            ]
        ),
    ]

    private static let rubrics = [
        SchoolPaper(
            name: "hoja de evaluación",
            text: """
                # Evaluación de la exposición
                Alumno: Tadeo Ríos Marín
                |Criterio|Puntos
                |Dominio del tema|8,5
                |Claridad al hablar|7/10
                |Material de apoyo|9
                Observaciones: Buen manejo del tiempo.
                """,
            template: .rubric,
            expected: [
                "alumno": "Tadeo Ríos Marín", "dominio": "8.5", "claridad": "7", "material": "9",
                "observaciones": "Buen manejo del tiempo.",
            ]
        ),
        SchoolPaper(
            name: "evaluación en prosa",
            text: """
                # Informe
                Estudiante: Vera Salas Coto
                Dominio del tema: nueve. Claridad al hablar: 8 de 10. Material de apoyo: 6
                Comentarios: Debe mirar al público.
                """,
            template: .rubric,
            expected: [
                "alumno": "Vera Salas Coto", "dominio": "9", "claridad": "8", "material": "6",
                "observaciones": "Debe mirar al público.",
            ]
        ),
    ]
}
