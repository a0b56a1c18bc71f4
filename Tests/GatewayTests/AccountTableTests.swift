import DaemonTesting
import Foundation
import Gateway
import Testing

@Suite struct AccountTableTests {
    /// A table that is added and forgotten here would outlive the people it names.
    @Test func everyTableThatHangsOnAnAccountIsErasedWithIt() throws {
        let folder = Repository.path("Services/Gateway")
        let sources = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
            .filter { $0.hasSuffix(".swift") }
        var tables: Set<String> = []
        for source in sources {
            let text = try String(contentsOfFile: "\(folder)/\(source)", encoding: .utf8)
            for match in text.matches(of: /CREATE TABLE (\w+) \(([^;]*)\);/) {
                if match.2.contains("REFERENCES users") || match.2.contains("user_id ") {
                    tables.insert(String(match.1))
                }
            }
        }
        #expect(tables.isSuperset(of: ["sessions", "api_keys", "consents", "group_members"]))
        let known = Set(AccountTable.all.map(\.table))
        #expect(tables.subtracting(known).isEmpty, "AccountTable.all lacks \(tables.subtracting(known).sorted())")
    }
}
