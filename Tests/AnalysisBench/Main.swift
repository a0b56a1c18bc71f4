import Emotions
import Foundation
import Risk
import Styles

/// Reads messages, one a line, over and over: `analysis-bench <weights.bin>` prints how many one core reads in a second of
/// its own time, for each part of the analysis and for all of it, as JSON: scripts/lib/analysis_bench.py.
@main
struct Main {
    private static let seconds = 2.0

    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            print("uso: analysis-bench <weights.bin> < mensajes")
            exit(2)
        }
        let emotions = EmotionModel(weights: try EmotionWeights(contentsOf: URL(filePath: CommandLine.arguments[1])))
        let (styles, risk) = (StyleReader(), RiskAssessor.shared)
        var messages: [String] = []
        while let line = readLine() { messages.append(line) }
        let rates = [
            "emotion": rate(messages) { emotions.read($0).certain },
            "style": rate(messages) { styles.read($0).label != nil },
            "risk": rate(messages) { risk.assess($0).tier > 0 },
            "all": rate(messages) { text in
                let message = MessageText(text)
                let isCertain = emotions.read(text).certain
                let hasStyle = styles.read(message).label != nil
                return risk.assess(message).tier > 0 || isCertain || hasStyle
            },
        ]
        let json = try JSONEncoder().encode(rates)
        print(String(decoding: json, as: UTF8.self))
    }

    private static func rate(_ messages: [String], _ read: (String) -> Bool) -> Double {
        // What is found keeps the work from being left out.
        var found = messages.count(where: read)
        var count = 0
        let start = clock()
        var spent = 0.0
        while spent < seconds, !messages.isEmpty {
            found += messages.count(where: read)
            count += messages.count
            spent = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        }
        return found >= 0 ? Double(count) / spent : 0
    }
}
