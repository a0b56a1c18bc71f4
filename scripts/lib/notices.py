"""How soon live notices reach 2,000 WebSockets: from the request that causes one to each socket's frame.

notices.py <gateway URL> <changes>; an administrator's access token is in CONSULTA_TOKEN.
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
# One person may open 1,200 at once.
PEOPLE = ["bench-1", "bench-2"]
PASSWORD = "a passphrase for this run"

gateway = sys.argv[1]
changes = int(sys.argv[2])
address = urlsplit(gateway)
opener = build_opener(ProxyHandler({}))


def call(method: str, path: str, body: dict, token: str = "") -> dict:
    request = Request(gateway + path, json.dumps(body).encode(), {"Content-Type": "application/json"}, method=method)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    answer = opener.open(request).read()
    return json.loads(answer) if answer else {}


class Person:
    """Somebody with a conversation, whose every screen hears of its changes."""

    def __init__(self, name: str, administrator: str):
        person = {"username": name, "name": name, "roles": ["clinician"], "password": PASSWORD}
        call("POST", "/api/users", person, administrator)
        self.token = call("POST", "/auth/login", {"username": name, "password": PASSWORD})["access_token"]
        answer = call("POST", "/api/chat", {"message": "Hola", "stream": False}, self.token)
        self.path = f"/api/history/{answer['conversation_id']}"

    def rename(self, title: str):
        call("PATCH", self.path, {"title": title}, self.token)

    def connect(self) -> socket.socket:
        connection = socket.create_connection((address.hostname, address.port))
        key = base64.b64encode(os.urandom(16)).decode()
        connection.sendall(
            f"GET /ws HTTP/1.1\r\nHost: {address.netloc}\r\nOrigin: {gateway}\r\n"
            f"Authorization: Bearer {self.token}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        answer = connection.recv(4096)
        if b" 101 " not in answer:
            raise SystemExit(f"no WebSocket: {answer[-300:].decode(errors='replace')}")
        connection.setblocking(False)
        return connection


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


people = [Person(name, os.environ["CONSULTA_TOKEN"]) for name in PEOPLE]
opened = (people[number % len(people)].connect() for number in range(SOCKETS))
connections = {connection.fileno(): connection for connection in opened}
poller = select.epoll()
for descriptor in connections:
    poller.register(descriptor, select.EPOLLIN)
elapsed: list[float] = []
for number in range(changes):
    begun = time.perf_counter()
    for person in people:
        person.rename(f"Aviso {number}")
    elapsed += [(moment - begun) * 1000 for moment in receive(poller, connections)]
print(f"| {SOCKETS:,} WebSockets, each told of a change | p50 ms | p99 ms | target |")
print("|---|---|---|---|")
print(f"| {changes} changes | {percentile(elapsed, 0.5):.1f} | **{percentile(elapsed, 0.99):.1f}** | < 50 |")
