import COffice
import FoundationEssentials
import Glibc

/// Prints Word documents to PDF in the child, with LibreOffice as a library (LibreOfficeKit): `soffice` itself talks to
/// others of its kind over a socket, and a child has none.
struct OfficePrinter {
    private static let libraries = ["libmergedlo.so", "libsofficeapp.so"]

    private let folder: String
    private let office: UnsafeMutablePointer<office>

    /// - Parameters:
    ///   - program: LibreOffice's folder.
    ///   - folder: a private one, which is all that it writes to.
    init(program: String, folder: String) throws {
        self.folder = folder
        let profile = "\(folder)/profile"
        let files = FileManager.default
        try files.createDirectory(atPath: "\(profile)/user", withIntermediateDirectories: true)
        try Data(Self.settings.utf8).write(to: URL(filePath: "\(profile)/user/registrymodifications.xcu"))
        for name in ["HOME", "TMPDIR"] { setenv(name, folder, 1) }
        let library = Self.libraries.lazy.compactMap { dlopen("\(program)/\($0)", RTLD_LAZY) }.first
        guard let library, let symbol = dlsym(library, "libreofficekit_hook_2") else {
            throw ConversionError.toolMissing("libreoffice-writer-nogui")
        }
        let hook = unsafeBitCast(symbol, to: office_hook.self)
        guard let office = hook(program, Self.address(profile)) else { throw ConversionError.broken }
        self.office = office
    }

    /// Every document of the folder becomes a PDF beside it.
    ///
    /// - Parameter done: told the name of each. What isn't told of could not be printed.
    func printAll(_ done: (String) throws -> Void) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".docx") {
            let target = "\(folder)/\(name.dropLast(5)).pdf"
            guard let document = office.pointee.functions.pointee.load(office, Self.address("\(folder)/\(name)")) else {
                continue
            }
            let saved = document.pointee.functions.pointee.save_as(document, Self.address(target), "pdf", nil)
            document.pointee.functions.pointee.destroy(document)
            if saved != 0 { try done(name) }
        }
    }

    private static func address(_ path: String) -> String { URL(filePath: path).absoluteString }

    /// Nothing that a document names is fetched, no macro runs, and no link is followed: a letter must not show what
    /// else lies on this machine.
    private static let settings = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        \(item("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"))
        \(item("Common/Security/Scripting", "DisableMacrosExecution", "true"))
        \(item("Common/Security/Scripting", "DisableActiveContent", "true"))
        \(item("Common/Security/Scripting", "MacroSecurityLevel", "3"))
        \(item("Writer/Content/Update", "Link", "2"))
        </oor:items>
        """

    private static func item(_ path: String, _ name: String, _ value: String) -> String {
        """
        <item oor:path="/org.openoffice.Office.\(path)"><prop oor:name="\(name)" oor:op="fuse"><value>\(value)</value>\
        </prop></item>
        """
    }
}
