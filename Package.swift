// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "consulta",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "gateway", targets: ["Gateway"]),
        .executable(name: "chat", targets: ["Chat"]),
        .executable(name: "inference-router", targets: ["InferenceRouter"]),
        .executable(name: "consulta-audit", targets: ["ConsultaAudit"]),
        .executable(name: "analysis", targets: ["Analysis"]),
        .executable(name: "municipio", targets: ["Municipio"]),
        .executable(name: "documents", targets: ["Documents"]),
        .executable(name: "document-reader", targets: ["DocumentReader"]),
        .executable(name: "model-simulator", targets: ["ModelSimulator"]),
        .executable(name: "gazetteer-bench", targets: ["GazetteerBench"]),
        .executable(name: "risk-bench", targets: ["RiskBench"]),
        .executable(name: "analysis-bench", targets: ["AnalysisBench"]),
        .executable(name: "retrieval-bench", targets: ["RetrievalBench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system.git", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
    ],
    targets: [
        // Nothing of ours
        shared("SuiteProtocol"),
        shared("TextAnalysis", ["CStemmer"]),
        shared("Gazetteer", ["TextAnalysis"]),
        shared("Risk", ["TextAnalysis"]),
        shared("Citations", ["TextAnalysis"]),
        shared("CSV"),

        // Packages and C only
        shared("Persistence", ["CPostgres", .grdb, .crypto, .logging, .metrics, .lifecycle]),
        shared("Messaging", ["Persistence", "CRedis", .deque, .logging, .metrics, .lifecycle]),

        shared(
            "Retrieval",
            [
                "Persistence", "TextAnalysis", .httpClient, .lifecycle, .logging, .metrics, .nioCore, .nioFoundation,
                .nioHTTP1, .nioPosix,
            ]
        ),
        shared("LimitedProcess", ["CSpawn"]),

        // What every daemon is
        shared(
            "Daemon",
            [
                "Persistence", "SuiteProtocol", .hummingbird, .configuration, .httpClient, .httpTypes, .logging,
                .metrics, .lifecycle, .nioCore, .system, .unixSignals, .yams,
            ]
        ),
        shared(
            "Identity",
            [
                "Daemon", "Messaging", "Persistence", "SuiteProtocol", .hummingbird, .crypto, .jwt, .httpClient,
                .logging, .lifecycle, .nioCore, .httpTypes, .nioFoundation, .nioHTTP1,
            ]
        ),
        shared(
            "Relay",
            [
                "Daemon", .nioCore, .nioPosix, .nioTLS, .certificateReloading, .httpTypes, .logging, .metrics,
                .lifecycle,
            ]
        ),
        shared(
            "InferenceClient",
            [
                "Daemon", "Identity", "SuiteProtocol", .httpClient, .nioCore, .nioHTTP1, .nioFoundation, .logging,
                .httpTypes,
            ]
        ),

        shared("Audit", ["Daemon", "Identity", "Persistence", "SuiteProtocol", .crypto, .jwt]),
        shared("Uploads", ["Daemon", "LimitedProcess", .hummingbird, .httpTypes, .nioCore, .nioPosix]),

        // Daemons
        daemon(
            "Gateway",
            [
                "Audit", "CSV", "Daemon", "Identity", "Relay", "Persistence", "Messaging", "SuiteProtocol",
                .hummingbird, .configuration, .crypto, .cryptoExtras, .jwt, .yams, .httpClient, .nioCore, .nioPosix,
                .nioHTTP1, .nioWebSocket, .nioHTTPTypes, .nioHTTPTypes1, .nioHTTPCompression, .nioEmbedded,
                .nioFoundation, .httpTypes, .logging, .metrics, .lifecycle, .unixSignals,
            ],
            exclude: ["Web", "README.md", "openapi.yaml", "Privacy/purposes.yaml"]
        ),
        daemon(
            "Chat",
            [
                "Audit", "Citations", "Daemon", "Identity", "Persistence", "Messaging", "InferenceClient", "Risk",
                "SuiteProtocol",
                "TextAnalysis", "Uploads", .hummingbird, .configuration, .crypto, .yams, .httpClient, .nioCore,
                .nioFoundation, .httpTypes, .logging, .metrics, .lifecycle,
            ],
            exclude: ["Assistants", "Vocabulary", "README.md", "openapi.yaml"]
        ),
        daemon(
            "InferenceRouter",
            [
                "Audit", "Daemon", "Identity", "Relay", "Persistence", "Messaging", "SuiteProtocol", .hummingbird,
                .configuration, .yams, .httpClient, .nioCore, .nioPosix, .nioHTTP1, .nioFoundation, .httpTypes,
                .logging, .metrics, .lifecycle,
            ],
            exclude: ["README.md", "models.yaml", "openapi.yaml"]
        ),
        daemon(
            "Municipio",
            [
                "Audit", "CSV", "Daemon", "Gazetteer", "Identity", "Messaging", "Persistence", "SuiteProtocol",
                "TextAnalysis", .hummingbird, .configuration, .crypto, .httpTypes, .httpClient, .nioCore, .nioPosix,
            ],
            exclude: ["Places", "README.md", "openapi.yaml"]
        ),

        .target(
            name: "Emotions",
            path: "Services/Analysis/Emotions",
            exclude: ["weights.bin"],
            swiftSettings: .strict
        ),
        .target(
            name: "Styles",
            dependencies: ["Risk", "TextAnalysis"],
            path: "Services/Analysis/Styles",
            swiftSettings: .strict
        ),
        daemon(
            "Analysis",
            [
                "Audit", "CSV", "Daemon", "Emotions", "Identity", "LimitedProcess", "Messaging", "Persistence", "Risk",
                "Styles", "SuiteProtocol", .hummingbird, .configuration, .crypto, .httpTypes, .httpClient, .lifecycle,
                .logging, .nioCore, .nioFoundation, .nioHTTP1, .nioPosix, .nioTLS,
            ],
            exclude: ["Emotions", "README.md", "Styles", "Training", "openapi.yaml"]
        ),

        // Reads documents: as a library of the daemon, and as the child that it starts
        .target(
            name: "Conversion",
            dependencies: ["COffice", "CSV", "CZlib", "LimitedProcess", .crypto],
            path: "Services/Documents/Conversion",
            exclude: ["COffice", "CZlib"],
            swiftSettings: .strict
        ),
        .executableTarget(
            name: "DocumentReader",
            dependencies: ["Conversion"],
            path: "Services/Documents/Reader",
            swiftSettings: .strict,
            linkerSettings: .lean
        ),

        daemon(
            "Documents",
            [
                "Audit", "CArchive", "CSV", "CXlsxWriter", "Citations", "Conversion", "Daemon", "Identity",
                "InferenceClient", "LimitedProcess", "Messaging", "Persistence", "Retrieval", "SuiteProtocol",
                "TextAnalysis", "Uploads",
                .hummingbird, .configuration, .crypto, .httpTypes, .httpClient, .lifecycle, .logging, .metrics,
                .nioCore, .nioFoundation, .nioHTTP1, .nioPosix,
            ],
            exclude: [
                "Conversion", "Exports/CArchive", "Exports/CXlsxWriter", "README.md", "Reader", "openapi.yaml",
            ]
        ),

        // What operators run
        .executableTarget(
            name: "ConsultaAudit",
            dependencies: [
                "Audit", "CSV", "Daemon", "Identity", "Persistence", "SuiteProtocol", .configuration, .logging,
                .metrics,
            ],
            path: "Tools/Audit",
            swiftSettings: .strict,
            linkerSettings: .lean
        ),

        // Tests and what they stand on
        .executableTarget(
            name: "ModelSimulator",
            dependencies: [.configuration, .logging, .nioCore, .nioPosix, .nioHTTP1, .nioFoundation],
            path: "Tests/ModelSimulator",
            swiftSettings: .strict
        ),
        .executableTarget(
            name: "GazetteerBench",
            dependencies: ["Gazetteer"],
            path: "Tests/GazetteerBench",
            swiftSettings: .strict
        ),
        .executableTarget(
            name: "RiskBench",
            dependencies: ["Risk"],
            path: "Tests/RiskBench",
            swiftSettings: .strict
        ),
        .executableTarget(
            name: "AnalysisBench",
            dependencies: ["Emotions", "Risk", "Styles"],
            path: "Tests/AnalysisBench",
            swiftSettings: .strict
        ),
        .executableTarget(
            name: "RetrievalBench",
            dependencies: ["Persistence", "Retrieval", "TextAnalysis", .logging, .metrics],
            path: "Tests/RetrievalBench",
            swiftSettings: .strict
        ),
        shared(
            "DaemonTesting",
            [
                .system, .nioHTTP1, "CSpawn", "Daemon", "Identity", "Persistence", "SuiteProtocol", .hummingbird,
                .configuration,
                .crypto, .jwt, .httpClient, .nioCore, .nioFoundation, .logging, .metrics, .lifecycle, .httpTypes,
            ]
        ),
        tests("SuiteProtocol"),
        tests("TextAnalysis"),
        tests("Persistence", [.crypto, .logging, .metrics, .lifecycle]),
        tests("Messaging", ["Persistence", .logging, .metrics, .lifecycle]),
        tests(
            "Daemon",
            [
                "SuiteProtocol", .hummingbird, .configuration, .logging, .metrics, .lifecycle, .nioCore, .httpTypes,
            ]
        ),
        tests(
            "Identity",
            [
                "Daemon", "Messaging", "SuiteProtocol", .hummingbird, .configuration, .crypto, .jwt, .httpClient,
                .logging, .metrics, .lifecycle, .nioCore, .httpTypes,
            ]
        ),
        tests("LimitedProcess"),
        tests("Uploads", ["Daemon", .nioCore]),
        tests("Relay", ["Daemon", .nioCore, .nioPosix, .nioTLS, .logging, .lifecycle]),
        tests("InferenceClient", ["Daemon", "Identity", "SuiteProtocol", .httpClient, .nioCore, .nioPosix]),
        tests(
            "Gateway",
            [
                "Audit", "Daemon", "Identity", "Relay", "Persistence", "Messaging", "SuiteProtocol", .hummingbird,
                .configuration, .crypto, .jwt, .yams, .httpClient, .nioCore, .nioPosix, .nioHTTP1, .nioEmbedded,
                .nioWebSocket, .nioFoundation, .httpTypes, .logging, .grdb, .lifecycle,
            ]
        ),
        tests(
            "Chat",
            [
                "Daemon", "Identity", "Persistence", "Messaging", "InferenceClient", "LimitedProcess", "SuiteProtocol",
                .hummingbird, .configuration, .yams, .httpClient, .nioCore, .nioHTTP1, .nioFoundation, .httpTypes,
                .logging, .metrics, .lifecycle,
            ],
            exclude: ["Sets"]
        ),
        tests(
            "InferenceRouter",
            [
                "Audit", "Daemon", "Identity", "Relay", "Persistence", "SuiteProtocol", .hummingbird, .configuration,
                .yams, .httpClient, .nioCore, .nioPosix, .nioHTTP1, .nioFoundation, .httpTypes, .logging, .lifecycle,
            ]
        ),
        tests(
            "Analysis",
            [
                "Audit", "Daemon", "Emotions", "Identity", "LimitedProcess", "Messaging", "Persistence", "Risk",
                "Styles", "SuiteProtocol", .configuration, .hummingbird, .httpClient, .httpTypes, .lifecycle, .logging,
                .metrics, .nioCore, .nioHTTP1,
            ],
            exclude: ["Mail/mail_server.py", "Sets"]
        ),
        tests("CSV"),
        tests(
            "Documents",
            [
                "Audit", "Conversion", "Daemon", "DocumentReader", "Identity", "InferenceClient", "LimitedProcess",
                "Messaging", "Persistence", "Retrieval", "SuiteProtocol", "TextAnalysis", .configuration, .hummingbird,
                .httpClient, .httpTypes, .lifecycle, .logging, .metrics, .nioCore, .nioHTTP1,
            ]
        ),
        tests("Conversion", ["DocumentReader", "LimitedProcess"], exclude: ["Files"]),
        tests("Risk"),
        tests("Gazetteer"),
        tests("Citations"),
        tests("Retrieval", ["Persistence", "TextAnalysis", .httpClient, .logging, .metrics]),
        tests(
            "Municipio",
            [
                "Daemon", "Identity", "Messaging", "Persistence", "SuiteProtocol", .httpClient, .logging, .metrics,
                .nioCore, .nioHTTP1,
            ],
            exclude: ["Questions"]
        ),
        tests("ModelSimulator", [.httpClient, .nioCore, .nioPosix, .nioHTTP1, .nioFoundation, .logging]),
        .testTarget(
            name: "SuiteTests",
            dependencies: [
                "DaemonTesting", "Gateway", "Chat", "InferenceRouter", "ConsultaAudit", "ModelSimulator", "Audit",
                "Daemon", "Identity", "Messaging", "Persistence", "SuiteProtocol", .configuration, .httpClient,
                .nioCore, .nioPosix, .nioHTTP1, .nioFoundation, .logging, .metrics, .lifecycle,
            ],
            path: "Tests/SuiteTests",
            swiftSettings: .strict + .unoptimized
        ),

        // C libraries, each imported by one module
        .systemLibrary(
            name: "CArchive",
            path: "Services/Documents/Exports/CArchive",
            providers: [.apt(["libarchive-dev"])]
        ),
        .systemLibrary(name: "COffice", path: "Services/Documents/Conversion/COffice"),
        .systemLibrary(
            name: "CPostgres",
            path: "Shared/Persistence/CPostgres",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"])]
        ),
        .systemLibrary(name: "CRedis", path: "Shared/Messaging/CRedis", providers: [.apt(["libhiredis-dev"])]),
        .systemLibrary(name: "CSpawn", path: "Shared/LimitedProcess/CSpawn"),
        .systemLibrary(
            name: "CZlib",
            path: "Services/Documents/Conversion/CZlib",
            providers: [.apt(["zlib1g-dev"])]
        ),
        .systemLibrary(name: "CStemmer", path: "Shared/TextAnalysis/CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter",
            path: "Services/Documents/Exports/CXlsxWriter",
            providers: [.apt(["libxlsxwriter-dev"])]
        ),
    ]
)

