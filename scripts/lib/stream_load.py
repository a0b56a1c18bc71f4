"""Many answers at once, token by token: what a relay adds to the first token, to the gaps, and what it takes for it.

stream_load.py <model> <streams> <seconds> <rounds> <title>=<URL>[=<pid>[=once]]…; the first one is what the
others stand before, and medians of the rounds count. The access token is in CONSULTA_TOKEN."""

import json
import os
import re
import resource
import select
import socket
import statistics
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

RATE = 20
# Streams begin one after the other for so long, so that a first token is no stampede.
RAMP_S = 3
FIRST_TOKEN_MS = 100
CONTENT = re.compile(rb'"content":\s?"[^"]')
TICKS = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> list[int]:
    """The process and all that it started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += tree(int(child))
    return found


def resident_kib(pid: int) -> int:
    return sum(int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{one}/status").read_text())[1]) for one in tree(pid))


def processor_s(pid: int) -> float:
    fields = [Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split() for one in tree(pid)]
    return sum(int(one[11]) + int(one[12]) for one in fields) / TICKS


class Stream:
    def __init__(self, place: tuple, request: bytes):
        self.socket = socket.create_connection(place)
        self.socket.setblocking(False)
        self.request = request
        self.begun = self.last = 0.0
        self.first_ms: float | None = None
        self.received = b""
        self.is_complete = False

    def begin(self) -> None:
        self.begun = time.perf_counter()
        self.socket.send(self.request)


class Run:
    """One relay under the whole load."""

    def __init__(self, model: str, url: str, streams: int, seconds: int, pid: int | None):
        self.model, self.url, self.seconds, self.pid = model, urlsplit(url), seconds, pid
        self.count = streams
        self.gaps: list[float] = []
        self.tokens = 0
        self.memory_kib = self.processor = 0.0

    def request(self, tokens: int) -> bytes:
        question = f"Explica con calma. [[speed:first={FIRST_TOKEN_MS},tps={RATE},tokens={tokens}]]"
        body = {"model": self.model, "stream": True, "messages": [{"role": "user", "content": question}]}
        content = json.dumps(body).encode()
        head = (
            f"POST /v1/chat/completions HTTP/1.1\r\nHost: {self.url.netloc}\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {os.environ['CONSULTA_TOKEN']}\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        return head.encode() + content

    def measure(self, is_first: bool) -> "Run":
        if is_first:
            self.play(20, 0.5, 0.5)
        idle = resident_kib(self.pid) if self.pid else 0
        self.gaps, self.tokens = [], 0
        self.streams = self.play(self.count, RAMP_S, self.seconds, idle)
        return self

    def play(self, count: int, ramp: float, steady: float, idle: int | None = None) -> list[Stream]:
        """Streams that all run from `ramp` to `ramp + steady` seconds; in that time they are looked at."""
        request = self.request(int((ramp + steady) * RATE))
        place = (self.url.hostname, self.url.port)
        streams = [Stream(place, request) for _ in range(count)]
        by_descriptor = {stream.socket.fileno(): stream for stream in streams}
        poll = select.epoll()
        for descriptor in by_descriptor:
            poll.register(descriptor, select.EPOLLIN)
        start = time.perf_counter()
        # A relay that can't keep up is given as long again.
        begun, deadline = 0, start + 2 * (ramp + steady) + 5
        looked_at, used = None, 0.0
        while by_descriptor and (now := time.perf_counter()) < deadline:
            while begun < count and now - start >= begun * ramp / count:
                streams[begun].begin()
                begun += 1
            is_steady = ramp <= now - start < ramp + steady
            if idle is not None and self.pid:
                if is_steady and looked_at is None:
                    looked_at, used = now, processor_s(self.pid)
                    self.tokens = 0
                elif looked_at and now - looked_at >= steady - 1 and not self.processor:
                    self.processor = (processor_s(self.pid) - used) / max(self.tokens, 1) * 1e6
                    self.memory_kib = (resident_kib(self.pid) - idle) / count
            wait = max(0.0, begun * ramp / count - (now - start)) if begun < count else 0.2
            for descriptor, _ in poll.poll(wait):
                if self.read(by_descriptor[descriptor], is_steady):
                    poll.unregister(descriptor)
                    by_descriptor.pop(descriptor).socket.close()
        for stream in by_descriptor.values():
            stream.socket.close()
        return streams

    def read(self, stream: Stream, is_steady: bool) -> bool:
        """Whether it has ended."""
        try:
            received = stream.socket.recv(65536)
        except OSError:
            return True
        now = time.perf_counter()
        if stream.first_ms is None:
            stream.received += received
            if CONTENT.search(stream.received):
                stream.first_ms = (now - stream.begun) * 1000
                stream.last = now
        elif tokens := received.count(b"data: {"):
            self.tokens += tokens
            if is_steady:
                self.gaps.append((now - stream.last) * 1000)
            stream.last = now
        stream.is_complete = stream.is_complete or b"data: [DONE]" in received
        return not received or stream.is_complete


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def figures(run: Run) -> list[float]:
    first = [stream.first_ms for stream in run.streams if stream.first_ms is not None]
    complete = sum(stream.is_complete for stream in run.streams)
    return [complete, percentile(first, 0.5), percentile(first, 0.99), percentile(run.gaps, 0.99),
            max(run.gaps, default=float("nan")), run.memory_kib, run.processor]


def main(model: str, count: int, seconds: int, rounds: int, targets: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    measured = {target: [] for target in targets}
    for number in range(1, rounds + 1):
        for target, rows in measured.items():
            _, url, *pid = target.split("=")
            # Whom it is too much for is busy with it long after, which the others would feel.
            if "once" not in pid or number == rounds:
                rows.append(figures(Run(model, url, count, seconds, int(pid[0]) if pid else None).measure(not rows)))
    medians = {target: [statistics.median(column) for column in zip(*rows)] for target, rows in measured.items()}
    for target, rows in measured.items():
        # Later rounds find room that the first one left free.
        medians[target][5] = max(row[5] for row in rows)
    alone = medians[targets[0]]
    print(f"| {count} streams of {RATE} tokens/s | complete | first token p50 ms | p99 ms | added p50 | added p99 "
          "| gaps p99 ms | longest ms | memory a stream | CPU a token |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for target, (complete, p50, p99, gap, longest, memory, processor) in medians.items():
        own = ["", "", "", ""]
        if target != targets[0]:
            own = [f"{p50 - alone[1]:.1f}", f"{p99 - alone[2]:.1f}", f"{memory:.1f} KiB", f"{processor:.1f} µs"]
        row = [target.split("=")[0], f"{complete:.0f}", f"{p50:.1f}", f"{p99:.1f}", *own[:2], f"{gap:.1f}",
               f"{longest:.1f}", *own[2:]]
        print("| " + " | ".join(row) + " |")


main(sys.argv[1], *(int(value) for value in sys.argv[2:5]), sys.argv[5:])
