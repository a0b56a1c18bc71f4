import Foundation

/// Measures retrieval on this machine, for scripts/lib/retrieval_bench.py.
///
/// `retrieval-bench quality <folder>`: SciFact, as JSON. `retrieval-bench scale <folder> <chunks>`: search times over so
/// many chunks, made of its sentences, as JSON.
@main
struct Main {
    static func main() throws {
        let arguments = CommandLine.arguments
        switch (arguments.dropFirst().first, arguments.count) {
        case ("quality", 3): measureQuality(try SciFact(folder: arguments[2]))
        case ("scale", 4):
            guard let count = Int(arguments[3]), count > 0 else { fallthrough }
            measureScale(try SciFact(folder: arguments[2]), chunks: count)
        default:
            print("uso: retrieval-bench quality <carpeta> | scale <carpeta> <fragmentos>")
            exit(2)
        }
    }
}
