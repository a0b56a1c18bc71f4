import CoreMetrics
import Messaging
import Testing

struct RedisAddressTests {
    @Test(arguments: [
        "redis://127.0.0.1", "redis://127.0.0.1:6380/3", "redis://:secret@cache:6379/0",
        "redis://ana:p%40ss@[::1]:6379/", "unix:///run/redis.sock", "unix:///run/redis.sock?db=2",
    ])
    func acceptsWhatTheDocumentationNames(url: String) throws {
        #expect(throws: Never.self) { try RedisAddress(url) }
    }

    @Test(arguments: [
        "", "127.0.0.1:6379", "http://127.0.0.1", "redis://", "redis://host:0", "redis://host:70000",
        "redis://host/one", "redis://host/-1", "redis://user@host", "redis://host/0?ssl=true", "unix://", "unix:///",
        "unix://run/redis.sock", "unix:///run/redis.sock?database=2",
        "unix:///" + String(repeating: "x", count: 120),
    ])
    func refusesAMalformedValueNamingTheKey(url: String) throws {
        let error = try #require(throws: RedisAddressError.self) {
            try Redis(url: url, logger: quiet, metrics: NOOPMetricsHandler.instance)
        }
        #expect("\(error)".hasPrefix("REDIS_URL "))
    }

    @Test func refusesTLSWithoutRepeatingThePassword() throws {
        let error = try #require(throws: RedisAddressError.self) { try RedisAddress("rediss://:secret@host:6379") }
        #expect("\(error)".contains("TLS"))
        #expect(!"\(error)".contains("secret"))
    }
}
