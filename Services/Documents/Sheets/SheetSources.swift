import Identity

/// What a sheet is filled from: documents that somebody may read.
protocol SheetSources: Sendable {
    /// Those of the documents that the person may read now, with what they are called.
    func visible(_ ids: Set<String>, to principal: Principal) async throws -> [String: SheetSource]

    /// The documents of collections, as the library lists them.
    ///
    /// - Throws: what says that a collection isn't theirs to see.
    func documents(in collections: [String], for principal: Principal) async throws -> [SheetSource]

    func pages(of document: String) async throws -> [PageText]
}

/// A document that a sheet can be filled from.
struct SheetSource: Sendable, Equatable {
    let id: String
    let title: String
    /// Of its file, which tells documents of one title apart.
    let name: String
    let pages: Int
}
