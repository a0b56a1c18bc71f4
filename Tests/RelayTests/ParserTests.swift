import NIOCore
import Relay
import Testing

extension RelayTests {
    @Suite struct ParserTests {
        private static let request =
            "POST /a/b?c=d HTTP/1.1\r\nHost: h.example:1\r\nContent-Length: 5\r\nX-Long: \(String(repeating: "v", count: 90))\r\n\r\n"

        @Test func readsTheSameHeadHoweverItIsCut() throws {
            for cut in 0..<Self.request.utf8.count {
                var buffer = ByteBuffer(bytes: Array(Self.request.utf8.prefix(cut)))
                #expect(try RequestHead.read(from: &buffer, fieldLimit: 100) == nil)
                #expect(buffer.readableBytes == cut)
                buffer.writeBytes(Self.request.utf8.dropFirst(cut))
                let head = try #require(try RequestHead.read(from: &buffer, fieldLimit: 100))
                #expect(head.path == "/a/b")
                #expect(head.query == "c=d")
                #expect(head.contentLength == 5)
                #expect(head.fields["x-long"]?.utf8.count == 90)
                #expect(buffer.readableBytes == 0)
            }
        }

        @Test func readsTheSameChunksHoweverTheyAreCut() throws {
            let body = Array("5;e=1\r\nhello\r\n10\r\n0123456789abcdef\r\n0\r\nT: 1\r\n\r\nNEXT".utf8)
            for cut in 0...body.count {
                var decoder = BodyDecoder(.chunked)
                var text = ""
                var isEnded = false
                var buffer = ByteBuffer(bytes: body.prefix(cut))
                for more in [[], Array(body.dropFirst(cut))] {
                    buffer.writeBytes(more)
                    while let part = try decoder.next(from: &buffer) {
                        switch part {
                        case .bytes(let bytes): text += String(buffer: bytes)
                        case .end: isEnded = true
                        }
                    }
                }
                #expect(text == "hello0123456789abcdef")
                #expect(isEnded)
                #expect(String(buffer: buffer) == "NEXT")
            }
        }

        /// Nothing that arrives may stop the daemon, and what is read is never longer than what arrived.
        @Test func survivesAnythingThatArrives() {
            var random = Random(state: 20_260_101)
            let seeds = [
                Self.request, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close, x\r\n\r\n",
                "GET http://h/%2e%41 HTTP/1.0\r\nHost: h\r\nConnection: upgrade\r\nUpgrade: w\r\n\r\n",
                "ff;x\r\n", "0\r\nA: b\r\n\r\n",
            ].map { Array($0.utf8) }
            var heads = 0
            for _ in 0..<40_000 {
                var bytes = seeds[random.below(seeds.count)]
                for _ in 0..<random.below(4) where bytes.count > 1 {
                    let place = random.below(bytes.count)
                    switch random.below(4) {
                    case 0: bytes[place] = UInt8(random.below(256))
                    case 1: bytes.insert(UInt8(random.below(256)), at: place)
                    case 2: bytes.remove(at: place)
                    default: bytes = Array(bytes.prefix(place + 1))
                    }
                }
                var buffer = ByteBuffer(bytes: bytes)
                if let head = try? RequestHead.read(from: &buffer, fieldLimit: 20) {
                    heads += 1
                    #expect(!head.path.isEmpty)
                    #expect(head.fields.bytes.readableBytes + buffer.readableBytes == bytes.count)
                }
                buffer = ByteBuffer(bytes: bytes)
                _ = try? ResponseHead.read(from: &buffer, fieldLimit: 20, toHead: false)
                buffer = ByteBuffer(bytes: bytes)
                var decoder = BodyDecoder(.chunked)
                while let part = try? decoder.next(from: &buffer) {
                    if case .end = part { break }
                }
            }
            #expect(heads > 1000)
        }

        @Test(arguments: [
            ("/api", "/api", true), ("/api", "/api/x", true), ("/api", "/apix", false), ("/", "/x", true),
            ("/api/", "/api/x", true),
            ("", "/x", true),
        ])
        func knowsWhatIsUnderAPrefix(prefix: String, path: String, expected: Bool) throws {
            var buffer = ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n")
            let head = try #require(try RequestHead.read(from: &buffer, fieldLimit: 10))
            #expect(head.isUnder(prefix) == expected)
        }
    }
}

/// A small generator with a seed, so that a failure can be had again.
private struct Random {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return limit == 0 ? 0 : Int(state >> 33) % limit
    }
}
