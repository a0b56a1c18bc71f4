/// Words that bound what a negation reaches, folded, Spanish and English.
enum ClauseWords {
    /// End a scope where they stand.
    static let ends: Set<String> = [
        "pero", "aunque", "sino", "excepto", "salvo", "por", "porque", "para", "desde", "hasta", "tras", "cuando", "si",
        "mientras", "but", "however", "although", "except", "because", "since", "for", "until", "though",
    ]
    /// End a scope once something stands in it: «sin fiebre con tos», «niega que tenga fiebre».
    static let endsAfterMention: Set<String> = ["con", "que", "with", "which"]
    static let conjunctions: Set<String> = ["y", "e", "and"]
    static let listClosings: Set<String> = ["ni", "o", "u", "or", "nor"]
    /// After a comma or a conjunction they begin a statement of its own.
    static let verbs: Set<String> = [
        "tiene", "tengo", "tienen", "tenia", "tuvo", "tuve", "presenta", "presento", "presentaba", "refiere", "refiero",
        "reporta", "menciona", "siento", "siente", "me", "le", "les", "se", "te", "nos", "duele", "duelen", "hay",
        "hubo", "toma", "tomo", "tomar", "tome", "usa", "uso", "usar", "use", "dar", "iniciar", "inicia", "indica",
        "acude", "esta", "estoy", "estaba", "es", "soy", "sigue", "sigo", "continua", "continuo", "persiste",
        "persisten", "solo", "ademas", "tambien", "puede", "puedo", "cursa", "consulta", "llega", "ingresa", "ando",
        "anda", "quiero", "recibe", "ha", "he", "ahora", "luego", "despues", "entonces", "has", "have", "had", "is",
        "reports", "complains", "takes", "took", "does",
    ]
    /// Verbs of what does not get better: «no cede», «no se le quita», «no puedo», «no aguanto».
    static let persistence: Set<String> = [
        "cede", "ceden", "cedio", "cedieron", "cedido", "cediendo", "remite", "remiten", "remitio", "remitido",
        "mejora", "mejoran", "mejoro", "mejorado", "mejoraba", "quita", "quitan", "quito", "quitado", "quitaba", "baja",
        "bajan", "bajo", "bajaba", "bajado", "pasa", "pasan", "paso", "pasado", "desaparece", "desaparecen",
        "desaparecio", "desaparecido", "resuelve", "resuelto", "resuelta", "resolvio", "controla", "controlan",
        "controlado", "controlo", "responde", "responden", "respondio", "respondido", "alivia", "alivian", "alivio",
        "aguanto", "aguanta", "soporto", "soporta", "va", "van", "calma", "calman", "calmo", "funciona", "funciono",
        "sirve", "sirvio", "improve", "improving", "improved", "resolve", "respond", "responded",
    ]
    /// May stand between `no` and such a verb, or between a mention and what is said of it.
    static let clitics: Set<String> = [
        "se", "me", "le", "les", "te", "nos", "ha", "han", "he", "habia", "ahora", "hoy", "logra", "quiere", "ya", "lo",
        "la", "el", "los", "las", "que", "cual", "cuales", "esta", "este", "fue", "fueron", "es", "son", "estan",
        "estaba", "totalmente", "pero", "y", "did", "has", "have", "is", "are", "was", "were",
    ]
    /// «tos no refiere», «fiebre no presenta»: after `no`, they take an object.
    static let reporting: Set<String> = [
        "refiere", "refiero", "presenta", "presento", "tiene", "tengo", "tenia", "hay", "hubo", "toma", "tomar",
        "reporta",
    ]
}
