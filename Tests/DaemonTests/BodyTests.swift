import Daemon
import DaemonTesting
import SuiteProtocol
import Testing

@Suite(.timeLimit(.minutes(1)))
struct BodyTests {
    private let sample = SampleDaemon()

    @Test func readsAndWritesTheSuitesJSON() async throws {
        try await sample.run { daemon in
            let response = try await daemon.post("/notes", json: #"{"text":"niño","note_count":2}"#)
            #expect(response.status == 200)
            #expect(response.header("content-type") == "application/json; charset=utf-8")
            let note = try response.decode(SampleDaemon.Note.self, by: WireJSON.decoder())
            #expect(note.text == "niño" && note.noteCount == 2)
        }
    }

    @Test(arguments: [
        "", "{", "null", "[]", #""text""#, #"{"text":1,"note_count":2}"#, #"{"text":"a","note_count":"two"}"#,
        #"{"text":"a"}"#, #"{"text":null,"note_count":2}"#, #"{"text":"a","note_count":1e400}"#,
        #"{"text":"\ud800","note_count":2}"#, String(repeating: "[", count: 100_000),
    ])
    func refusesWhatItCannotRead(_ json: String) async throws {
        try await sample.run { daemon in
            let response = try await daemon.post("/notes", json: json)
            #expect(response.status == 400)
            #expect(try response.decode(ProblemBody.self, by: WireJSON.decoder()).code == "invalid_body")
            #expect(try sample.log.entries("request failed").isEmpty)
            #expect(try await daemon.get("/health/live").status == 200)
        }
    }

    @Test func refusesABodyThatIsTooLarge() async throws {
        try await sample.run { daemon in
            let text = String(repeating: "a", count: 3 << 20)
            let response = try await daemon.post("/notes", json: #"{"text":"\#(text)","note_count":2}"#)
            #expect(response.status == 413)
            #expect(try response.decode(ProblemBody.self, by: WireJSON.decoder()).code == "body_too_large")
            #expect(try await daemon.get("/health/live").status == 200)
        }
    }
}
