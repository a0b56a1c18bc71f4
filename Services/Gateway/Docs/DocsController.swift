import AsyncHTTPClient
import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationCompat

/// `/docs`: the API of every installed daemon on one page, made from what they say of themselves.
struct DocsController: Sendable {
    let own: OpenAPIDocument
    let routes: CurrentRoutes
    let client: HTTPClient

    var collection: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self).get("docs", use: show)
    }

    @Sendable private func show(_ request: Request, context: DaemonRequestContext) async -> Response {
        let installed = routes.table.installed
        let found = await withTaskGroup(of: (String, OpenAPIDocument?).self) { [client] group in
            for daemon in installed {
                group.addTask { (daemon.product, await Self.document(of: daemon, client)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let sections = [(RouteTable.own, own as OpenAPIDocument?)] + installed.map { ($0.product, found[$0.product]) }
        return Response(
            status: .ok,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: DocsPage(sections, context.language).html))
        )
    }

    private static func document(of daemon: RouteTable.Daemon, _ client: HTTPClient) async -> OpenAPIDocument? {
        do {
            let request = HTTPClientRequest(url: daemon.url + "/openapi.json")
            let response = try await client.execute(request, timeout: .seconds(2))
            let body = try await response.body.collect(upTo: 1 << 20)
            return try OpenAPIDocument(json: JSONDecoder().decode(JSONValue.self, from: body))
        } catch {
            return nil
        }
    }
}
