"""An application of the shape that build_openai_app makes, for machines without GPU: an ingress with OpenAI's API and,
with the deployment settings of deploy/ray, a model that says numbered words at a steady rate."""

import sys
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse
from ray import serve

from speech import chunk, completion, words

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "deploy" / "ray"))
import serving  # noqa: E402

web = FastAPI()


@serve.deployment(ray_actor_options={"num_cpus": 0}, max_ongoing_requests=1_000)
@serve.ingress(web)
class Ingress:
    def __init__(self, models: dict):
        self.models = {name: model.options(stream=True) for name, model in models.items()}

    @web.get("/v1/models")
    async def list_models(self):
        return {"object": "list", "data": [{"id": name, "object": "model", "owned_by": "ray"} for name in self.models]}

    @web.post("/v1/chat/completions")
    async def chat(self, request: Request):
        body = await request.json()
        model = self.models.get(body["model"])
        if model is None:
            return JSONResponse({"error": {"message": "no such model", "code": 404}}, 404)
        answer = model.chat.remote(body)
        # As Ray's ingress does: a replica that dies before it said anything is an error, not a broken stream.
        first = await anext(answer)
        if not body.get("stream"):
            return JSONResponse(first)

        async def events():
            yield first
            async for event in answer:
                yield event

        return StreamingResponse(events(), media_type="text/event-stream")


@serve.deployment(ray_actor_options={"num_cpus": 0.1})
class Model:
    async def chat(self, body: dict):
        if not body.get("stream"):
            said = [word async for word in words(body["max_tokens"])]
            yield completion(body["model"], "".join(said))
            return
        async for word in words(body["max_tokens"]):
            yield chunk(body["model"], word)
        yield chunk(body["model"], None)
        yield "data: [DONE]\n\n"


def build(*sections: str):
    settings = [serving.ModelSettings.read(section) for section in sections]
    return Ingress.bind(
        {one.model_id: Model.options(name=section, **one.deployment_config).bind() for section, one in zip(sections, settings)}
    )


if __name__ == "__main__":
    serving.deploy("medgemma", "nv_reason", build=build)
