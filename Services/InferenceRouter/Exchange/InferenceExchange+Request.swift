import Identity
import NIOCore
import Relay
import SuiteProtocol

/// Who asks, and what for.
extension InferenceExchange {
    func verify(_ token: String) {
        let bound = NIOLoopBound(self, eventLoop: client.loop.eventLoop)
        let eventLoop = client.loop.eventLoop
        let verifier = core.verifier
        Task {
            let result: Result<Principal, any Error>
            do { result = .success(try await verifier.verify(token)) } catch { result = .failure(error) }
            eventLoop.execute { bound.value.verified(result) }
        }
    }

    private func verified(_ result: Result<Principal, any Error>) {
        guard case .reading = phase else { return }
        switch result {
        case .success(let principal):
            client.resumeReading()
            admit(principal)
        case .failure(let error):
            answer(error as? TokenError == .keysUnavailable ? .identityUnavailable : .unauthenticated)
        }
    }

    func admit(_ principal: Principal) {
        guard principal.mayInfer else { return answer(.forbidden) }
        guard !principal.withheld.contains(.assistant) else { return answer(.consentMissing) }
        self.principal = principal
        beginIfReady()
    }

    func append(_ bytes: ByteBuffer) {
        if body.readableBytes == 0 {
            body = bytes
            // A body of known length is put together without growing.
            if let length = head?.contentLength, length > bytes.readableBytes {
                body.reserveCapacity(min(length, core.settings.limits.bodyHeld + (1 << 16)))
            }
        } else {
            body.writeImmutableBuffer(bytes)
        }
    }

    func beginIfReady() {
        guard isBodyComplete, let principal else { return }
        guard let outline = outline(isWhole: true) else { return answer(.invalidBody) }
        begin(outline, principal, isWhole: true)
    }

    /// A body too large to be kept goes out once, as it comes. One that doesn't say yet for whom it is, or may have to be
    /// translated, is read on.
    func beginUnfinished() {
        guard let principal else { return }
        if ollama == nil, let outline = outline(isWhole: false) {
            client.pauseReading()
            return begin(outline, principal, isWhole: false)
        }
        let largest = core.settings.limits.bodyLargest
        guard lookAt < largest else { return answer(.bodyTooLarge) }
        lookAt = min(lookAt * 2, largest)
    }

    private func outline(isWhole: Bool) -> RequestOutline? {
        switch operation {
        case .openAI(.transcription):
            FormOutline.read(body, contentType: head?.fields[.contentType], isWhole: isWhole)
        case .openAI: RequestOutline.read(body, isWhole: isWhole)
        case .ollama: RequestOutline.read(body, isWhole: isWhole, dialect: .ollama)
        }
    }

    /// Only a daemon is believed, the gateway too, which says what an API key's requests contain. Where nobody vouches
    /// for them, the capability says it, and what it doesn't know counts as clinical.
    private func dataClass(_ principal: Principal, _ model: String) -> DataClass {
        guard principal.callingService != nil, let said = head?.fields["x-consulta-data-class"] else {
            return core.catalogue.dataClass(of: model)
        }
        return DataClass(rawValue: said) ?? .clinical
    }

    private func begin(_ outline: RequestOutline, _ principal: Principal, isWhole: Bool) {
        guard outline.media.areAllowed(core.settings.destinations.mediaHosts) else { return answer(.mediaRefused) }
        prompt = Prompt(
            operation: operation,
            outline: outline,
            body: body,
            isWhole: isWhole,
            length: isWhole ? body.readableBytes : head?.contentLength,
            accept: head?.fields[.accept],
            contentType: outline.isForm ? head?.fields[.contentType] : nil
        )
        body = ByteBuffer()
        ask = Ask(
            name: outline.model,
            user: principal.subject,
            request: tags?.requestID ?? "",
            dataClass: dataClass(principal, outline.model)
        )
        ask?.promptBytes = prompt?.bytes ?? 0
        readyAt = .now()
        totalDeadline = client.loop.deadline(after: core.settings.timeouts.total)
        deadline = totalDeadline
        client.loop.deadlines.add(self)
        acquire()
    }

    /// What an endpoint is asked: as it came where it speaks the client's dialect, else translated. Nil where that
    /// can't be done.
    func prompt(for grant: Grant) -> Prompt? {
        guard let prompt, case .ollama(let operation) = operation, grant.kind != .ollama else { return prompt }
        if let translated { return translated }
        guard let body = ollama?.request(prompt.body, eventLimit: core.settings.limits.bodyHeld),
            let outline = RequestOutline.read(body)
        else { return nil }
        translated = Prompt(
            operation: .openAI(operation.openAI),
            outline: outline,
            body: body,
            isWhole: true,
            length: body.readableBytes,
            accept: prompt.accept,
            contentType: nil
        )
        return translated
    }

    /// Sends what came while there was no endpoint yet, and lets the rest come.
    func resumeBody(_ attempt: Attempt) {
        guard prompt?.isWhole == false else { return }
        if body.readableBytes > 0 {
            attempt.write(body)
            body = ByteBuffer()
        }
        if isBodyComplete { attempt.endRequest() } else if attempt.takesMore { client.resumeReading() }
    }
}
