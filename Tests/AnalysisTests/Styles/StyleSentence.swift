import Styles
import Testing

/// A sentence written for these tests, and the style that stands out in it, if any.
struct StyleSentence: Sendable, CustomTestStringConvertible {
    let text: String
    let label: CommunicationStyle?

    var testDescription: String { text }

    private static func read(_ label: CommunicationStyle?, _ lines: String) -> [StyleSentence] {
        lines.split(separator: "\n").map { StyleSentence(text: String($0), label: label) }
    }

    static let all: [StyleSentence] =
        read(
            .assertive,
            """
            Me siento frustrada cuando interrumpes lo que digo
            me molesta cuando llegas tarde y no avisas
            Cuando me gritas me siento mal
            me duele que no me tomen en cuenta en el equipo
            Te pido que me hables con respeto
            Me gustaría hablar contigo sobre la calificación
            Necesito que me avises con tiempo si no vas a venir
            Les pido que respeten los turnos
            quisiera pedirte un favor
            Quiero proponer otra forma de repartir las tareas
            ¿Podrías explicarme otra vez el tercer paso?
            Te agradecería que me lo dijeras en privado
            Hoy no puedo ayudarte, pero mañana sí
            Gracias por invitarme, pero no voy a ir
            prefiero que lo hablemos con calma
            No me parece justo que yo haga todo el trabajo
            No voy a aceptar insultos
            No estoy de acuerdo con esa decisión
            En mi opinión conviene entregar antes
            desde mi punto de vista el ejercicio está bien
            Entiendo tu punto, pero lo veo distinto
            Entiendo que estés cansado, pero necesito terminar hoy
            Propongo que dividamos el trabajo en tres
            Podemos llegar a un acuerdo
            ¿Qué te parece si nos turnamos?
            I feel ignored when you don't answer
            """
        )
        + read(
            .passive,
            """
            Perdón por molestar, es que no entendí
            Disculpe la molestia, profesor
            perdona por preguntar otra vez
            no quiero molestar con mis dudas
            Si no es mucha molestia, ¿me lo repite?
            lo que tú digas está bien para mí
            me da igual, lo que ustedes decidan
            como tú prefieras, yo me adapto
            Decidan ustedes
            mejor no digo nada
            Prefiero quedarme callada
            No me atrevo a preguntar en clase
            me da miedo decir lo que pienso
            me da pena pedir ayuda
            no sé decir que no
            siempre digo que sí aunque no quiera
            nunca digo lo que pienso
            Seguro es una tontería lo que voy a decir
            mi opinión no importa
            seguro es mi culpa
            No le dije nada y me aguanté
            quizás, no sé, supongo que a lo mejor se puede un poquito
            sorry for bothering you
            """
        )
        + read(
            .aggressive,
            """
            Eres un idiota
            sos un inútil
            qué imbécil eres
            No seas estúpido
            Cállate ya
            cierra la boca
            vete a la mierda
            Lárgate de aquí
            ¡Déjame en paz!
            y a ti qué te importa
            te vas a arrepentir
            me las vas a pagar
            o lo haces o te atienes a las consecuencias
            más te vale que lo entregues hoy
            siempre arruinas todo
            todo es tu culpa
            no sirves para nada
            me tienes harto
            ¿Quién te crees que eres?
            Contéstame ya mismo
            te exijo una respuesta
            hijo de puta
            NO TE SOPORTO MÁS, eres un inútil
            shut up, you are so stupid
            """
        )
        + read(
            .passiveAggressive,
            """
            Haz lo que quieras
            hagan lo que se les dé la gana
            si tú lo dices...
            Claro, como tú nunca te equivocas
            como tú digas, jefe
            No te preocupes por mí, ya estoy acostumbrada
            tranquilo, yo lo hago todo como siempre
            perdón por existir
            Gracias por nada
            gracias por avisar, eh
            qué amable de tu parte llegar a esta hora
            te felicito, lograste arruinarlo
            qué bueno que te acuerdas de que existo
            Milagro que contestas
            ya veo cuánto te importo
            se ve que te importa mucho
            nada, olvídalo
            no estoy enojada, tú sabrás lo que hiciste
            olvídalo, no lo entenderías
            total, a nadie le importa lo que digo
            no importa, ya estoy acostumbrado
            thanks for nothing
            """
        )
        + read(
            .manipulative,
            """
            Si de verdad me quisieras, lo harías
            si me quisieras me ayudarías con la tarea
            Si fueras un buen amigo me pasarías el examen
            un buen hijo no haría eso
            ¿Así me pagas?
            Después de todo lo que hice por ti
            con todo lo que yo sacrifiqué por ustedes
            yo que te di todo y mira
            me lo debes
            por tu culpa estoy enferma
            mira lo que me haces hacer
            vas a hacer que me enferme, me vas a matar de un disgusto
            tú me obligaste a gritarte
            Si me dejas me mato
            sin ti no soy nada
            nadie te va a querer como yo
            sin mí no eres nada
            solo yo te entiendo
            tus amigos no te quieren
            no le cuentes a nadie, es nuestro secreto
            estás loca, eso nunca pasó
            yo nunca dije eso, te lo imaginas
            todos piensan que estás exagerando
            si no me ayudas ya no somos amigos
            lo hago por tu bien
            """
        )
        + read(
            nil,
            """
            Hola, ¿cómo estás?
            ¿Cuál es la derivada de x al cuadrado?
            mañana tenemos examen de historia
            Hoy llovió todo el día
            Gracias por la explicación
            me gusta mucho la biología
            No entendí el segundo ejercicio
            Estoy triste porque perdió mi equipo
            quiero estudiar medicina
            la clase empieza a las ocho
            ¡Qué alegría, aprobé!
            creo que la respuesta es la b
            no sé
            Mi hermano vive en Rosario
            el protagonista de la novela es un médico
            me quiero morir
            VIVA EL FÚTBOL ARGENTINO
            no eres un idiota
            tengo hambre
            The meeting is at noon
            🙂🙂
            """
        )
}
