import Daemon

/// A file that can be imported as it is, to start from. Everything in it says that it is an example.
enum ImportExample {
    static let fileName = LocalizedText(es: "ejemplo-personas.csv", en: "example-people.csv")

    /// With a byte order mark, by which spreadsheets read it as UTF-8; with semicolons, as Spanish ones expect.
    static let text = LocalizedText(
        es: "\u{FEFF}"
            + """
            nombre;correo;rol;grupo;menor\r
            Ejemplo: Tania Soto Vera;tania.soto@ejemplo.example;tutora;Ejemplo 3.º B;no\r
            Ejemplo: Bruno Gil Ríos;bruno.gil@ejemplo.example;alumno;Ejemplo 3.º B;sí\r
            Ejemplo: Ana Núñez Peña;;alumna;Ejemplo 3.º B;sí\r

            """,
        en: "\u{FEFF}"
            + """
            name,email,role,group,minor\r
            Example: Tania Soto Vera,tania.soto@example.example,tutor,Example 3B,no\r
            Example: Bruno Gil Rios,bruno.gil@example.example,student,Example 3B,yes\r
            Example: Ana Nunez Pena,,student,Example 3B,yes\r

            """
    )
}
