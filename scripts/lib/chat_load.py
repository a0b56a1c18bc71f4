"""Chat with much in it: a history of 10,000 conversations, searches as they are typed, and 200 answers at once.

chat_load.py <gateway URL> <pid of chat> <conversations> <seconds of streaming>; the access token is in CONSULTA_TOKEN.
"""

import asyncio
import json
import os
import sys
import time
from urllib.parse import quote, urlsplit

STREAMS = 200
TOPICS = ["hipertensión arterial", "dolor torácico", "diabetes tipo 2", "neumonía adquirida", "cefalea tensional",
          "asma bronquial", "insuficiencia renal", "anemia ferropénica", "embarazo de riesgo", "fiebre sin foco"]
TYPED = ["h", "hi", "hip", "hiper", "hipertension a", "dolor", "dolor to", "caso 77", "caso 7777", "diab tip", "zzz"]


class Client:
    """One keep-alive connection."""

    def __init__(self, url: str, token: str):
        parts = urlsplit(url)
        self.host, self.port, self.token = parts.hostname, parts.port, token
        self.reader = self.writer = None

    async def send(self, method: str, path: str, body: dict | None = None):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        content = b"" if body is None else json.dumps(body).encode()
        self.writer.write(
            f"{method} {path} HTTP/1.1\r\nHost: {self.host}\r\nAuthorization: Bearer {self.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content)
        head = await self.reader.readuntil(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1])
        if status != 200:
            raise SystemExit(f"{method} {path.split('?')[0]}: {head.decode(errors='replace')}")
        return head.lower()

    async def request(self, method: str, path: str, body: dict | None = None) -> bytes:
        head = await self.send(method, path, body)
        if b"transfer-encoding: chunked" not in head:
            return await self.reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r")[0]))
        content = b""
        while size := int(await self.reader.readline(), 16):
            content += (await self.reader.readexactly(size + 2))[:-2]
        await self.reader.readline()
        return content

    async def stream(self, message: str) -> int:
        """Asks and reads to the end; bytes of the answer, by the ids of its events."""
        await self.send("POST", "/api/chat", {"message": message})
        content = b""
        while size := int(await self.reader.readline(), 16):
            content = (content + await self.reader.readexactly(size + 2))[-4096:]
        self.writer.close()
        if b"event: done" not in content:
            raise SystemExit("a stream broke off")
        return int(content.rsplit(b"id: ", 1)[1].split(b"\n")[0])


async def seed(url: str, token: str, count: int):
    async def work(numbers):
        client = Client(url, token)
        for number in numbers:
            topic = TOPICS[number % len(TOPICS)]
            await client.request("POST", "/api/chat", {"message": f"Caso {number}: {topic}, ¿qué evalúo primero?",
                                                       "stream": False})
    await asyncio.gather(*(work(range(start, count, 16)) for start in range(16)))


async def converse(url: str, token: str, turns: int) -> str:
    """The id of a conversation of so many turns."""
    client, conversation = Client(url, token), None
    for turn in range(turns):
        answer = await client.request("POST", "/api/chat", {
            "message": f"Turno {turn}: niega fiebre, toma losartán 50 mg c/12 h, TA 140/90. ¿Qué sigue?",
            "conversation_id": conversation, "stream": False})
        conversation = json.loads(answer)["conversation_id"]
    return conversation


async def timed(client: Client, paths: list[str], times: int) -> str:
    elapsed = []
    for turn in range(times):
        for path in paths:
            begun = time.perf_counter()
            await client.request("GET", path)
            elapsed.append((time.perf_counter() - begun) * 1000)
    elapsed.sort()
    return f"{elapsed[len(elapsed) // 2]:.1f} | {elapsed[int(len(elapsed) * 0.99)]:.1f} | {elapsed[-1]:.1f}"


def resources(pid: int) -> tuple[float, int]:
    """Resident KiB and open descriptors."""
    with open(f"/proc/{pid}/status") as status:
        resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    return resident, len(os.listdir(f"/proc/{pid}/fd"))


async def stream_many(url: str, token: str, pid: int, seconds: int):
    idle = resources(pid)
    text = f"Explica con calma. [[speed:first=50,tps=10,tokens={seconds * 10}]]"
    streams = [asyncio.create_task(Client(url, token).stream(text)) for _ in range(STREAMS)]
    await asyncio.sleep(5)
    early = resources(pid)
    await asyncio.sleep(seconds - 10)
    late = resources(pid)
    lengths = await asyncio.gather(*streams)
    await asyncio.sleep(5)
    after = resources(pid)
    print(f"| {STREAMS} answers at once for {seconds} s | resident MB | descriptors |")
    print("|---|---|---|")
    for name, (memory, descriptors) in [("before", idle), ("after 5 s", early), (f"after {seconds - 5} s", late),
                                        ("when all had ended", after)]:
        print(f"| {name} | {memory / 1024:.1f} | {descriptors} |")
    each = (late[0] - idle[0]) / STREAMS
    print(f"| **a stream** (target ≤ 32 KiB), answers of {sum(lengths) // len(lengths) // 1024} KiB | **{each:.1f} KiB** | |")


async def main(url: str, pid: int, count: int, seconds: int):
    token = os.environ["CONSULTA_TOKEN"]
    # First, while the heap has no room that anything else left free.
    await seed(url, token, 50)
    await stream_many(url, token, pid, seconds)
    print()
    begun = time.perf_counter()
    await seed(url, token, count)
    rate = count / (time.perf_counter() - begun)
    long = await converse(url, token, 1000)
    client = Client(url, token)
    first = json.loads(await client.request("GET", "/api/history"))
    print(f"| {count} conversations of one person, asked at {rate:.0f}/s | p50 ms | p99 ms | most ms |")
    print("|---|---|---|---|")
    print(f"| the list opens (target ≤ 100) | {await timed(client, ['/api/history'], 100)} |")
    if "next" in first:
        print(f"| its next page | {await timed(client, ['/api/history?cursor=' + first['next']], 100)} |")
    print(f"| a conversation opens | {await timed(client, ['/api/history/' + item['id'] for item in first['items']], 5)} |")
    print(f"| one of 2,000 messages opens | {await timed(client, ['/api/history/' + long], 10)} |")
    searches = ["/api/history?q=" + quote(typed) for typed in TYPED]
    print(f"| search while typing (target ≤ 100) | {await timed(client, searches, 20)} |")


asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
