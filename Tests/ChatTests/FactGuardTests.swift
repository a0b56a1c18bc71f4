import Chat
import Testing

struct FactGuardTests {
    private static let facts = [
        "Azul, Buenos Aires",
        """
        Oficina de Azul
        Dirección: Av. 25 de Mayo 619
        Teléfono: (02281) 555-0142
        Horario: lunes a viernes de 8 a 14
        Correo: azul@example.org
        """,
        "Ejemplo: beneficio\nSe pide dentro de los treinta días, según la ley 24.374. Ver tramites.example/azul",
    ]

    /// What goes out of an answer that comes in chunks of so many characters, and how much was taken out.
    private func passed(_ answer: String, chunk: Int = 5_000) -> (text: String, removed: Int) {
        var factGuard = FactGuard(facts: Self.facts)
        let characters = Array(answer)
        var text = ""
        for start in stride(from: 0, to: characters.count, by: chunk) {
            text += factGuard.pass(String(characters[start..<min(start + chunk, characters.count)]))
        }
        text += factGuard.finish()
        return (text, factGuard.removed)
    }

    @Test(arguments: [
        "Podés ir a Av. 25 de Mayo 619, de 8 a 14.", "Llamá al 02281 555 0142 o al 555-0142.",
        "Escribí a azul@example.org.", "Es gratis. Llevá tu documento.", "La oficina de Azul queda en 25 de Mayo 619.",
    ]) func whatTheFactsSayStays(answer: String) {
        let (text, removed) = passed(answer)
        #expect(text == answer && removed == 0)
    }

    @Test(arguments: [
        ("Llamá al 0221 555-0199.", "0199"), ("Llamá al 02281 0142 555.", "0142"), ("Cuesta 1500 pesos.", "1500"),
        ("Queda en Calle Moreno, al lado.", "Moreno"), ("Andá a Avenida Juan de Garay hoy.", "Garay"),
        ("Escribí a otra@example.org.", "otra@"), ("Mirá www.example.com/tramite hoy.", "example.com"),
        ("Llamá al ５５５ ０１９９.", "０１９９"), ("Llamá al cuatro cinco seis siete.", "seis"),
        ("Es el cero dos dos uno, cuatro noventa y nueve, doce.", "noventa"), ("Cuesta mil quinientos pesos.", "mil"),
        ("Se espera cuarenta y cinco días.", "cuarenta"), ("Call four five six seven today.", "six"),
        ("Llamá al 4 cinco 6 siete.", "cinco"), ("Son doscientos pesos.", "doscientos"),
        ("Al cuatro. Cinco. Seis. Siete.", "Seis"),
        ("Escribí a otra arroba example punto org.", "otra"), ("Escribí a juan.perez (at) example.org hoy.", "perez"),
        ("Escribí a otra @ example.org hoy.", "otra"), ("Mirá municipio punto gob punto ar hoy.", "gob"),
        ("Mirá tierras.gob.ar/tramite hoy.", "tierras"), ("Queda en Moreno, al lado.", "Moreno"),
        ("La dirección es Belgrano 450.", "Belgrano"), ("Podés ir a Moreno 619.", "Moreno"), ("Moreno 450.", "Moreno"),
        ("Te esperan en Belgrano al 500.", "Belgrano"), ("Hay otra entre Mitre y Rivadavia.", "Rivadavia"),
        ("La sede está ubicada frente a Plaza Moreno.", "Moreno"), ("Queda en **San Martín 120**.", "Martín"),
        ("Andá a Av. Gral. Paz 12. Es cerca.", "Paz"), ("Queda en Calle Moreno. También atienden ahí.", "Moreno"),
    ]) func whatTheyDoNotSayIsTakenOutWhateverTheChunks(answer: String, invention: String) {
        for chunk in [1, 3, 7, 5_000] {
            let (text, removed) = passed(answer, chunk: chunk)
            #expect(!text.contains(invention) && text.contains("…"), "\(text)")
            #expect(removed == 1, "\(text)")
        }
    }

    @Test func sentencesGoOutAsSoonAsTheyHaveEnded() {
        var factGuard = FactGuard(facts: Self.facts)
        #expect(factGuard.pass("La oficina atiende temprano. Des") == "La oficina atiende temprano. ")
        #expect(factGuard.pass("pués cierra") == "")
        #expect(factGuard.finish() == "Después cierra")
    }
}
