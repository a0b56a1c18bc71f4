/// The words by which a text speaks to a model, folded, Spanish and English.
enum InstructionWords {
    /// Orders to one reader; a class is spoken to in the plural.
    static let override = PhraseSet(
        """
        ignora, ignore, desestima, desestime, olvida, olvidate de, olvide, omite, omita, descarta, descarte,
        desobedece, anula, sobrescribe, saltate, haz caso omiso de, haz caso omiso a, haga caso omiso de, hace caso
        omiso de, deja de seguir, no sigas, no siga, no obedezcas, no hagas caso a, no hagas caso de, no tengas en
        cuenta, no tomes en cuenta, debes ignorar, debes olvidar, tienes que ignorar, tenes que ignorar, deberas
        ignorar, puedes ignorar, disregard, forget, override, bypass, discard, do not follow, don ' t follow, do not
        obey, stop following, pay no attention to, you must ignore, you should ignore, you have to ignore, you must
        disregard, must now ignore
        """
    )
    /// To several readers.
    static let pluralOverride = PhraseSet("ignoren, olviden, omitan, descarten, ignorad, olvidad, no sigan")
    static let rules = PhraseSet(
        """
        instruccion, instrucciones, indicacion, indicaciones, ordenes, reglas, directrices, directivas, restricciones,
        prompt, prompts, contexto, mensajes del sistema, mensaje del sistema, instruction, instructions, rules,
        guidelines, directions, directives, restrictions, commands, context, system message
        """
    )
    /// What makes rules those of a model.
    static let yours = PhraseSet(
        """
        anterior, anteriores, previo, previos, previa, previas, precedentes, de arriba, tu, tus, del sistema,
        de sistema, que recibiste, que te dieron, que te dio, que te han dado, que tengas, originales, iniciales,
        previous, prior, above, earlier, preceding, your, you were given, you received, system, original, initial,
        del desarrollador, developer
        """
    )
    static let everything = PhraseSet(
        """
        lo anterior, todo lo anterior, todo lo previo, todo lo de arriba, lo que te dijeron, lo que te han dicho,
        lo que te pidieron, everything above, all of the above, the above, everything before, what you were told,
        everything you were told, anything you were told, the user, al usuario, lo que pida el usuario
        """
    )
    static let model = PhraseSet(
        """
        ia, la ia, inteligencia artificial, una inteligencia artificial, modelo de lenguaje, modelos de lenguaje,
        modelo de ia, modelos de ia, llm, llms, chatgpt, gpt, asistente de ia, asistentes de ia, asistente virtual,
        asistente ia, sistema de ia, sistemas de ia, ai, ai assistant, ai assistants, ai model, ai models, ai system,
        ai systems, artificial intelligence, language model, language models, large language model,
        large language models, chatbot, chatbots, asistente automatico
        """
    )
    /// Names of people's trades as well.
    static let assistant = PhraseSet("asistente, assistant, modelo, model")
    static let beforeNames: Set<String> = [
        "querida", "querido", "estimada", "estimado", "hola", "dear", "hello", "hey",
        "un", "una", "el", "la", "los", "las", "al", "a", "an", "the", "any", "all", "cualquier", "toda", "todo",
        "todos",
        "todas", "every",
    ]
    static let ifYouAre = PhraseSet(
        "si eres, si sos, si usted es, if you are, if you ' re, eres, sos, you are, you ' re, as, como"
    )
    static let you = PhraseSet("you must, you should, you will, you have to, debes, deberas, tienes que, tenes que")
    static let notes = PhraseSet(
        """
        nota para, nota a, notas para, instruccion para, instrucciones para, mensaje para, aviso para, aviso a,
        orden para, ordenes para, atencion, atencion a, importante para, note to, note for, instruction for,
        instructions for, instructions to, message for, message to, notice to, attention, important for
        """
    )
    static let readers = PhraseSet(
        """
        que lea, que lean, que procese, que procesen, que analice, que analicen, que resuma, que resuman, leyendo,
        that reads, that read, who reads, reading, processing, summarizing, summarising, analyzing, that processes
        """
    )
    static let commands = PhraseSet(
        """
        di, dile, decile, responde, responda, contesta, conteste, ignora, ignore, olvida, incluye, incluya, recomienda,
        recomiende, escribe, aprueba, apruebe, califica, califique, afirma, afirme, menciona, concluye, concluya, no
        menciones, no digas, debes, deberas, debe, deben, answer, respond, reply, say, write, include, approve,
        recommend, rate, grade, give, tell, state, conclude, must, do not, you must
        """
    )
    static let toUser = PhraseSet(
        """
        dile al usuario, decile al usuario, digale al usuario, informa al usuario, informe al usuario,
        indica al usuario, recomienda al usuario, pide al usuario, pidele al usuario, convence al usuario,
        tell the user, inform the user, ask the user, instruct the user, advise the user, convince the user
        """
    )
    static let userAsks = PhraseSet(
        """
        si el usuario, cuando el usuario, si un usuario, si te preguntan, cuando te pregunten, si alguien te pregunta,
        if the user, when the user, if a user, when a user, if you are asked, when asked about, whenever asked,
        if anyone asks you
        """
    )
    static let answering = PhraseSet(
        """
        responde, respondeme, contesta, di, diga, responda, conteste, respond, answer, reply, say, output, print
        """
    )
    static let only: Set<String> = [
        "solo", "solamente", "unicamente", "exclusivamente", "siempre", "exactamente", "only", "just", "exactly",
        "always",
    ]
    static let anyQuestion = PhraseSet(
        """
        a cualquier pregunta, a toda pregunta, a todas las preguntas, a cada pregunta, a todo lo que,
        to any question, to every question, to all questions, regardless of the question, sea cual sea la pregunta,
        no matter what, pregunten lo que pregunten
        """
    )
    static let yourAnswers = PhraseSet(
        """
        todas tus respuestas, cada respuesta con, cada una de tus respuestas, all your answers, all your responses,
        every answer with, every response with, each answer with, each response with, your response with,
        your answer with, your reply with
        """
    )
    static let yourAnswer = PhraseSet(
        """
        tu respuesta debe, tu respuesta tiene que, en tu respuesta, a tu respuesta, en tus respuestas, a la respuesta,
        your answer must, your response must, your reply must, your output must, in your answer, in your response,
        in your reply, to your answer, to your response, to the answer
        """
    )
    static let secrets = PhraseSet(
        """
        tus instrucciones, tu prompt, prompt del sistema, instrucciones del sistema, instrucciones ocultas,
        instrucciones secretas, system prompt, your instructions, your prompt, initial prompt, hidden instructions,
        system instructions, prompt oculto
        """
    )
    static let revealing = PhraseSet(
        """
        muestra, muestrame, revela, revelame, repite, imprime, di, dime, escribe, copia, show, reveal, print, repeat,
        output, tell me, write, copy, display
        """
    )
    static let secrecy = PhraseSet(
        """
        no menciones esta nota, no menciones estas instrucciones, no menciones esta instruccion, no menciones este
        mensaje, sin mencionar estas instrucciones, sin mencionar esta instruccion, no reveles esta nota, no reveles
        estas instrucciones, no cites esta nota, no cites este parrafo, do not cite this note, do not cite this
        paragraph, no le digas al usuario, no digas al usuario, no avises al usuario, do not mention this instruction,
        do not mention these instructions, do not mention this note, do not tell the user, don ' t tell the user, do
        not reveal this, without mentioning this, without mentioning these
        """
    )
    static let fromNow = PhraseSet(
        """
        a partir de ahora, desde ahora, de ahora en adelante, a partir de este momento, from now on, you are now,
        ahora eres, ahora sos, you will now
        """
    )
    static let secondPerson = PhraseSet("eres, sos, seras, actua, actuas, actuaras, debes, tu, tus, you, your, act")
    static let unbound = PhraseSet(
        """
        sin restricciones, sin filtros, sin limites, sin reglas, modo desarrollador, modo administrador,
        no restrictions, without restrictions, unrestricted, no rules, developer mode, admin mode, dan, jailbreak,
        un asistente, una ia, asistente sin, an assistant, an ai
        """
    )
    static let sending = PhraseSet(
        """
        envia, envie, manda, mande, sube, transmite, incluye, incluya, agrega, agregue, anade, anada, inserta, inserte,
        carga, copia, send, include, add, append, insert, embed, post, upload, load, transmit, forward
        """
    )
    static let talk = PhraseSet(
        """
        la conversacion, esta conversacion, el historial, el contexto, el prompt, los datos del usuario,
        datos del usuario, el chat, the conversation, this conversation, the chat, chat history, the context,
        the prompt, user data, the user ' s
        """
    )
    static let grading = PhraseSet(
        """
        califica, califique, calificalo, puntua, puntue, evalua, evalue, asigna, asigne, asignale, asignenle, ponele,
        otorga, otorgue, pon, ponle, ponga, dale, aprueba, apruebe, give, grade, rate, score, assign, mark, approve,
        award
        """
    )
    static let graded = PhraseSet(
        """
        este trabajo, este ensayo, este examen, este alumno, esta alumna, este texto, este documento, esta respuesta,
        este candidato, esta candidata, este estudiante, esta entrega, este informe, este proyecto, todas las celdas,
        this essay, this paper, this student, this work, this submission, this candidate, this document, this exam,
        this answer, this report, this project, this text, all cells
        """
    )
    static let topMarks = PhraseSet(
        """
        maxima, maximo, 10, 100, diez, cien, sobresaliente, excelente, perfecta, perfecto, full marks, full, perfect,
        top, highest, maximum, excellent, a +
        """
    )
    static let scale = PhraseSet(
        "del 1 al, de 1 a, del 0 al, de 0 a, entre 1 y, entre 0 y, from 1 to, from 0 to, out of, escala, scale"
    )
    static let whenReading = PhraseSet(
        """
        al resumir, cuando resumas, cuando leas, al leer, al procesar, cuando analices, al analizar, when summarizing,
        when summarising, when you summarize, when reading, when you read, when processing, when analyzing
        """
    )
    static let claiming = PhraseSet(
        "di, afirma, menciona, recomienda, responde, contesta, concluye, say, state, mention, claim, conclude, answer"
    )
    static let markup = PhraseSet(
        """
        < |, | >, [ inst, [ / inst, < < sys, < system >, < / system >, < system, < / system, < start _ of _ turn,
        < end _ of _ turn, < / fuente, < fuente, < / source, " role " : " system, ' role ' : ' system, # # # system,
        # # # sistema :, # # # instruction :, system prompt :, prompt del sistema :, [ system ], [ sistema ],
        system override, override system, begin system prompt, end of system prompt, im _ start, im _ end
        """
    )
    static let roleLines = PhraseSet("system :, sistema :, assistant :, developer :, administrador :")
    /// Stand before quoted words that are spoken of.
    static let examples: Set<String> = [
        "ejemplo", "ejemplos", "frase", "frases", "expresion", "expresiones", "titulo", "titulado", "titulada",
        "llamado",
        "llamada", "example", "examples", "phrase", "phrases", "titled", "called", "sentence", "sentences",
    ]
    /// Where they begin a clause, it begins again after them.
    static let openings: Set<String> = [
        "luego", "entonces", "ahora", "now", "favor", "please", "also", "ademas", "simplemente", "just", "so",
        "instead",
        "importante", "important", "atencion", "attention", "tambien", "asi", "aqui",
    ]
    static let conjunctions: Set<String> = ["y", "e", "pero", "and", "but", "then"]
    /// Begin sentences that speak of somebody.
    static let subjects: Set<String> = [
        "el", "la", "los", "las", "un", "una", "cada", "quien", "the", "a", "an", "each", "every", "who",
    ]
}
