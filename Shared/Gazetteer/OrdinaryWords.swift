/// What words say where they are no part of a name: what it costs to have written them, and what they announce.
enum OrdinaryWords {
    enum Role: Sendable {
        /// Says nothing: «la», «de».
        case function
        /// Announces a place: «en», «partido», «vivo», «oficina».
        case cue
        /// Says nothing of what follows or goes before: «hola», «gracias».
        case courtesy
        /// Announces a person or a street: «calle», «señor».
        case decoy
        case ordinary, number, unknown
    }

    static func role(of word: FoldedWord) -> Role {
        word.isNumber ? .number : roles[word.bytes] ?? .unknown
    }

    /// How unlikely it is that somebody writes the word without meaning a place, in nats.
    static func cost(of word: FoldedWord, _ role: Role) -> Float {
        switch role {
        case .function: 1.2
        case .cue, .decoy: 3.5
        case .ordinary, .courtesy: 5
        case .number: 5
        case .unknown: min(14, 2 + 1.9 * Float(word.bytes.count))
        }
    }

    /// What it costs to leave a word of a name out.
    static func omission(of word: [UInt8], weight: Float) -> Float {
        if roles[word] == .function { return 0.4 }
        if titles.contains(word) { return 1.6 }
        return min(6, 1 + 0.4 * weight)
    }

    private static let roles: [[UInt8]: Role] = {
        var roles: [[UInt8]: Role] = [:]
        for (role, words) in [
            (Role.ordinary, ordinary), (.courtesy, courtesies), (.ordinary, alsoPlaces), (.decoy, decoys), (.cue, cues),
            (.function, functions),
        ] {
            for word in words.split(whereSeparator: \.isWhitespace) { roles[Array(word.utf8)] = role }
        }
        return roles
    }()

    private static let titles: Set<[UInt8]> = Set(
        """
        general coronel capitan presidente gobernador ingeniero doctor doctora almirante comandante comodoro teniente
        sargento brigadier mariscal mayor ministro maquinista intendente licenciado profesor padre fray monsenor villa
        barrio colonia estacion pueblo paraje ciudad balneario localidad partido municipio departamento heroica don
        dona santa san santo
        """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    )

