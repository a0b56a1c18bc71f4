import CStemmer
import Synchronization

/// Snowball's stemmer of one language (libstemmer). Expects folded words.
final class Stemmer: Sendable {
    static let spanish = Stemmer("spanish")
    static let english = Stemmer("english")

    /// libstemmer keeps its working memory in the handle: one word at a time.
    private let handle: Mutex<OpaquePointer?>

    private init(_ language: String) {
        handle = Mutex(sb_stemmer_new(language, "UTF_8"))
    }

    /// The word itself where libstemmer can't serve.
    func stem(_ word: String) -> String {
        handle.withLock { handle in
            guard let handle else { return word }
            let bytes = Array(word.utf8)
            guard let stem = sb_stemmer_stem(handle, bytes, Int32(bytes.count)) else { return word }
            return String(
                decoding: UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))),
                as: UTF8.self
            )
        }
    }
}
