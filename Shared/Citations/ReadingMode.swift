/// How documents are read for an answer: all of them, or the passages that speak of the question.
package enum ReadingMode: String, Codable, Sendable {
    case whole, search
}
