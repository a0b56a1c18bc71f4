/// Finds the paragraphs of a part of a Word document, those within text boxes of others too.
struct LetterScanner {
    private let bytes: [UInt8]
    private var index = 0
    private var open: [LetterParagraph] = []
    private var done: [LetterParagraph] = []
    /// Text that has begun: where its element stands.
    private var tag: Range<Int>?
    /// Second forms that are open.
    private var fallbacks = 0
    /// Where tabs are set, none is written.
    private var areTabStops = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// In the order of their ends.
    mutating func paragraphs() throws(ConversionError) -> [LetterParagraph] {
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = start
            if starts("<!--") {
                skip(past: "-->")
            } else if starts("<?") {
                skip(past: "?>")
            } else if starts("<![CDATA[") {
                // No editor writes it. What it holds is text, and stays as it is.
                tag = nil
                skip(past: "]]>")
            } else if starts("<!") {
                throw .broken
            } else {
                try readTag()
            }
        }
        return done
    }

    private mutating func readTag() throws(ConversionError) {
        let start = index
        var quote: UInt8?
        index += 1
        while index < bytes.count, quote != nil || bytes[index] != UInt8(ascii: ">") {
            let byte = bytes[index]
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
            index += 1
        }
        guard index < bytes.count else { throw .broken }
        index += 1
        let isEnd = bytes[start + 1] == UInt8(ascii: "/")
        let isEmpty = bytes[index - 2] == UInt8(ascii: "/")
        let inside = bytes[(start + (isEnd ? 2 : 1))..<(index - 1)]
        let name = String(decoding: inside.prefix { !$0.isSpace && $0 != UInt8(ascii: "/") }, as: UTF8.self)
        if isEnd {
            end(name, at: start)
        } else if !isEmpty {
            begin(name, start..<index)
        } else if let current = open.last {
            breakLine(name, current.prefix)
        }
    }

    private mutating func begin(_ name: String, _ range: Range<Int>) {
        let local = name.local
        if local == "p", (open.first?.prefix ?? name.prefixed) == name.prefixed {
            open.append(LetterParagraph(prefix: name.prefixed, isSecondForm: fallbacks > 0))
        } else if local == "t", name.prefixed == open.last?.prefix {
            tag = range
        } else if local == "Fallback" {
            fallbacks += 1
        } else if local == "tabs" {
            areTabStops = true
        } else if let current = open.last {
            breakLine(name, current.prefix)
        }
    }

    private mutating func end(_ name: String, at place: Int) {
        switch name.local {
        case "p" where open.last?.prefix == name.prefixed:
            guard var paragraph = open.popLast() else { return }
            paragraph.findFields()
            done.append(paragraph)
        case "t":
            guard let tag, !open.isEmpty else { return }
            open[open.count - 1].append(.init(tag: tag, content: tag.upperBound..<place), of: bytes)
            self.tag = nil
        case "Fallback": fallbacks -= 1
        case "tabs": areTabStops = false
        default: break
        }
    }

    private mutating func breakLine(_ name: String, _ prefix: String) {
        guard name.prefixed == prefix else { return }
        switch name.local {
        case "tab" where !areTabStops: open[open.count - 1].appendBreak("\t")
        case "br", "cr": open[open.count - 1].appendBreak("\n")
        default: break
        }
    }

    private func starts(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

    private mutating func skip(past text: String) {
        let end = Array(text.utf8)
        while index < bytes.count, !bytes[index...].starts(with: end) { index += 1 }
        index = min(bytes.count, index + end.count)
    }
}

extension String {
    /// A name without its prefix.
    fileprivate var local: Substring { firstIndex(of: ":").map { self[index(after: $0)...] } ?? self[...] }

    /// What it begins with: `w:`, or nothing.
    fileprivate var prefixed: String { firstIndex(of: ":").map { String(self[...$0]) } ?? "" }
}
