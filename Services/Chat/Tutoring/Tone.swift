/// How a student wants to be spoken with.
enum Tone: String, Codable, Sendable {
    case warm, direct, playful
}
