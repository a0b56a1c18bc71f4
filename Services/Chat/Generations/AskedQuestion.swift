import Citations
import Daemon
import FoundationEssentials
import Hummingbird
import NIOCore
import NIOFoundationCompat
import SuiteProtocol
import Uploads

/// A question as it comes in.
struct AskedQuestion: Decodable {
    var conversationID: String?
    var assistant: String?
    var message: String?
    /// As `data:` URLs.
    var images: [String]?
    /// Images that were uploaded before.
    var mediaIDs: [String]?
    /// The last answer of the conversation, to be gone on with or written anew instead of answering a new message.
    var retryMessageID: String?
    var stream: Bool?
    /// How a student wants to be spoken with.
    var tone: Tone?
    /// What they study.
    var course: String?
    /// How attached documents are read: by their size where it isn't said.
    var mode: ReadingMode?

    private enum CodingKeys: String, CodingKey {
        case conversationID, assistant, message, images, retryMessageID, stream, tone, course, mode
        case mediaIDs = "mediaIds"
    }

    init() {}

    static let courseLimit = 200

    /// One image of 20 MB in base64, and what stands around it.
    private static let bodyLimit = 28 << 20

    /// From JSON.
    static func decode(_ request: Request) async throws -> AskedQuestion {
        var request = request
        let body = try await request.collectBody(upTo: bodyLimit)
        do {
            return try WireJSON.decoder().decode(AskedQuestion.self, from: Data(buffer: body))
        } catch {
            throw Problem.invalidBody
        }
    }

    /// From a form with `image` (one or several), `question`, `conversation_id` and `assistant`. Images are taken in as
    /// they arrive.
    static func receive(_ request: Request, owner: String, into media: MediaStore) async throws -> AskedQuestion {
        var question = AskedQuestion()
        var ids: [String] = []
        var form = try MultipartReader(request.body, contentType: request.headers[.contentType])
        while let part = try await form.next() {
            switch part.name {
            case "image":
                guard ids.count < MediaStore.limit else { throw MediaError.tooMany(limit: MediaStore.limit) }
                ids.append(try await media.receive(owner: owner) { try await form.chunk() }.id)
            case "question": question.message = try await form.text(limit: 1 << 20)
            case "conversation_id": question.conversationID = try await form.text(limit: 64)
            case "assistant": question.assistant = try await form.text(limit: 64)
            default: break
            }
        }
        guard !ids.isEmpty else { throw UploadError.missingPart("image") }
        question.mediaIDs = ids
        return question
    }

    /// U+0000 has no meaning in a message, and databases can't keep it.
    func text(upTo limit: Int) -> String { String((message ?? "").prefix(limit)).replacing("\0", with: "") }

    /// What may be asked: a text of a bearable length, or images that speak for themselves.
    func checked(maxCharacters: Int) throws -> NewQuestion {
        let count = (images?.count ?? 0) + (mediaIDs?.count ?? 0)
        let text = message ?? ""
        guard count > 0 || text.contains(where: { !$0.isWhitespace }) else { throw ConversationError.emptyMessage }
        guard text.count <= maxCharacters else { throw ConversationError.tooLong(limit: maxCharacters) }
        guard count <= MediaStore.limit else { throw MediaError.tooMany(limit: MediaStore.limit) }
        guard course?.count ?? 0 <= Self.courseLimit else {
            throw TutoringError.courseTooLong(limit: Self.courseLimit)
        }
        return NewQuestion(
            text: self.text(upTo: maxCharacters),
            images: mediaIDs ?? [],
            tone: tone,
            course: course?.replacing("\0", with: "")
        )
    }
}
