"""How soon live notices reach 2,000 WebSockets: from their way into Redis to each socket's frame.

notices.py <gateway URL> <Redis's Unix socket> <rounds>; an administrator's access token is in CONSULTA_TOKEN.
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


def notice(owner: str) -> bytes:
    """A `PUBLISH` of what chat says when a conversation changed."""
    identifier = "01900000-0000-7000-8000-000000000000"
    event = {
        "specversion": "1.0",
        "id": identifier,
        "source": "/chat",
        "type": "conversation.changed",
        "subject": identifier,
        "time": "2026-01-01T00:00:00.000Z",
        "data": {"conversation_id": identifier, "owner_id": owner},
    }
    parts = [b"PUBLISH", CHANNEL.encode(), json.dumps(event).encode()]
    return b"*3\r\n" + b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts)


def receive(poller: select.epoll, connections: dict[int, socket.socket]) -> list[float]:
    """The moments at which a frame came, one a socket."""
    waiting, moments = set(connections), []
    while waiting:
        events = poller.poll(10)
        if not events:
            raise SystemExit(f"{len(waiting)} sockets had no notice within 10 s")
        for descriptor, _ in events:
            if not connections[descriptor].recv(65536):
                raise SystemExit("a WebSocket was closed")
            if descriptor in waiting:
                waiting.discard(descriptor)
                moments.append(time.perf_counter())
    return moments


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


redis = socket.socket(socket.AF_UNIX)
redis.connect(sys.argv[2])
people = [sign_in(number) for number in range(PEOPLE)]
notices = b"".join(notice(owner) for owner, _ in people)
opened = (connect(people[number % PEOPLE][1]) for number in range(SOCKETS))
connections = {connection.fileno(): connection for connection in opened}
poller = select.epoll()
for descriptor in connections:
    poller.register(descriptor, select.EPOLLIN)
elapsed: list[float] = []
for _ in range(rounds):
    begun = time.perf_counter()
    redis.sendall(notices)
    elapsed += [(moment - begun) * 1000 for moment in receive(poller, connections)]
    redis.recv(65536)
print(f"| {SOCKETS:,} WebSockets, each told of a change | p50 ms | p99 ms | target |")
print("|---|---|---|---|")
print(f"| {rounds} times | {percentile(elapsed, 0.5):.1f} | **{percentile(elapsed, 0.99):.1f}** | < 50 |")
