import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Relay
import Testing

extension RelayTests {
    @Suite struct TLSTests {
        @Test func speaksTLSToAnUpstreamWhoseCertificateItChecks() async throws {
            try await withCertificate { certificate, key in
                let server = try NIOSSLContext(
                    configuration: .makeServerConfiguration(
                        certificateChain: [.certificate(certificate)],
                        privateKey: .privateKey(key)
                    )
                )
                let listener = try await listen(server)
                let port = try #require(listener.localAddress?.port)
                var trusting = TLSConfiguration.makeClientConfiguration()
                trusting.trustRoots = .certificates([certificate])
                #expect(try await status(port, "localhost", NIOSSLContext(configuration: trusting)) == 200)
                // Another name than the certificate's, and an authority nobody knows.
                #expect(try await status(port, "127.0.0.1", NIOSSLContext(configuration: trusting)) == 502)
                #expect(try await status(port, "localhost", Upstream.clientTLS()) == 502)
                try await listener.close()
            }
        }

        private func status(_ port: Int, _ host: String, _ tls: NIOSSLContext) async throws -> Int {
            let upstream = Upstream(name: "tls", address: .tcp(host: host, port: port), tls: tls)
            let route = ForwardingRoute(name: "tls", upstream: upstream)
            let journal = Journal()
            var status = 0
            try await RelayUnderTest.run(
                source: {
                    ForwardingSource(TestPolicy(route, $0, journal) { route, _, _ in .forward(ForwardingPlan(route)) })
                }
            ) { relay in
                status = try await relay.ask("GET / HTTP/1.1\r\nHost: h\r\n\r\n").status
            }
            return status
        }

        private func listen(_ context: NIOSSLContext) async throws -> any Channel {
            try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                        try channel.pipeline.syncOperations.addHandler(Greeter())
                    }
                }
                .bind(host: "localhost", port: 0).get()
        }

        private func withCertificate(
            _ body: (NIOSSLCertificate, NIOSSLPrivateKey) async throws -> Void
        ) async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "relay-tls-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let (certificate, key) = (folder.appending(path: "c.pem").path, folder.appending(path: "k.pem").path)
            let openssl = Process()
            openssl.executableURL = URL(filePath: "/usr/bin/openssl")
            openssl.arguments = [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj",
                "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
            ]
            openssl.standardError = FileHandle.nullDevice
            try openssl.run()
            openssl.waitUntilExit()
            let chain = try NIOSSLCertificate.fromPEMFile(certificate)
            try await body(try #require(chain.first), NIOSSLPrivateKey(file: key, format: .pem))
        }
    }
}

/// Answers the first bytes it gets.
private final class Greeter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let answer = ByteBuffer(string: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
