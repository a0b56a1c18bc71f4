/// Why a file, an entry of an archive or a page has no text.
package enum ConversionError: Error, Codable, Hashable, Sendable {
    case empty
    case noPages
    case broken
    case unknownType
    /// Word, Excel or PowerPoint before 2007.
    case oldOffice
    case passwordNeeded
    /// Under rights that no password lifts here.
    case encrypted
    /// More bytes than this.
    case tooLarge(limit: Int)
    case tooManyPages(limit: Int)
    case tooManyPixels(limit: Int)
    /// More files in an archive than this.
    case tooManyEntries(limit: Int)
    /// It would grow out of all proportion when opened.
    case zipBomb
    /// A file of an archive that names a place outside of it, or is a link.
    case pathTraversal
    case nestedTooDeep(limit: Int)
    /// A template of letters with programs in it.
    case macros
    /// A template of letters that loads a part of itself from another place.
    case linkedContent
    case timedOut
    /// Page after page of it took too long.
    case tooSlow
    case tooMuchMemory
    /// The package of Debian that is missing.
    case toolMissing(String)
    case noSuchPage
    /// A format that has no pictures of pages.
    case noPageImage
    /// The file can't be read, or nothing can be written.
    case unreadable
}

extension ConversionError {
    /// Stable: programs tell errors apart by it.
    package var code: String {
        switch self {
        case .empty: "empty_file"
        case .noPages: "no_pages"
        case .broken: "broken_file"
        case .unknownType: "unknown_type"
        case .oldOffice: "old_office_format"
        case .passwordNeeded: "password_needed"
        case .encrypted: "encrypted_file"
        case .tooLarge: "file_too_large"
        case .tooManyPages: "too_many_pages"
        case .tooManyPixels: "too_many_pixels"
        case .tooManyEntries: "too_many_entries"
        case .zipBomb: "zip_bomb"
        case .pathTraversal: "path_traversal"
        case .nestedTooDeep: "nested_too_deep"
        case .macros: "macros_in_document"
        case .linkedContent: "linked_content"
        case .timedOut: "conversion_timed_out"
        case .tooSlow: "conversion_too_slow"
        case .tooMuchMemory: "too_much_memory"
        case .toolMissing: "tool_missing"
        case .noSuchPage: "no_such_page"
        case .noPageImage: "no_page_image"
        case .unreadable: "unreadable_file"
        }
    }

    /// Whether the same file may go through another time.
    package var isTransient: Bool {
        switch self {
        case .timedOut, .tooMuchMemory, .toolMissing, .unreadable: true
        default: false
        }
    }
}
