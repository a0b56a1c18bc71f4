extension StyleRule {
    /// Says what the writer feels, thinks and asks for, and leaves the other their own.
    static let assertive: [StyleRule] = [
        StyleRule(
            "assertive.i_message",
            .assertive,
            why: "An I-message names a feeling and what brings it, without blame.",
            """
            me @feel ..4 cuando|que|si|como
            me @feel mal|triste|incomodo|incomoda|molesto|molesta|frustrado|frustrada|dolido|dolida|ignorado|\
            ignorada ..2 cuando|si|por|con|que
            cuando ..8 me @feel
            i feel ..3 when
            """
        ),
        StyleRule(
            "assertive.request",
            .assertive,
            why: "A clear request in the first person leaves room for a no.",
            """
            me gustaria que|pedirte|hablar|proponer|saber|preguntarte|decirte|comentarte|aclarar
            te|le|les pido que|por|un|una|respeto|tiempo|paciencia
            quisiera|quiero|necesito pedirte|pedirle|que|hablar|decirte|proponer|aclarar|comentar|proponerte|\
            hablarlo ..6 contigo|respeto|hablemos|escuches|ayudes|usted|favor|respeten|escuchen|respetes|organicemos|\
            expliques|explique|avises|avisen|sobre|calma
            necesito que|tiempo|un|espacio ..2 respetes|escuches|ayudes|espacio|avises|digas|tiempo|respeten|\
            expliques|explique|pensarlo
            te|le|les agradeceria|agradezco que|si
            quiero|quisiera proponer|proponerles|proponerte|pedirles|pedirte|aclarar|aclararles
            podrias|podria|podrian|podriamos ..2 explicarme|ayudarme|hablar|avisarme|decirme|repetir|ponernos|\
            organizarnos|revisar|buscar
            i would like|appreciate
            could you please
            """
        ),
        StyleRule(
            "assertive.boundary",
            .assertive,
            why: "A limit is set on what happens, with a reason or an alternative.",
            """
            prefiero no|que|hacerlo|hablar|hablarlo|decirlo|esperar|terminar|trabajar
            no puedo|voy|quiero|acepto ahora|hoy|poder|ir|ayudarte|que|hacerlo|seguir ..6 pero|porque|puedo|mañana
            no me parece bien|justo|correcto|adecuado|aceptable
            no voy a aceptar|permitir|tolerar que|insultos|gritos|esto
            hoy|ahora|esta vez? no puedo ..6 pero|puedo|mañana|gracias
            gracias por ..2 pero no|prefiero|esta|hoy
            gracias pero no|prefiero
            """
        ),
        StyleRule(
            "assertive.opinion",
            .assertive,
            why: "A disagreement owned as one's view keeps to the matter.",
            """
            no estoy de acuerdo
            no comparto tu|su|esa|la opinion|idea|postura
            en mi opinion
            desde mi punto de vista
            mi opinion|punto|propuesta|postura es
            yo lo? veo|pienso|entiendo distinto|diferente|que|otra ..2 manera|forma?
            i disagree
            i dont agree
            """
        ),
        StyleRule(
            "assertive.understanding",
            .assertive,
            why: "Seeing the other's side before one's own looks for an agreement.",
            """
            entiendo|comprendo|respeto|se que|tu|tus|lo|su ..8 pero
            propongo|sugiero que|un|una|algo|hacer|dividir|repartir|hablarlo
            podemos|podriamos|busquemos|encontremos|lleguemos ..3 acuerdo|solucion|hablarlo|dividir|repartir|\
            organizarnos|turnarnos
            que te|les|le parece si
            me hago cargo
            """
        ),
    ]
}
