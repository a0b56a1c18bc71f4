"""What a stand-in says: numbered words at 20 a second, in OpenAI's form, with its process where an engine's version is."""

import asyncio
import json
import os
import time

TOKENS_PER_SECOND = 20
REPLICA = f"replica-{os.getpid()}"


async def words(count: int):
    begun = time.monotonic()
    for number in range(count):
        # From the beginning and not from the last one, so that the rate holds.
        await asyncio.sleep(max(0, begun + (number + 1) / TOKENS_PER_SECOND - time.monotonic()))
        yield f"{number} "


def chunk(model: str, content: str | None) -> str:
    """One event; None is the last."""
    choice = {"index": 0, "delta": {"content": content or ""}, "finish_reason": None if content else "stop"}
    event = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": int(time.time()), "model": model}
    return f"data: {json.dumps(event | {'system_fingerprint': REPLICA, 'choices': [choice]})}\n\n"


def completion(model: str, content: str) -> dict:
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1, "completion_tokens": content.count(" "), "total_tokens": 1 + content.count(" ")}
    answer = {"id": "chatcmpl-1", "object": "chat.completion", "created": int(time.time()), "model": model}
    return answer | {"system_fingerprint": REPLICA, "choices": [choice], "usage": usage}
