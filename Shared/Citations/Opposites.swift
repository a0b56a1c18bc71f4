/// Words of which one says what the other denies: «antes» and «después», «permitido» and «prohibido».
struct Opposites {
    /// Which sides of which pairs a text has.
    private var sides: [Set<Int>] = [[], []]

    /// - Parameter words: folded.
    init(_ words: Set<String>) {
        for word in words {
            for (pair, side) in Self.known[word, default: []] { sides[side].insert(pair) }
            for length in Self.beginnings where length <= word.count {
                for (pair, side) in Self.known[word.prefix(length) + "*", default: []] { sides[side].insert(pair) }
            }
        }
    }

    /// Whether one says one side of a pair, and the other the other side.
    func oppose(_ other: Opposites) -> Bool {
        let (own, others) = (only(0), other.only(0))
        return !own.isDisjoint(with: other.only(1)) || !only(1).isDisjoint(with: others)
    }

    private func only(_ side: Int) -> Set<Int> { sides[side].subtracting(sides[1 - side]) }

    private static let beginnings = 4...9

    /// The pair and the side of each word; of what ends with `*`, of all words that begin so.
    private static let known: [String: [(Int, Int)]] = {
        var known: [String: [(Int, Int)]] = [:]
        for (pair, line) in pairs.split(separator: "\n").enumerated() {
            for (side, words) in line.split(separator: "/").enumerated() {
                for word in words.split(separator: " ") { known[String(word), default: []].append((pair, side)) }
            }
        }
        return known
    }()

    private static let pairs = """
        aument* incremen* crecio crecieron subio subieron increased rose / disminuy* redujo redujeron bajaron decreased fell
        antes before / despues after
        permit* allowed / prohib* vedad* forbidden
        obligatori* required mandatory / optativ* opcional* voluntari* facultativ* optional voluntary
        debe deben debera deberan must / puede pueden podra podran may
        todos todas all / algunos algunas some
        minim* minimum least / maxim* maximum most
        abre abren abrir* abiert* open opens / cierra cierran cerrar* cerrad* closed closes
        aprobo aprobaron aprobad* approved / rechaz* desaprob* reprob* rejected
        gana gano ganaron won / pierde pierden perdio perdieron lost
        conserva* mantiene* keeps / pierde pierden perdio perdieron loses
        gratis gratuit* free / cuesta cuestan paga pagan pago pagar arancel* costs pays
        oral orales / escrito escrita escritos escritas written
        public* / privad* private
        individual* / grupal* grupo grupos group
        presencial* / virtual* remot* online
        dentro inside / fuera outside
        incluye* incluid* included includes / excluye* excluid* excluded
        mas more / menos less fewer
        mayor mayores above / menor menores below
        favor / contra
        primero primera first / ultimo ultima last
        """
}
