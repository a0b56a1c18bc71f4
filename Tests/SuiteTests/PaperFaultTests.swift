import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

extension PaperTests {
    /// Whatever is away or full meanwhile, it is named, nothing that was acknowledged is lost, and it goes on afterwards.
    @Suite struct PaperFaultTests {
        @Test(.enabled(if: TestRedis.isInstalled)) func withoutRedisPapersAreReadAllTheSame() async throws {
            let redis = try TestRedis()
            try await Suite.run(model: "", settings: ["REDIS_URL": redis.url]) { suite in
                let scene = try await PaperScene.make(in: suite)
                for (name, isAway) in [("antes", false), ("sin avisos", true), ("después", false)] {
                    if isAway { redis.kill() } else if name == "después" { try redis.start() }
                    let word = name.filter(\.isLetter)
                    let sent = try await scene.upload([.init("\(name).txt", "Palabra: cigüeña\(word).")])
                    let document = try await scene.untilRead(try #require(sent.first?.documentID))
                    #expect(document.state == "ready")
                    let hits = try await scene.find("cigüeña\(word)")
                    #expect(hits.first?.text.contains("cigüeña\(word)") == true, "\(hits)")
                }
                let documents = RunningDaemon(url: suite.url(of: "documents"), home: "")
                try await eventually("it is well again") {
                    try await documents.get("/health").body.contains(#""redis":{"status":"ok""#)
                }
            }
        }

        @Test(.enabled(if: Postgres.isAvailable)) func aDatabaseThatIsAwayLosesNothingThatWasTakenIn() async throws {
            try await Suite.withDatabase(.postgresql) { url in
                try await Suite.run(model: "", settings: ["DATABASE_URL": url ?? ""]) { suite in
                    let scene = try await PaperScene.make(in: suite)
                    let pages = (0..<1_000).map { "Hoja \($0) del martinete\($0).\n" }
                    let sent = try await scene.upload([.init("largo.pdf", TextPDF.make(pages))])
                    let id = try #require(sent.first?.documentID)
                    try await eventually("some pages are there") { try await scene.document(id).pagesDone > 0 }
                    try Postgres.stop()
                    let refused = try await scene.send([.init("tarde.txt", "Tarde.")])
                    try Postgres.start()
                    #expect(
                        [500, 502, 503, 504].contains(refused.status) && refused.body.contains(#""code":"#),
                        "\(refused)"
                    )
                    let document = try await scene.untilRead(id, within: .seconds(90))
                    #expect(document.state == "ready" && document.pages == pages.count)
                    #expect(try await scene.find("martinete999").first?.page == 1_000)
                    #expect(try await scene.documents().count == 1)
                    let again = try await scene.upload([.init("tarde.txt", "Tarde.")])
                    #expect(try await scene.untilRead(try #require(again.first?.documentID)).state == "ready")
                }
            }
        }

        @Test(.enabled(if: SmallDisk.isPossible)) func aFullDiskIsNamedAndAfterwardsItGoesOn() async throws {
            try await Suite.run(model: "", disks: ["documents": 160]) { suite in
                let scene = try await PaperScene.make(in: suite)
                let disk = try suite.disk(of: "documents")
                try disk.fill(but: 1 << 20)
                let refused = try await scene.send([.init("grande.txt", String(repeating: "Grande. ", count: 500_000))])
                #expect(refused.status == 507 && refused.body.contains(#""code":"disk_full""#), "\(refused)")
                #expect(try await scene.documents().isEmpty)
                #expect(disk.files(below: "documents/files") == [])
                try disk.clear()

                let line = String(repeating: "El zorzal canta en la rama del jacarandá. ", count: 2) + "\n"
                let pages = (0..<1_200).map { "Hoja \($0) del zorzal\($0).\n" + String(repeating: line, count: 25) }
                let sent = try await scene.upload([.init("largo.pdf", TextPDF.make(pages))])
                let id = try #require(sent.first?.documentID)
                try await eventually("some pages are there") { try await scene.document(id).pagesDone > 0 }
                try disk.fill(but: 0)
                // Where nothing can be written the job itself can't say so.
                let documents = RunningDaemon(url: suite.url(of: "documents"), home: "")
                let health = try await documents.get("/health")
                #expect(health.status == 200 && health.body.contains(#""disk":{"#) && health.body.contains("MiB free"))
                #expect(try await scene.document(id).state != "ready")
                try disk.clear()
                let document = try await scene.untilRead(id, within: .seconds(120))
                #expect(document.state == "ready" && document.pagesDone == pages.count, "\(document)")
                #expect(try await scene.find("zorzal1199").first?.page == 1_200)
            }
        }

        @Test func whatIsWrongWithAFileIsNamedAndTheOthersAreRead() async throws {
            try await withTemporaryDirectory { folder in
                try Self.makeArchives(in: folder)
                func file(_ name: String) throws -> PaperScene.File {
                    .init(name, try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
                }
                try await Suite.run(model: "") { suite in
                    let scene = try await PaperScene.make(in: suite)
                    let items = try await scene.upload([
                        .init("vacío.txt", ""), .init("roto.pdf", "%PDF-1.4\nnada"),
                        .init("disfraz.docx", TextPDF.make(["Soy un PDF."])),
                        try file("bomba.zip"), try file("fuera.zip"), .init("bien.txt", "Este zarapito se lee bien."),
                        .init("programa.exe", Data([0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0xFF, 0xFF])),
                    ])
                    #expect(items.count == 7)
                    var found: [String: String] = [:]
                    for item in items where item.error != nil { found[item.name] = item.error?.code }
                    for document in try await scene.untilAllAreRead() {
                        found[document.name] = document.error?.code ?? document.state
                        if let error = document.error {
                            #expect(error.detail.hasSuffix(".") && error.detail.count > 20)
                        }
                    }
                    #expect(found["vacío.txt"] == "empty_file")
                    #expect(found["roto.pdf"] == "broken_file")
                    #expect(found["disfraz.docx"] == "ready")
                    #expect(found["programa.exe"] == "unknown_type")
                    #expect(found["bien.txt"] == "ready")
                    #expect(found.values.contains("zip_bomb") && found.values.contains("path_traversal"), "\(found)")
                    #expect(try await scene.find("zarapito").count == 1)
                    // Its good neighbours within the archives.
                    #expect(try await scene.find("correlimos").count == 2)
                    for place in [suite.home, "/tmp"] {
                        #expect(!FileManager.default.fileExists(atPath: "\(place)/fuera.txt"))
                    }
                    let size = try await suite.gateway.get("/health", token: suite.signIn()).status
                    #expect(size == 200)
                }
            }
        }

        /// What nobody should make.
        private static func makeArchives(in folder: String) throws {
            let script = """
                import zipfile
                with zipfile.ZipFile('bomba.zip', 'w', zipfile.ZIP_DEFLATED) as z:
                    with z.open('ceros.txt', 'w') as entry:
                        for _ in range(150): entry.write(bytes(1 << 20))
                    z.writestr('bien.txt', 'Un correlimos.')
                with zipfile.ZipFile('fuera.zip', 'w') as z:
                    z.writestr('../../../../../../tmp/fuera.txt', 'Fuera.')
                    z.writestr('bien.txt', 'Otro correlimos.')
                """
            let process = Unmasked.process("/usr/bin/python3", ["-c", script])
            process.currentDirectoryURL = URL(filePath: folder)
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }
    }
}
