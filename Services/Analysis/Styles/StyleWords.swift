/// Classes of words that style rules name with `@`, folded.
enum StyleWords {
    static let classes: [String: String] = [
        "insult": """
        idiota imbecil estupido estupida pendejo pendeja tonto tonta inutil basura mierda asco asqueroso asquerosa burro
        burra animal payaso payasa ridiculo ridicula ignorante bruto bruta cabron cabrona hdp puta puto boludo boluda
        pelotudo pelotuda gilipollas subnormal retrasado retrasada patetico patetica mediocre naco incompetente baboso
        babosa culero culera maldito maldita perra rata cerdo desgraciado desgraciada infeliz loser idiot stupid moron
        useless pathetic
        """,
        "feel": """
        siento molesta duele preocupa incomoda entristece enoja frustra afecta lastima sienta sentia senti molesto dolio
        gusta confunde
        """,
    ]
}
