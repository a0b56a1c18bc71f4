import Citations
import Retrieval

/// Passages with their numbers.
struct NumberedSources: Sendable {
    let citable: [CitableSource]
    private let passages: [FoundPassage]
    private let names: [String: String]

    /// - Parameters:
    ///   - passages: in the order in which they are numbered.
    ///   - names: of their documents' files.
    init(_ passages: [FoundPassage], names: [String: String]) {
        self.passages = passages
        self.names = names
        citable = passages.enumerated().map { index, passage in
            CitableSource(
                number: index + 1,
                title: passage.source.title,
                page: passage.page,
                section: passage.section,
                text: passage.text,
                tableHeader: passage.tableHeader,
                instructions: InstructionDetector.spans(in: passage.text)
            )
        }
    }

    var isEmpty: Bool { passages.isEmpty }

    /// As they are told to whoever asks.
    ///
    /// - Parameter numbers: nil for all.
    func told(_ numbers: Set<Int>? = nil, question: String) -> [FoundBody] {
        zip(passages, citable).filter { numbers?.contains($1.number) ?? true }
            .map { passage, source in
                FoundBody.cited(
                    passage,
                    by: source.number,
                    instructions: source.instructions,
                    name: names[passage.source.id] ?? passage.source.title,
                    question: question
                )
            }
    }

    /// One after the other in parts that a model takes at once.
    func parts(of room: Int) -> [[CitableSource]] {
        var parts: [[CitableSource]] = []
        var left = 0
        for source in citable {
            if source.text.count > left || parts.isEmpty {
                parts.append([])
                left = room
            }
            parts[parts.count - 1].append(source)
            left -= source.text.count
        }
        return parts
    }
}
