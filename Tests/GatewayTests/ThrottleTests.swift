import Daemon
import Foundation
import Gateway
import HTTPTypes
import Testing

@Suite struct ThrottleTests {
    @Test func waitsDoubleFromTheFifthFailureToAQuarterOfAnHour() throws {
        let clock = TestClock()
        let throttle = SignInThrottle(now: clock.now)
        for _ in 0..<5 { try throttle.admit(.init(account: "ana", address: "10.0.0.1")) }
        var waits: [Int] = []
        for _ in 0..<12 {
            let wait = Self.wait { try throttle.admit(.init(account: "ana", address: "10.0.0.1")) }
            waits.append(wait)
            clock.advance(.seconds(wait))
            try throttle.admit(.init(account: "ana", address: "10.0.0.1"))
        }
        #expect(waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
    }

    @Test func anotherAddressIsNotLockedOut() throws {
        let throttle = SignInThrottle(now: TestClock().now)
        for _ in 0..<5 { try throttle.admit(.init(account: "ana", address: "10.0.0.66")) }
        #expect(Self.wait { try throttle.admit(.init(account: "ana", address: "10.0.0.66")) } == 1)
        #expect(Self.wait { try throttle.admit(.init(account: "ana", address: "10.0.0.1")) } == 0)
    }

    @Test func guessingFromManyAddressesWaitsButNotInABrowserWhereTheOwnerHasSignedInBefore() throws {
        let throttle = SignInThrottle(now: TestClock().now)
        let known = SignInThrottle.Attempt(account: "ana", address: "10.0.0.1", device: Data([1]))
        for number in 0..<50 { try throttle.admit(.init(account: "ana", address: "192.0.2.\(number)")) }
        #expect(Self.wait { try throttle.admit(.init(account: "ana", address: "198.51.100.1")) } == 1)
        #expect(Self.wait { try throttle.admit(known) } == 0)
    }

    @Test func neighboursBehindOneAddressHoldNobodyUpInTheirOwnBrowser() throws {
        let throttle = SignInThrottle(now: TestClock().now)
        let known = SignInThrottle.Attempt(account: "ana", address: "10.0.0.1", device: Data([1]))
        for _ in 0..<5 { try throttle.admit(.init(account: "ana", address: "10.0.0.1")) }
        #expect(Self.wait { try throttle.admit(.init(account: "ana", address: "10.0.0.1")) } == 1)
        for _ in 0..<5 { try throttle.admit(known) }
        #expect(Self.wait { try throttle.admit(known) } == 1)
        throttle.succeeded(known)
        #expect(Self.wait { try throttle.admit(known) } == 0)
    }

    @Test func inventedNamesFreeNobody() throws {
        let throttle = SignInThrottle(now: TestClock().now)
        for _ in 0..<5 { try throttle.admit(.init(account: "ana", address: "10.0.0.1")) }
        for number in 0..<8_000 { try throttle.admit(.init(account: "name \(number)", address: "address \(number)")) }
        #expect(Self.wait { try throttle.admit(.init(account: "ana", address: "10.0.0.1")) } == 1)
    }

    @Test func successForgetsTheFailures() throws {
        let throttle = SignInThrottle(now: TestClock().now)
        for _ in 0..<4 { try throttle.admit(.init(account: "ana", address: "10.0.0.1")) }
        throttle.succeeded(.init(account: "ana", address: "10.0.0.1"))
        for _ in 0..<5 { try throttle.admit(.init(account: "ana", address: "10.0.0.1")) }
        #expect(Self.wait { try throttle.admit(.init(account: "ana", address: "10.0.0.1")) } == 1)
    }

    /// Seconds of Retry-After; 0 where the attempt was admitted.
    private static func wait(_ attempt: () throws -> Void) -> Int {
        do {
            try attempt()
            return 0
        } catch let problem as Problem {
            return Int(problem.headers[.retryAfter] ?? "") ?? -1
        } catch {
            return -1
        }
    }
}
