/// A column of a sheet: what is looked for in each document, and how it is written.
package struct SheetColumn: Codable, Sendable, Equatable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case text, number, date, choice
        case yesNo = "yes_no"
    }

    /// Names the column within its template; it stays when the column gets another name.
    package let key: String
    package let name: String
    package let type: Kind
    /// What to look for, in the words of whoever made the template.
    package let instruction: String
    /// The only values of a choice; of a rubric, from the best to the worst.
    package let allowed: [String]
    /// A rubric's: what the criterion counts.
    package let weight: Double?
    /// A rubric's: the most points that the criterion can have.
    package let most: Double?

    package init(
        key: String,
        name: String,
        type: Kind,
        instruction: String = "",
        allowed: [String] = [],
        weight: Double? = nil,
        most: Double? = nil
    ) {
        (self.key, self.name, self.type, self.instruction) = (key, name, type, instruction)
        (self.allowed, self.weight, self.most) = (allowed, weight, most)
    }

    /// What may be left out is.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        key = try container.decodeIfPresent(String.self, forKey: .key) ?? ""
        name = try container.decode(String.self, forKey: .name)
        type = try container.decodeIfPresent(Kind.self, forKey: .type) ?? .text
        instruction = try container.decodeIfPresent(String.self, forKey: .instruction) ?? ""
        allowed = try container.decodeIfPresent([String].self, forKey: .allowed) ?? []
        weight = try container.decodeIfPresent(Double.self, forKey: .weight)
        most = try container.decodeIfPresent(Double.self, forKey: .most)
    }
}
