import Retrieval
import TextAnalysis

/// An imported text, cut into pages and passages.
struct ReadText: Sendable {
    let source: ImportedText
    /// Of a document that isn't there yet; where it is, the pages are that one's.
    let newID: String
    let pages: [StoredPage]
    let passages: [NewPassage]
    let analyzer: Analyzer

    /// - Parameter newID: of a document that isn't there yet.
    init(_ source: ImportedText, id newID: String) {
        self.source = source
        self.newID = newID
        pages = source.pages(of: newID)
        var chunker = PageChunker()
        passages = chunker.passages(of: pages)
        analyzer = Analyzer.guess(source.text)
    }

    /// The same pages of another document.
    func pages(of document: String) -> [StoredPage] {
        document == newID ? pages : pages.map { $0.moved(to: document) }
    }
}

extension StoredPage {
    fileprivate func moved(to document: String) -> StoredPage {
        StoredPage(
            document: document,
            number: number,
            text: text,
            blocks: blocks,
            words: words,
            size: size,
            isRecognised: isRecognised,
            instructions: instructions,
            fault: fault
        )
    }
}