extension [LinkerSetting] {
    /// Links in seconds where the default linker takes a quarter of a minute. Packed relocations are 18 KB that each
    /// start reads and keeps mapped instead of 2 MB; glibc has read them since 2.36, that of Debian 12.
    static let lean: Self = [
        .unsafeFlags(["-use-ld=lld", "-Xlinker", "-zpack-relative-relocs"], .when(platforms: [.linux]))
    ]
}

extension [SwiftSetting] {
    static let strict: Self = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]

    /// For tests, which run once: they are compiled much sooner, and what they test is optimized all the same.
    static let unoptimized: Self = [.unsafeFlags(["-Onone"])]
}

func shared(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    let folders = [
        "LimitedProcess": ["CSpawn"], "Messaging": ["CRedis"], "Persistence": ["CPostgres"],
        "Risk": ["Training"], "TextAnalysis": ["CStemmer"],
    ]
    return .target(
        name: name,
        dependencies: dependencies,
        path: "Shared/\(name)",
        exclude: folders[name, default: []],
        swiftSettings: .strict
    )
}

func daemon(_ name: String, _ dependencies: [Target.Dependency], exclude: [String]) -> Target {
    .executableTarget(
        name: name,
        dependencies: dependencies,
        path: "Services/\(name)",
        exclude: exclude,
        swiftSettings: .strict,
        linkerSettings: .lean
    )
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name), "DaemonTesting"] + dependencies,
        path: "Tests/\(name)Tests",
        exclude: exclude,
        swiftSettings: .strict + .unoptimized,
        linkerSettings: .lean
    )
}

extension Target.Dependency {
    static let certificateReloading = product(name: "NIOCertificateReloading", package: "swift-nio-extras")
    static let configuration = product(name: "Configuration", package: "swift-configuration")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras = product(name: "CryptoExtras", package: "swift-crypto")
    static let deque = product(name: "DequeModule", package: "swift-collections")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let httpClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let jwt = product(name: "JWTKit", package: "jwt-kit")
    static let lifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let logging = product(name: "Logging", package: "swift-log")
    static let metrics = product(name: "CoreMetrics", package: "swift-metrics")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioEmbedded = product(name: "NIOEmbedded", package: "swift-nio")
    static let nioFoundation = product(name: "NIOFoundationCompat", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioHTTPCompression = product(name: "NIOHTTPCompression", package: "swift-nio-extras")
    static let nioHTTPTypes = product(name: "NIOHTTPTypes", package: "swift-nio-extras")
    static let nioHTTPTypes1 = product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioTLS = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let nioWebSocket = product(name: "NIOWebSocket", package: "swift-nio")
    static let system = product(name: "SystemPackage", package: "swift-system")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let yams = product(name: "Yams", package: "Yams")
}
