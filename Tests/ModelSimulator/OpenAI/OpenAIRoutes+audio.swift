import NIOCore

extension OpenAIRoutes {
    private struct SpeechRequest: Decodable {
        let model: String
        let input: String
    }

    func transcription(_ request: Request) throws -> Response {
        guard let form = Multipart(request), let audio = form.parts["file"] else {
            throw Refusal(400, "invalid_request_error", "a multipart form with a file is expected")
        }
        let name = form.text("model") ?? ""
        let model = try known(name)
        let text = "Transcripción simulada de un audio de \(audio.count) bytes."
        var response: Response
        switch form.text("response_format") ?? "json" {
        case "text":
            response = Response(
                contentType: "text/plain; charset=utf-8",
                body: ByteBuffer(string: text + "\n")
            )
        case "verbose_json":
            response = .json([
                "task": "transcribe", "language": .string(form.text("language") ?? "spanish"),
                "duration": 1,
                "text": .string(text),
                "segments": [["id": 0, "start": 0, "end": 1, "text": .string(text)]],
            ])
        default: response = .json(["text": .string(text)])
        }
        response.delay =
            simulator.settings.pace.adjusted(by: request.headers, Directives("")).firstToken
        response.delay = response.delay + simulator.load(model)
        return response
    }

    func speech(_ request: Request) throws -> Response {
        let asked = try request.decode(SpeechRequest.self)
        let model = try known(asked.model)
        var response = Response(contentType: "audio/wav", body: Tone.wav(for: asked.input))
        response.delay =
            simulator.settings.pace.adjusted(by: request.headers, Directives("")).firstToken
        response.delay = response.delay + simulator.load(model)
        return response
    }
}
