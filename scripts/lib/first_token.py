"""Time to first token at 50 conversations: a model server alone, and the same one through the suite.

first_token.py <model server URL> <gateway URL> <rounds>; the access token is in CONSULTA_TOKEN.
"""

import asyncio
import json
import os
import random
import re
import sys
import time
from urllib.parse import urlsplit

CONVERSATIONS = 50
QUESTION = "¿Qué signos distinguen un derrame pleural de una atelectasia?"


class Place:
    """Where a question is asked, and what the first piece of its answer looks like."""

    def __init__(self, url: str, path: str, body: dict, first: str, token: str = ""):
        parts = urlsplit(url)
        self.host, self.port = parts.hostname, parts.port
        content = json.dumps(body).encode()
        head = f"POST {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n"
        if token:
            head += f"Authorization: Bearer {token}\r\n"
        self.request = f"{head}Connection: close\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content
        self.first = re.compile(first.encode())

    async def ask(self) -> float:
        """Milliseconds until the first piece of the answer, which is then read to its end."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        begun = time.perf_counter()
        writer.write(self.request)
        received, elapsed = b"", None
        while chunk := await reader.read(65536):
            if elapsed is None:
                received += chunk
                if self.first.search(received):
                    elapsed = (time.perf_counter() - begun) * 1000
        writer.close()
        if elapsed is None:
            raise SystemExit(f"no answer from {self.host}:{self.port}: {received[:500].decode(errors='replace')}")
        return elapsed


async def conversation(place: Place, questions: int) -> list[float]:
    # Conversations overlap without beginning at the same instant.
    await asyncio.sleep(random.uniform(0, 2))
    return [await place.ask() for _ in range(questions)]


async def measure(place: Place, questions: int) -> list[float]:
    answers = await asyncio.gather(*(conversation(place, questions) for _ in range(CONVERSATIONS)))
    return [elapsed for answer in answers for elapsed in answer]


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


async def main(model_url: str, gateway_url: str, rounds: int):
    alone = Place(
        model_url,
        "/v1/chat/completions",
        {"model": "simulated-medgemma", "stream": True, "messages": [{"role": "user", "content": QUESTION}]},
        first='"content":"[^"]',
    )
    suite = Place(gateway_url, "/api/chat", {"message": QUESTION}, "event: delta", os.environ["CONSULTA_TOKEN"])
    await measure(suite, 1)
    times = {alone: [], suite: []}
    for _ in range(rounds):
        for place in times:
            times[place] += await measure(place, 4)
    figures = {place: [percentile(values, share) for share in (0.5, 0.99)] for place, values in times.items()}
    added = [through - direct for through, direct in zip(figures[suite], figures[alone])]
    print(f"| time to first token, {CONVERSATIONS} conversations | p50 ms | p99 ms |")
    print("|---|---|---|")
    print("| simulator alone | {:.1f} | {:.1f} |".format(*figures[alone]))
    print("| through gateway, chat and inference-router | {:.1f} | {:.1f} |".format(*figures[suite]))
    print("| **added** (target ≤ 3, ≤ 15) | **{:.1f}** | **{:.1f}** |".format(*added))


asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
