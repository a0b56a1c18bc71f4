import Audit
import CSV
import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import SuiteProtocol

/// `/api/users/import`: many people at once, from a spreadsheet.
struct ImportController: Sendable {
    let people: PeopleImport
    let endings: SessionEndings

    /// Bytes of a file.
    static let largest = 1 << 20

    /// For a group that requires `administerUsers`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .post("/", use: run)
            .get("example", use: example)
    }

    /// What an import does, or did.
    struct Body: ResponseEncodable {
        struct Line: Encodable {
            struct Fault: Encodable {
                let code: String
                let detail: String
            }

            let line: Int
            let action: ImportPlan.Action
            let name: String
            let username: String
            let email: String?
            let roles: [Role]
            let groups: [String]
            let minor: Bool
            let changes: [ImportPlan.Change]
            let error: Fault?
            /// Of whom the line names; once it is done.
            let id: String?
            let link: String?
        }

        let separator: String
        let create: Int
        let update: Int
        let unchanged: Int
        let errors: Int
        let newGroups: [String]
        let lines: [Line]
        let linkExpiresAt: Date?
    }

    @Sendable private func run(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let table = try ImportTable(read(try await body(of: request)))
        let isPreview = request.uri.queryParameters.get("preview") == "true"
        let outcome = isPreview ? try await people.preview(table) : try await people.run(table, by: context.origin)
        for id in outcome.outdated { await endings.announce(changeOf: id) }
        let body = Body(outcome, separator: table.separator, isDone: !isPreview, context.language)
        var response = try context.responseEncoder.encode(body, from: request, context: context)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func body(of request: Request) async throws -> Data {
        do {
            return Data(try await request.body.collect(upTo: Self.largest).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw Problem.tooLarge
        }
    }

    private func read(_ data: Data) throws(ImportError) -> CSVTable {
        do throws(CSVTable.Fault) {
            return try CSVTable(data)
        } catch {
            switch error {
            case .notText: throw .notText
            case .unclosedQuote(let line): throw .unclosedQuote(line: line)
            case .tooManyRecords, .tooManyFields: throw .tooManyLines
            }
        }
    }

    @Sendable private func example(_ request: Request, context: AuthenticatedContext) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"\(ImportExample.fileName[context.language])\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: ImportExample.text[context.language]))
        )
    }
}

extension ImportController.Body {
    init(_ outcome: PeopleImport.Outcome, separator: Character, isDone: Bool, _ language: Language) {
        let plan = outcome.plan
        self.separator = String(separator)
        create = plan.count(.create)
        update = plan.count(.update)
        unchanged = plan.count(.unchanged)
        errors = plan.count(.error)
        newGroups = plan.newGroups.values.map(\.name).sorted()
        linkExpiresAt = outcome.links.first?.value.expiresAt
        lines = plan.lines.map { line in
            var (id, changes, fault): (String?, [ImportPlan.Change], ImportFault?) = (nil, [], nil)
            switch line.step {
            case .create(let user, _): id = isDone ? user.id : nil
            case .update(let person, _, _, let differences): (id, changes) = (person.user.id, differences)
            case .unchanged(let user): id = user.id
            case .error(let error): fault = error
            }
            return Line(
                line: line.line,
                action: line.action,
                name: line.name,
                username: line.username,
                email: line.email,
                roles: Role.allCases.filter(line.roles.contains),
                groups: line.groups,
                minor: line.isMinor,
                changes: changes,
                error: fault.map { Line.Fault(code: $0.code, detail: $0.detail[language]) },
                id: id,
                link: id.flatMap { outcome.links[$0]?.path }
            )
        }
    }
}
