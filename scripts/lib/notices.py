"""How soon live notices reach 2,000 WebSockets: from their way into Redis to each socket's frame. And what a socket costs.

notices.py <gateway URL> <Redis's Unix socket> <rounds> <gateway's pid>; an administrator's access token is in
CONSULTA_TOKEN.
"""

import base64
import json
import os
import select
import socket
import sys
import time
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

SOCKETS = 2000
# One person may have 64 open.
PEOPLE = 32
PASSWORD = "a passphrase for this run"
EVENTS_PER_SECOND = 100
SECONDS = 10
CHANNEL = "consulta:live:conversation.changed"

gateway = sys.argv[1]
rounds = int(sys.argv[3])
address = urlsplit(gateway)
opener = build_opener(ProxyHandler({}))


def call(path: str, body: dict, token: str = "") -> dict:
    request = Request(gateway + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    return json.loads(opener.open(request).read())


def sign_in(number: int) -> tuple[str, str]:
    """A new person's id and token."""
    person = {"username": f"bench-{number}", "name": "Bench", "roles": ["clinician"], "password": PASSWORD}
    call("/api/users", person, os.environ["CONSULTA_TOKEN"])
    answer = call("/auth/login", {"username": f"bench-{number}", "password": PASSWORD})
    return answer["user"]["id"], answer["access_token"]


def connect(token: str) -> socket.socket:
    connection = socket.create_connection((address.hostname, address.port))
    key = base64.b64encode(os.urandom(16)).decode()
    connection.sendall(
        f"GET /ws HTTP/1.1\r\nHost: {address.netloc}\r\nOrigin: {gateway}\r\nAuthorization: Bearer {token}\r\n"
        f"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
    )
    answer = connection.recv(4096)
    if b" 101 " not in answer:
        raise SystemExit(f"no WebSocket: {answer[-300:].decode(errors='replace')}")
    connection.setblocking(False)
    return connection


def notice(owner: str, subject: str) -> bytes:
    """A `PUBLISH` of what chat says when a conversation changed."""
    event = {
        "specversion": "1.0",
        "id": "01900000-0000-7000-8000-000000000000",
        "source": "/chat",
        "type": "conversation.changed",
        "subject": subject,
        "time": "2026-01-01T00:00:00.000Z",
        "data": {"conversation_id": subject, "owner_id": owner},
    }
    parts = [b"PUBLISH", CHANNEL.encode(), json.dumps(event).encode()]
    return b"*3\r\n" + b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts)


def subjects(data: bytes) -> list[str]:
    """Of which conversations the frames tell. None of them is cut: they are small and far between."""
    found = []
    while data:
        length, start = (data[1], 2) if data[1] < 126 else (int.from_bytes(data[2:4], "big"), 4)
        message = json.loads(data[start : start + length])
        if message["type"] == "conversation.changed":
            found.append(message["subject"])
        data = data[start + length :]
    return found


def receive(poller: select.epoll, connections: dict[int, socket.socket], timeout: float) -> list[str]:
    """What came within `timeout` seconds."""
    found = []
    for descriptor, _ in poller.poll(max(0, timeout)):
        data = connections[descriptor].recv(65536)
        if not data:
            raise SystemExit("a WebSocket was closed")
        found += subjects(data)
    return found


def own_memory() -> int:
    """KiB that the gateway wrote itself."""
    with open(f"/proc/{sys.argv[4]}/smaps_rollup") as rollup:
        return next(int(line.split()[1]) for line in rollup if line.startswith("Anonymous:"))


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


def all_at_once() -> list[float]:
    """ms from a change of everybody's to each socket."""
    elapsed = []
    for number in range(rounds):
        redis.sendall(b"".join(notice(owner, str(number)) for owner, _ in people))
        begun, left = time.perf_counter(), SOCKETS
        while left:
            count = len(receive(poller, connections, 10))
            if not count:
                raise SystemExit(f"{left} sockets had no notice within 10 s")
            elapsed += [(time.perf_counter() - begun) * 1000] * count
            left -= count
        redis.recv(65536)
    return elapsed


def one_after_the_other() -> list[float]:
    """ms from a change of somebody's to each of their sockets, so many a second."""
    sent: list[float] = []
    elapsed: list[float] = []
    begun = time.perf_counter()
    while len(sent) < EVENTS_PER_SECOND * SECONDS or time.perf_counter() - sent[-1] < 1:
        due = begun + len(sent) / EVENTS_PER_SECOND
        if len(sent) < EVENTS_PER_SECOND * SECONDS and time.perf_counter() >= due:
            sent.append(time.perf_counter())
            redis.sendall(notice(people[len(sent) % PEOPLE][0], str(len(sent) - 1)))
            continue
        came = receive(poller, connections, min(due - time.perf_counter(), 0.1))
        now = time.perf_counter()
        elapsed += [(now - sent[int(subject)]) * 1000 for subject in came]
    redis.recv(1 << 20)
    expected = sum(sockets_of[(number + 1) % PEOPLE] for number in range(len(sent)))
    if len(elapsed) != expected:
        raise SystemExit(f"{len(elapsed)} of {expected} notices came")
    return elapsed


redis = socket.socket(socket.AF_UNIX)
redis.connect(sys.argv[2])
people = [sign_in(number) for number in range(PEOPLE)]
sockets_of = [SOCKETS // PEOPLE + (number < SOCKETS % PEOPLE) for number in range(PEOPLE)]
before = own_memory()
opened = (connect(people[number % PEOPLE][1]) for number in range(SOCKETS))
connections = {connection.fileno(): connection for connection in opened}
poller = select.epoll()
for descriptor in connections:
    poller.register(descriptor, select.EPOLLIN)
while receive(poller, connections, 1):
    pass
memory = (own_memory() - before) / SOCKETS
print(f"| {SOCKETS:,} WebSockets | p50 ms | p99 ms | target |")
print("|---|---|---|---|")
for title, elapsed in [
    (f"each told of a change at once, {rounds} times", all_at_once()),
    (f"{EVENTS_PER_SECOND} events/s for {SECONDS} s, each to the {SOCKETS // PEOPLE} sockets of a person", one_after_the_other()),
]:
    print(f"| {title} | {percentile(elapsed, 0.5):.1f} | **{percentile(elapsed, 0.99):.1f}** | < 50 |")
print(f"\nAn open WebSocket: **{memory:.1f} KiB** of the gateway's own memory (target ≤ 16).")
