"""Answers without a pause for long, some left by their readers and some spoilt by the model: what the router holds on to.

soak.py <gateway URL> <router URL> <simulator URL> <pid of the router> <streams> <seconds>; who signs in is in
CONSULTA_ADMIN_USER and CONSULTA_ADMIN_PASSWORD. Ends with 1 where memory, descriptors or connections grow."""

import asyncio
import json
import os
import random
import re
import statistics
import sys
import time
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

MODEL = "simulated-medgemma"
# The first minute fills caches and pools.
WARM_S = 60
FAULTS = ["500", "503", "429;retry-after=1", "reset", "reset=5", "cut", "cut=5", "stall=3", "slow-headers=1500",
          "stream-error=4", "invalid-json", "huge-event=300000", "empty-start=3"]
FAULTS_PER_S = 2
# The model's machine is away for a second, and every answer breaks off.
REFUSAL, REFUSAL_EVERY_S = "refuse=1", 90


def post(url: str, body: dict, method: str = "POST") -> dict:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"content-type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.load(response)


@dataclass
class Sample:
    elapsed_s: int
    memory_kib: int
    descriptors: int
    clients: int
    upstream: int
    asked: int


@dataclass
class Soak:
    gateway: str
    router: str
    simulator: str
    pid: int
    streams: int
    seconds: int
    token: str = ""
    outcomes: Counter = field(default_factory=Counter)
    faults: int = 0
    samples: list = field(default_factory=list)

    def __post_init__(self):
        self.begun = time.monotonic()
        self.end = self.begun + self.seconds

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self.end

    def sign_in(self) -> None:
        names = {"username": "CONSULTA_ADMIN_USER", "password": "CONSULTA_ADMIN_PASSWORD"}
        credentials = {name: os.environ[variable] for name, variable in names.items()}
        self.token = post(f"{self.gateway}/auth/login", credentials)["access_token"]

    async def reader(self) -> None:
        while not self.is_over:
            outcome = await self.ask()
            self.outcomes[outcome] += 1
            if outcome.startswith("status"):
                await asyncio.sleep(0.5)

    async def ask(self) -> str:
        tokens, is_stream = random.randint(20, 120), random.random() < 0.9
        leaves_after = random.randint(0, tokens * 200) if random.random() < 0.1 else None
        text = f"Explica. [[speed:first={random.randint(20, 400)},tps=20,tokens={tokens}]]"
        body = {"model": MODEL, "stream": is_stream, "messages": [{"role": "user", "content": text}]}
        content = json.dumps(body).encode()
        place = urlsplit(self.router)
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        try:
            writer.write(
                f"POST /v1/chat/completions HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/json\r\n"
                f"Authorization: Bearer {self.token}\r\nConnection: close\r\n"
                f"Content-Length: {len(content)}\r\n\r\n".encode() + content)
            received, size = b"", 0
            while piece := await reader.read(65536):
                received = (received + piece)[-512:] if size else piece
                size += len(piece)
                if leaves_after is not None and size > leaves_after:
                    return "left by the reader"
                if size == len(piece) and not piece.startswith(b"HTTP/1.1 200"):
                    return f"status {piece[9:12].decode()}"
            ending = b"data: [DONE]" if is_stream else b'"usage"'
            return "complete" if ending in received else "broken off"
        except OSError:
            return "broken off"
        finally:
            writer.close()

    async def trouble(self) -> None:
        refusal_at = time.monotonic() + REFUSAL_EVERY_S
        while not self.is_over:
            await asyncio.sleep(1 / FAULTS_PER_S)
            fault = random.choice(FAULTS)
            if time.monotonic() > refusal_at:
                fault, refusal_at = REFUSAL, time.monotonic() + REFUSAL_EVERY_S
            place = f"{self.simulator}/simulator/faults"
            try:
                waiting = await asyncio.to_thread(post, place, {"fault": fault, "count": 1})
                self.faults += 1
                # While nobody asks, none must pile up: no probe would ever succeed.
                if len(waiting["faults"]) > 3:
                    await asyncio.to_thread(post, place, {}, "DELETE")
            except OSError:
                # It refuses connections just now.
                continue

    def look(self) -> Sample:
        status = Path(f"/proc/{self.pid}/status").read_text()
        router, simulator = (f":{urlsplit(url).port:04X}" for url in (self.router, self.simulator))
        clients = upstream = 0
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            local, remote, state = line.split()[1:4]
            if state == "01":
                clients += local.endswith(router)
                upstream += remote.endswith(simulator)
        sample = Sample(
            elapsed_s=round(time.monotonic() - self.begun),
            memory_kib=int(re.search(r"VmRSS:\s+(\d+)", status)[1]),
            descriptors=len(os.listdir(f"/proc/{self.pid}/fd")),
            clients=clients,
            upstream=upstream,
            asked=self.outcomes.total(),
        )
        print(f"| {sample.elapsed_s} | {sample.memory_kib / 1024:.1f} | {sample.descriptors} | {clients} | {upstream} "
              f"| {sample.asked} |", flush=True)
        return sample

    async def watch(self) -> None:
        while not self.is_over:
            await asyncio.sleep(min(self.seconds / 20, max(0.1, self.end - time.monotonic())))
            self.samples.append(self.look())
            # Before it expires, which is after 15 min.
            if len(self.samples) % 10 == 0:
                await asyncio.to_thread(self.sign_in)

    async def run(self) -> list[str]:
        self.sign_in()
        print("| s | resident MB | descriptors | clients' connections | to the model | answers so far |")
        print("|---|---|---|---|---|---|")
        self.look()
        await asyncio.gather(self.trouble(), self.watch(), *(self.reader() for _ in range(self.streams)))
        await asyncio.sleep(10)
        after = self.look()
        print()
        print(f"{self.faults} faults; " + ", ".join(f"{count} {name}" for name, count in self.outcomes.most_common()))
        return self.growth() + ([f"{after.clients} connections of clients that left"] if after.clients else [])

    def growth(self) -> list[str]:
        """What the last third has more of than the first, once warm."""
        warm = [sample for sample in self.samples if sample.elapsed_s >= min(WARM_S, self.seconds / 4)]
        third = max(1, len(warm) // 3)
        grown = []
        for name, room in [("memory_kib", 2_048), ("descriptors", 20), ("clients", 20), ("upstream", 20)]:
            early, late = (statistics.median(getattr(one, name) for one in part) for part in (warm[:third], warm[-third:]))
            if late > early * 1.05 + room:
                grown.append(f"{name} grew from {early:.0f} to {late:.0f}")
        return grown


def main() -> None:
    soak = Soak(*sys.argv[1:4], *(int(value) for value in sys.argv[4:7]))
    if failures := asyncio.run(soak.run()):
        sys.exit("not flat: " + "; ".join(failures))
    print("flat")


main()
