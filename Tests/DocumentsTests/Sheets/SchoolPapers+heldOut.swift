extension SchoolPapers {
    /// Written after the rules. All of it is fiction, too.
    static let heldOut = [
        SchoolPaper(
            name: "reinscripción con numerales",
            text: """
                COLEGIO VALLE DE NIEBLA – HOJA DE REINSCRIPCIÓN
                1. Apellidos y nombre del estudiante: Quiroga Bel, Matías
                2. Curso: 4.º B  Turno: mañana
                3. Nacido el: 23 de septiembre de 2016
                4. Persona responsable: Celia Bel Ordaz (madre)
                5. Tel. celular: 000-000-3312
                6. Correo de la responsable: celia.bel@ejemplo.test
                7. ¿Padece alergias? Sí. ¿Cuáles?: polen
                """,
            template: .families,
            expected: [
                "alumno": "Quiroga Bel, Matías", "grupo": "4.º B", "nacimiento": "2016-09-23",
                "tutor": "Celia Bel Ordaz (madre)", "telefono": "000-000-3312", "correo": "celia.bel@ejemplo.test",
                "alergias": "polen",
            ]
        ),
        SchoolPaper(
            name: "credencial en tabla de cuatro columnas",
            text: """
                # Expediente
                |Alumno:|Zoe Farías Hua|Grupo:|2.º A
                |Fecha de nacimiento:|17.02.2018|Tutor:|Hugo Farías Coba
                |Teléfono:|00 0000 5127|Correo:|hugo.farias@ejemplo.test
                """,
            template: .families,
            expected: [
                "alumno": "Zoe Farías Hua", "grupo": "2.º A", "nacimiento": "2018-02-17",
                "tutor": "Hugo Farías Coba", "telefono": "00 0000 5127", "correo": "hugo.farias@ejemplo.test",
            ]
        ),
        SchoolPaper(
            name: "enrolment form",
            text: """
                # Enrolment form
                Student name: Iris Caldwell
                Class: 5C
                Date of birth: 3 May 2015
                Parent or guardian: Tom Caldwell
                Phone: 000 0000 777
                Email: t.caldwell@ejemplo.test
                Allergies: None known
                """,
            template: .families,
            expected: [
                "alumno": "Iris Caldwell", "grupo": "5C", "nacimiento": "2015-05-03", "tutor": "Tom Caldwell",
                "telefono": "000 0000 777", "correo": "t.caldwell@ejemplo.test", "alergias": "None known",
            ]
        ),
        SchoolPaper(
            name: "acta del consejo técnico",
            text: """
                # ACTA DE LA SEXTA SESIÓN ORDINARIA
                En el aula de usos múltiples del plantel, siendo las 8:15 h del 27 de marzo de 2026, se reunieron los integrantes del Consejo.
                # Participantes
                - Directora Olga Sáenz
                - Maestro Iván Rol
                # Desarrollo
                Se revisaron los resultados del segundo periodo.
                # Compromisos
                - Aplicar la evaluación diagnóstica en mayo.
                - Reforzar la lectura en primer grado.
                Se levanta la sesión a las 13:00 h.
                """,
            template: .minutes,
            expected: [
                "fecha": "2026-03-27", "asistentes": "Directora Olga Sáenz; Maestro Iván Rol",
                "acuerdos": "Aplicar la evaluación diagnóstica en mayo.; Reforzar la lectura en primer grado.",
            ]
        ),
        SchoolPaper(
            name: "minuta en tabla",
            text: """
                # MINUTA
                |Fecha|14/10/2026
                |Lugar|Biblioteca
                |Asistentes|Rita Cova, Luis Nieto
                |Acuerdos|Organizar el rincón de lectura
                """,
            template: .minutes,
            expected: [
                "fecha": "2026-10-14", "lugar": "Biblioteca", "asistentes": "Rita Cova, Luis Nieto",
                "acuerdos": "Organizar el rincón de lectura",
            ]
        ),
        SchoolPaper(
            name: "talón de autorización",
            text: """
                Yo, Aurora Vidal, madre de Teo Vidal Ponce, SÍ autorizo a que mi hijo participe en la salida al acuario.
                Fecha de la salida: viernes 9 de octubre de 2026
                Turno: vespertino
                Cuota de recuperación: $ 1.350,00
                """,
            template: .permissions,
            expected: [
                "alumno": "Teo Vidal Ponce", "salida": "2026-10-09", "autoriza": "yes", "turno": "Vespertino",
                "costo": "1350",
            ]
        ),
        SchoolPaper(
            name: "permiso en un renglón con casillas",
            text: """
                # PERMISO
                Alumna: Noa Prat Gil   Turno: [X] Matutino [ ] Vespertino   Autoriza: [ ] Sí [X] No   Costo: 90
                """,
            template: .permissions,
            expected: ["alumno": "Noa Prat Gil", "turno": "Matutino", "autoriza": "no", "costo": "90"]
        ),
        SchoolPaper(
            name: "factura con encabezado",
            text: """
                Distribuidora Nube Falsa, S. A.
                Factura núm.: F-2026/091
                Fecha de emisión: 30-06-2026
                |Concepto|Precio
                |Proyector|18,999.90
                TOTAL A PAGAR: $18,999.90 M.N.
                """,
            template: .invoices,
            expected: ["fecha": "2026-06-30", "folio": "F-2026/091", "total": "18999.9"]
        ),
        SchoolPaper(
            name: "rúbrica con más columnas",
            text: """
                # Exposición oral
                Nombre del estudiante: Abril Mena Toro
                |Criterio|Peso|Puntos
                |Dominio del tema|40|9
                |Claridad al hablar|40|8,5
                |Material de apoyo|20|10
                Comentarios del docente: Muy clara.
                """,
            template: .rubric,
            expected: [
                "alumno": "Abril Mena Toro", "dominio": "9", "claridad": "8.5", "material": "10",
                "observaciones": "Muy clara.",
            ]
        ),
    ]
}
