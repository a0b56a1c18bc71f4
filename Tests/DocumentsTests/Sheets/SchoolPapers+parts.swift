extension SchoolPapers {
    /// Papers whose parts are about different people, and that say things in words.
    static let parts = [
        SchoolPaper(
            name: "ficha por secciones",
            text: """
                # Ficha de inscripción
                # Datos del alumno
                |Apellidos y nombres:|Paredes Loza, Camila|Grupo:|3.º A
                |Fecha de nacimiento:|5 de octubre de 2017|Sexo:|F
                # Datos de la madre
                Nombre: Rosa Loza Aguirre
                Teléfono: 000 111 2233
                Correo: rosa.loza@ejemplo.test
                # Salud
                ¿Tiene alergias? ☒ Sí ☐ No   ¿Cuáles? Maní y penicilina
                """,
            template: .families,
            expected: [
                "alumno": "Paredes Loza, Camila", "grupo": "3.º A", "nacimiento": "2017-10-05",
                "tutor": "Rosa Loza Aguirre", "telefono": "000 111 2233", "correo": "rosa.loza@ejemplo.test",
                "alergias": "Maní y penicilina",
            ]
        ),
        SchoolPaper(
            name: "talón con casillas en la frase",
            text: """
                D.ª Marta Peña Vila, madre de Alba Peña Soto
                ☐ SÍ autoriza ☒ NO autoriza la participación de su hija
                El precio por alumno es de 23 euros.
                Fecha de la salida: 25 de mayo de 2026
                """,
            template: .permissions,
            expected: ["alumno": "Alba Peña Soto", "autoriza": "no", "costo": "23", "salida": "2026-05-25"]
        ),
        SchoolPaper(
            name: "acta con la fecha en palabras",
            text: """
                # ACTA N.º 4
                En Valle Alto, a los doce días del mes de marzo de dos mil veintiséis, se reúne el Consejo.
                # Acuerdos
                - Se aprueba el presupuesto.
                - Se encarga la pintura.
                La próxima reunión será el 16 de abril de 2026.
                """,
            template: .minutes,
            expected: ["fecha": "2026-03-12", "acuerdos": "Se aprueba el presupuesto.; Se encarga la pintura."]
        ),
    ]
}
