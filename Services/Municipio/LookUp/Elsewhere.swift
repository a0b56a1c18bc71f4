import Daemon
import Foundation
import Gazetteer

/// Countries and cities abroad that mustn't be taken for a place here: `elsewhere.txt`, a country and its cities a line.
enum Elsewhere {
    static func names(folder: String, place: Int) throws -> [PlaceName] {
        let path = "\(folder)/elsewhere.txt"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ConfigurationError(path, "is not a readable list of places")
        }
        return text.split(separator: "\n").flatMap { line in
            line.split(separator: ",").enumerated().map { number, name in
                PlaceName(
                    name.drop { $0 == " " }.description,
                    place: place,
                    kind: number == 0 ? .outsideRegion : .outside
                )
            }
        }
    }
}
