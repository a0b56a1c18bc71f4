import Citations
import Daemon
import Hummingbird

/// Which way is proposed, and why.
struct AskPlan: ResponseEncodable, Sendable {
    let mode: ReadingMode
    let canReadWhole: Bool
    let pages: Int
    let characters: Int
    let why: String

    /// - Parameters:
    ///   - room: characters of sources that a model takes at once.
    ///   - parts: how often a model may be asked to read a part.
    init(_ size: AskSize, room: Int, parts: Int, in language: Language) {
        pages = size.pages
        characters = size.characters
        canReadWhole = size.pages > 0 && size.characters <= room * parts
        let fits = size.pages > 0 && size.characters <= room
        mode = fits ? .whole : .search
        let readings = max(1, (size.characters + room - 1) / room)
        why =
            if size.pages == 0 {
                Messages.nothingToRead[language]
            } else if fits {
                Messages.fitsWhole(size.pages)[language]
            } else if canReadWhole {
                Messages.betterSearched(size.pages, readings: readings)[language]
            } else {
                Messages.mustBeSearched(size.pages)[language]
            }
    }
}
