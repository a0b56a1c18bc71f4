import Foundation

/// Measures retrieval on this machine, for scripts/lib/retrieval_bench.py.
///
/// `retrieval-bench quality <folder>`: SciFact, as JSON. `scale <folder> <chunks>`: search times over so many chunks in memory,
/// made of its sentences. `store <folder> <chunks>`: the same in a store on SQLite, made in the folder.
/// `vectors <file> <file> <dimensions>`: exact search for the second file's vectors among the first one's.
@main
struct Main {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let number = arguments.last.flatMap { Int($0) } ?? 0
        switch (arguments.dropFirst().first, arguments.count) {
        case ("quality", 3): measureQuality(try SciFact(folder: arguments[2]))
        case ("scale", 4) where number > 0: measureScale(try SciFact(folder: arguments[2]), chunks: number)
        case ("store", 4) where number > 0:
            try await measureStore(try SciFact(folder: arguments[2]), chunks: number, folder: arguments[2])
        case ("vectors", 5) where number > 0: try measureVectors(arguments[2], arguments[3], dimensions: number)
        default:
            print(
                "uso: retrieval-bench quality <carpeta> | scale <carpeta> <fragmentos> | store <carpeta> <fragmentos>"
                    + " | vectors <archivo> <archivo> <dimensiones>"
            )
            exit(2)
        }
    }
}
