import Relay

/// The pages as the front answers them: they are in memory, and asking anybody else would cost more than the answer.
struct FrontPages: Sendable {
    let pages: PageStore

    /// nil where no file of the pages is asked for, or there is none.
    func answer(_ request: FrontRequest) -> CannedResponse? {
        let head = request.head
        guard request.route.servesPages, head.method == .get || head.method == .head, head.framing == .none,
            let page = pages.page(at: head.path)
        else { return nil }
        let answer = PageAnswer(
            page,
            acceptEncoding: head.fields["accept-encoding"],
            ifNoneMatch: head.fields["if-none-match"]
        )
        var response = CannedResponse(status: answer.isUnchanged ? 304 : 200, body: answer.body)
        response.fields = SecurityHeaders.standard
        for field in answer.fields { response.fields.add(field.name, field.value) }
        return response
    }
}
