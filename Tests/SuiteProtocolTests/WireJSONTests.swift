import Foundation
import SuiteProtocol
import Testing

struct WireJSONTests {
    private struct Message: Codable, Equatable {
        var conversationID = "c"
        var avatarURL: String?
        var remoteIP: String?
        var uptimeS = 1
        var text = "a/b"
        var figures: [String: Int] = [:]
    }

    private struct Moment: Codable, Equatable {
        let at: Date
    }

    private func json(_ value: some Encodable) throws -> String {
        String(decoding: try WireJSON.encoder().encode(value), as: UTF8.self)
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
        try WireJSON.decoder().decode(type, from: Data(json.utf8))
    }

    @Test func writesKeysInSnakeCase() throws {
        let text = try json(Message(avatarURL: "u", remoteIP: "::1"))
        for key in ["conversation_id", "avatar_url", "remote_ip", "uptime_s"] { #expect(text.contains("\"\(key)\"")) }
        #expect(text.contains(#""a/b""#))
    }

    @Test func returnsWhatWasWritten() throws {
        let message = Message(avatarURL: "https://h/p", remoteIP: "::1", figures: ["some_key": 1, "otherKey": 2])
        #expect(try decode(Message.self, json(message)) == message)
    }

    @Test func readsKeysThatAreUnknownOrOddlyWritten() throws {
        let text = #"{"conversation_id":"c","uptime_s":2,"text":"","figures":{},"__x":1,"":2,"_":3,"a__b_":4}"#
        #expect(try decode(Message.self, text) == Message(uptimeS: 2, text: ""))
    }

    @Test func keepsEveryMillisecond() throws {
        for millisecond in stride(from: 0, to: 1_000, by: 7) {
            let moment = Moment(at: Date(timeIntervalSince1970: 1_763_700_000 + Double(millisecond) / 1_000))
            let text = try json(moment)
            #expect(try json(decode(Moment.self, text)) == text)
            #expect(text.hasSuffix(".\(String(1_000 + millisecond).dropFirst())Z\"}"))
        }
    }

    @Test(arguments: [
        ("2026-11-21T03:04:05Z", 1_795_230_245.0), ("2026-11-21T03:04:05.250Z", 1_795_230_245.25),
        ("2026-11-21T05:04:05+02:00", 1_795_230_245.0),
    ])
    func readsTimes(_ text: String, _ seconds: Double) throws {
        let moment = try decode(Moment.self, #"{"at":"\#(text)"}"#)
        #expect(abs(moment.at.timeIntervalSince1970 - seconds) < 0.000_1)
    }

    @Test(arguments: [#""""#, #""ayer""#, #""2026-11-21""#, #""2026-11-21T03:04:05""#, "1795230245", "null"])
    func refusesWhatIsNotATime(_ value: String) {
        #expect(throws: DecodingError.self) { try decode(Moment.self, #"{"at":\#(value)}"#) }
    }
}
