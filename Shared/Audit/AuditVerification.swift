import FoundationEssentials

/// What became of proving the chain.
package struct AuditVerification: Codable, Sendable, Equatable {
    package enum Fault: String, Codable, Sendable {
        /// The line isn't what its hash was made of.
        case altered
        /// The line isn't there: it was taken out, cut off at the end, or removed before its time.
        case missing
        /// The line was put between two that belong together, or after the last one.
        case inserted
        /// From this line on everything was computed anew: it isn't what the gateway signed.
        case rewritten
        /// The reason kept beside the line isn't the one that was given.
        case reasonAltered = "reason_altered"
    }

    package struct SignedHead: Codable, Sendable, Equatable {
        package let sequence: Int64
        package let signedAt: Date
    }

    package let intact: Bool
    /// How many lines were found in order, from the first that is kept.
    package let entries: Int
    package let first: Int64
    /// The sequence of the first line that isn't as it should be.
    package let firstAltered: Int64?
    package let fault: Fault?
    /// The hash of the last line that was found in order, in hexadecimal.
    package let head: String
    /// The last end that the gateway signed; nil where none is known, and lines taken from the end can't be noticed.
    package let signed: SignedHead?
    /// Lines in the folder of heads that bear no signature of a gateway that is known.
    package let unsignedHeads: Int
}
