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
        ("Llamá al ５５５ ０１９９.", "０１９９"),
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
