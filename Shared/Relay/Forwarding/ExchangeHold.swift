/// What an exchange holds on to while it lasts, such as one of a caller's places. Let go of once it is over, however it
/// ended; also where it never began, since its client left before the decision.
package protocol ExchangeHold: AnyObject, Sendable {
    /// The exchange is over. Not called where it never began.
    func ended(_ record: ExchangeRecord)
}
