"""Stands in for vLLM behind Ray's own LLMServer and ingress, named by RAYLLM_VLLM_ENGINE_CLS."""

from ray.llm._internal.serve.core.configs.openai_api_models import ChatCompletionResponse
from ray.llm._internal.serve.core.engine.protocol import LLMEngine

from speech import chunk, completion, words


class SpeechEngine(LLMEngine):
    def __init__(self, llm_config):
        self.model = llm_config.model_id

    async def start(self):
        pass

    def routing_stats(self) -> dict:
        return {}

    async def chat(self, request, raw_request_info=None):
        if request.stream:
            async for word in words(request.max_tokens):
                yield chunk(self.model, word)
            yield chunk(self.model, None)
            yield "data: [DONE]\n\n"
        else:
            said = [word async for word in words(request.max_tokens)]
            yield ChatCompletionResponse.model_validate(completion(self.model, "".join(said)))

    async def completions(self, request, raw_request_info=None):
        raise NotImplementedError
        yield

    async def embeddings(self, request, raw_request_info=None):
        raise NotImplementedError
        yield

    async def transcriptions(self, request, raw_request_info=None):
        raise NotImplementedError
        yield

    async def resolve_lora(self, lora_model):
        raise NotImplementedError

    async def reset_prefix_cache(self):
        pass

    async def check_health(self):
        pass