    private static let functions = """
        a al ante bajo con contra de del desde e el ella ellos entre es esa ese eso esta este esto ha hasta hay i la las le les
        lo los mas me mi mis muy nos o para pero por que se si sin sobre son su sus te tu tus un una uno y ya yo u the of da
        do das dos
        """
    private static let cues = """
        en vivo vivimos vive viven vivia resido reside radicado radicada domicilio domiciliado domiciliada soy somos
        partido municipio municipalidad municipal localidad ciudad pueblo distrito departamento intendencia delegacion
        zona cerca alrededores camino hacia desde provincia pcia comuna pdo loc cabecera mudo mude mudamos nacido
        nacida oriundo oriunda ir voy vamos viajo llegar llego oficina oficinas dependencia dependencias sede direccion
        telefono telefonos whatsapp wasap wsp correo mail email horario horarios atencion vecino vecina vecinos centro in near
        """
    private static let courtesies = """
        hola buenas buenos buen dia dias tardes noches gracias favor porfavor saludos estimados estimado disculpe hello
        please thanks
        """
    private static let decoys = """
        calle calles avenida av avda diagonal pasaje ruta plaza hospital escuela colegio club banco jardin sala clinica
        sanatorio farmacia hotel cementerio llamo nombre apellido senor senora sr sra don dona dni abogado abogada
        escribano escribana equipo jugador torneo santo ave color
        """
    /// Names of places that are words, or names of people and things, as well.
    private static let alsoPlaces = """
        azul pila salto colon tigre monte mercedes flores lobos dolores victoria libertad florida bosques energia paz
        roca lima faro oriente patricios merlo moreno moron junin pilar campana magdalena ensenada castelli rojas
        navarro pinto alberti luz sol mar rio sierra puerto america martinez lopez gomez perez torres castilla
        esperanza independencia progreso porvenir este oeste norte sur julio mayo abril agosto septiembre
        octubre noviembre diciembre junio febrero marzo enero union trinidad ascension irene paula elvira estela
        veronica fatima lucia maria rosa teresa elena clara luisa ernestina adela bella vista real grande chica nueva
        nuevo viejo vieja alto alta baja medio la plata parada estacion capilla fortin laguna arroyo punta isla loma
        lomas cerro campo campos playa costa azules verde roja blanca negro negra abasto los talas pinos naranjos
        constancia armonia gloria larga rica limpia reja violeta choza colina delfina emilia lonja baliza caleta angelita
        """
    private static let ordinary = """
        necesito necesita necesitamos quiero quisiera queria quieren puedo puede pueden podria podrian debo debe
        tengo tiene tienen tenemos tenia hacer hago hace hacen saber sabe consultar consulta consultas preguntar
        pregunta averiguar informacion info dato datos ayuda ayudar ayudan decir dice dicen digan diga dime
        decime pasar pasen pasame mandar manden dar den dame buscar busco estoy esta estan estamos estaba ser
        sera seria fue era eran vas va van iba fui llevar llamar comunicar comunicarme hablar hablo atender
        atiende atienden trabajo trabajar trabaja estudio estudiar compre comprar compro vender vendi vendo
        alquilo alquilar pagar pago escritura escriturar escrituras escrituracion tramite tramites turno turnos
        requisito requisitos documento documentos documentacion papeles papel formulario planilla expediente
        firma beneficio beneficios beneficiario subsidio plan planes programa ley tierra tierras terreno
        terrenos lote lotes casa casas vivienda viviendas hogar familia familiar familiares hijo hija hijos
        padre madre hermano hermana abuelo abuela esposo esposa marido mujer persona personas gente dueno duena
        titular titularidad propiedad inmueble departamento depto edificio manzana parcela partida catastro
        dominio regularizacion regularizar donde cuando como cual cuales cuanto cuanta cuantos quien quienes
        porque aca alla ahi aqui alli direcciones numero numeros hora horas lugar lugares sitio queda quedan
        ubicado ubicada ubicacion esquina acercarme atras adelante lado costado frente entrada salida hoy ayer
        manana semana mes ano anos lunes martes miercoles jueves viernes sabado domingo siempre nunca ahora
        antes despues luego entonces tambien ademas solo solamente todavia aun mientras bien mal mejor peor todo
        toda todos todas algo alguien alguno alguna nada nadie ningun ninguna otro otra otros mismo misma cada
        mucho mucha muchos poco poca pocos mayor menor primero primera segundo ultima ultimo cosa cosas caso
        problema problemas error dinero plata pesos dolar dolares precio costo gratis gratuito salud medico
        trabajo obra social jubilacion jubilado pension seguro licencia carnet conducir registro civil acta
        partida nacimiento defuncion matrimonio divorcio juez juzgado justicia fiscalia policia comisaria
        denuncia multa impuesto impuestos tasa tasas deuda deudas cuota cuotas credito prestamo luz gas agua
        cloacas internet basura residuos auto autos moto colectivo tren micro viaje viajar comer comida perro
        gato animal arbol arboles futbol partido equipo musica pelicula television radio telefonica celular
        cargador bateria remera camisa pantalon zapatillas cielo verde rojo blanco negro amarillo grande chico
        nuevo vieja lindo feo caliente frio sol lluvia clima tiempo pronostico receta comprar cerveza presidente
        intendente gobernador ministro secretario director empleado empleada municipales nacional provincial
        local argentina argentino argentinos pais mundo internacional consegui conseguir perdi perder perdio
        encontre encontrar encontro termino terminar empezar empezo sirve sirven funciona anda andan abre abren
        cierra cierran abierto cerrado llueve juega jugar gana gano cumplo cumple edad mayor adulto adultos nino
        nina ninos chicos joven jovenes alumno alumnos docente asistencia certificado constancia copia original
        foto fotos imagen archivo pagina web sistema usuario clave mensaje respuesta responder responden
        contestan contesta reclamo queja sugerencia urgente urgencia rapido no sino ni nunca tampoco need want
        where is office address help the and for my live permiso permisos libreta libretas habilitacion
        habilitar comercio negocio patente plano planos mensura boleto compraventa cesion sucesion herencia
        heredero herederos poder titulo titulos cedula cedulas inscripcion inscribir hipoteca cancelacion
        inspeccion reunion cita citas cambio cambiar cambiaron retirar entregar entrega presentar llevo falta
        faltan completar firmar gratuita vencimiento vencido renovar renovacion posesion ocupante ocupantes
        desalojo alquiler inquilino garantia censo catastral municipalidades ventanilla mesa mesas oficial
        abogados sellado
        """
}
