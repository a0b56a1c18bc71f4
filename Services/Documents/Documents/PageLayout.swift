import Conversion
import FoundationEssentials

/// What is kept of a page beside its text.
struct PageLayout: Codable {
    let blocks: [PageBlock]
    let size: Conversion.Size?
    let isRecognised: Bool
    let instructions: [TextSpan]
    let fault: ConversionError?
}

/// Words in few bytes, since a page has hundreds: numbers with spaces between them. Boxes in tenths of a unit.
enum PageWords {
    static func encoded(_ words: [PageWord]) -> String {
        var (text, last) = ("", 0)
        text.reserveCapacity(words.count * 28)
        for word in words {
            let box = [word.left, word.top, word.right, word.bottom].map { number in
                Int((number * 10).rounded().clamped)
            }
            let numbers = [word.span.start - last, word.span.end - word.span.start] + box
            for number in numbers { text += "\(number) " }
            last = word.span.start
        }
        return text
    }

    /// What isn't a word is passed over.
    static func decoded(_ text: String) -> [PageWord] {
        let numbers = text.utf8.split(separator: UInt8(ascii: " ")).map { Int(Substring($0)) ?? 0 }
        var last = 0
        return stride(from: 0, to: numbers.count - numbers.count % 6, by: 6).map { index in
            last += numbers[index]
            let box = numbers[index + 2..<index + 6].map { Float($0) / 10 }
            return PageWord(
                span: TextSpan(start: last, end: last + numbers[index + 1]),
                left: box[0],
                top: box[1],
                right: box[2],
                bottom: box[3]
            )
        }
    }
}

extension Float {
    /// Within what a page can be, whatever a file says.
    fileprivate var clamped: Float { isFinite ? Swift.min(Swift.max(self, -1e7), 1e7) : 0 }
}
