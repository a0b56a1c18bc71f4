import Foundation
import Risk

/// Reads messages, one a line: `risk-bench` prints tier, category and whether rules leave it to the
/// classifier, with `--rules` of the rules alone, with
/// `--scores` the classifier's score; `--speed` prints messages a second of one core.
@main
struct Main {
    static func main() {
        let option = CommandLine.arguments.dropFirst().first
        let assessor = option == "--rules" ? RiskAssessor(rules: RiskRule.all, classifier: nil) : .shared
        var lines: [String] = []
        while let line = readLine() { lines.append(line) }
        if option == "--speed" { return measure(lines, with: assessor) }
        for line in lines {
            if option == "--scores" {
                print(RiskClassifier.shipped.score(line))
            } else {
                let found = assessor.assess(line)
                print("\(found.tier)\t\(found.category?.rawValue ?? "-")\t\(assessor.isLeftToClassifier(line))")
            }
        }
    }

    private static func measure(_ lines: [String], with assessor: RiskAssessor) {
        var found = lines.prefix(100).count { assessor.assess($0).tier > 0 }
        let start = clock()
        for _ in 0..<5 { found += lines.count { assessor.assess($0).tier > 0 } }
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        let length = lines.reduce(0) { $0 + $1.utf16.count } / max(1, lines.count)
        print("\(Int(Double(lines.count * 5) / seconds)) messages/s of \(length) characters (\(found) with a finding)")
    }
}
