import Daemon
import Testing

struct LanguageTests {
    @Test(arguments: [
        (nil, Language.es), ("", .es), ("en", .en), ("en-US,en;q=0.9", .en), ("es-419,en;q=0.8", .es),
        ("fr-FR, en;q=0.5, es;q=0.6", .es), ("fr, en;q=0.5", .en), ("de", .es), ("en;q=0", .es), ("EN", .en),
        ("est, en", .en), ("*", .es), (";;q=,,=", .es), ("en;q=nan, es;q=0.1", .es), ("en, es", .en),
    ])
    func speaksTheFirstLanguageItKnows(_ header: String?, _ language: Language) {
        #expect(Language(acceptLanguage: header) == language)
    }
}
