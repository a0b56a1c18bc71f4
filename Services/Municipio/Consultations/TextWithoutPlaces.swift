import Gazetteer

extension Places {
    /// A text without the places that it names: what it says of anywhere.
    func textWithoutPlaces(_ text: String) -> String {
        Self.text(text, without: PlaceSearch.mentions(in: text, of: gazetteer))
    }

    /// - Parameter mentions: in the order in which they stand.
    static func text(_ text: String, without mentions: [PlaceMention]) -> String {
        let units = Array(text.utf16)
        var kept: [UInt16] = []
        var start = 0
        for range in mentions.map(\.range) where range.lowerBound >= start && range.upperBound <= units.count {
            kept += units[start..<range.lowerBound]
            kept.append(UInt16(UInt8(ascii: " ")))
            start = range.upperBound
        }
        kept += units[start...]
        return String(decoding: kept, as: UTF16.self)
    }
}
