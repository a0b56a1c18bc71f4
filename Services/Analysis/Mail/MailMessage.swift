import Foundation

/// An e-mail to one person. It says that something waits, and never what or of whom.
struct MailMessage: Sendable {
    let id: String
    let from: MailAddress
    let to: MailAddress
    let subject: String
    let body: String
    let date: Date

    /// RFC 5322, with the text in base64, so that no line is long or begins with a dot.
    var text: String {
        let encoded = Data(body.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn,
        ])
        return [
            "Date: \(Self.stamp(date))",
            "From: <\(from.text)>",
            "To: <\(to.text)>",
            "Message-ID: <\(id)@\(from.domain)>",
            "Subject: =?utf-8?B?\(Data(subject.utf8).base64EncodedString())?=",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            encoded.replacing("\r\n", with: "\r").replacing("\r", with: "\r\n"),
            "",
        ].joined(separator: "\r\n")
    }

    /// `Sat, 21 Nov 2026 20:44:29 +0000`
    private static func stamp(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.weekday, .day, .month, .year, .hour, .minute, .second], from: date)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let two = { (figure: Int?) in String(((figure ?? 0) + 100)).suffix(2) }
        return "\(days[(parts.weekday ?? 1) - 1]), \(parts.day ?? 1) \(months[(parts.month ?? 1) - 1]) "
            + "\(parts.year ?? 1970) \(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) +0000"
    }
}
