/// Reads what `pdftotext -bbox-layout` writes: pages, blocks, lines and words with their boxes.
enum LayoutReader {
    /// - Parameters:
    ///   - first: the number of the first page.
    ///   - sideways: numbers of pages that are shown on their side: their words are said as they are shown, their size isn't.
    static func pages(_ bytes: [UInt8], from first: Int, sideways: Set<Int>) -> [Page] {
        var (markup, pages) = (MarkupReader(bytes), [Page]())
        var (size, blocks, box): (Size?, [[WordBoxes.Line]], WordBoxes.Box?) = (nil, [], nil)
        while let token = markup.next() {
            switch token {
            case .start(let tag):
                switch tag.name {
                case "page":
                    let sides = (tag.float("width"), tag.float("height"))
                    let isSideways = sideways.contains(first + pages.count)
                    size = isSideways ? Size(width: sides.1, height: sides.0) : Size(width: sides.0, height: sides.1)
                    blocks = []
                case "block": blocks.append([])
                case "line": if !blocks.isEmpty { blocks[blocks.count - 1].append([]) }
                case "word":
                    box = WordBoxes.Box(
                        text: "",
                        left: tag.float("xMin"),
                        top: tag.float("yMin"),
                        right: tag.float("xMax"),
                        bottom: tag.float("yMax")
                    )
                default: break
                }
            case .text(let text): box?.text += text
            case .end("word"):
                if var word = box, let last = blocks.indices.last, let line = blocks[last].indices.last {
                    word.text = word.text.collapsed
                    if !word.text.isEmpty { blocks[last][line].append(word) }
                }
                box = nil
            case .end("page"):
                if let size { pages.append(WordBoxes(blocks).page(number: first + pages.count, size: size)) }
                size = nil
            case .end: break
            }
        }
        return pages
    }
}

extension MarkupReader.Tag {
    fileprivate func float(_ name: String) -> Float { self[name].flatMap(Float.init) ?? 0 }
}
