#!/usr/bin/env python3
"""Posts one body at a fixed rate, whatever the server does: open_loop.py <url> <rate> <seconds> < body.

A request's time counts from when it was due, so that a slow answer delays no other's clock. CONSULTA_TOKEN signs in.
Prints JSON: the rate, the percentiles in ms, and `late_p99`, how late this program itself was in sending.
"""

import json
import os
import select
import socket
import sys
import time
import urllib.parse

CONNECTIONS = 64
# Left out at the start, while connections open and caches fill.
WARM_UP_SECONDS = 2


class Connection:
    """A socket that carries one request at a time."""

    def __init__(self, address):
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.due, self.received = 0, b""

    def send(self, request, due):
        self.due, self.received = due, b""
        self.socket.sendall(request)

    def receive(self):
        """The status, once the answer is whole."""
        data = self.socket.recv(1 << 16)
        if not data:
            raise SystemExit("open_loop: the server closed a connection")
        self.received += data
        head, found, body = self.received.partition(b"\r\n\r\n")
        if not found:
            return None
        length = next((int(line.split(b":")[1]) for line in head.lower().split(b"\r\n")
                       if line.startswith(b"content-length:")), None)
        if length is None:
            raise SystemExit(f"open_loop: an answer without a length: {head[:200]!r}")
        return int(head.split()[1]) if len(body) >= length else None


def percentile(sorted_values, share):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))] * 1_000


def main():
    url, rate, seconds = urllib.parse.urlsplit(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    body = sys.stdin.buffer.read()
    request = (f"POST {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Type: application/json\r\n"
               f"Authorization: Bearer {os.environ.get('CONSULTA_TOKEN', '')}\r\n"
               f"Content-Length: {len(body)}\r\n\r\n").encode() + body
    idle = [Connection((url.hostname, url.port)) for _ in range(CONNECTIONS)]
    busy, waited, late, statuses = {}, [], [], {}
    begun = time.monotonic() + 0.1
    total, sent = int(rate * (seconds + WARM_UP_SECONDS)), 0
    counts_from = begun + WARM_UP_SECONDS
    while sent < total or busy:
        now = time.monotonic()
        # In order: what is due goes as soon as a connection is free.
        while sent < total and idle and begun + sent / rate <= now:
            connection, due = idle.pop(), begun + sent / rate
            connection.send(request, due)
            busy[connection.socket] = connection
            if due >= counts_from:
                late.append(max(0, time.monotonic() - due))
            sent += 1
        pause = max(0, begun + sent / rate - time.monotonic()) if sent < total and idle else 1
        for ready in select.select(list(busy), [], [], pause)[0]:
            connection = busy[ready]
            status = connection.receive()
            if status is None:
                continue
            del busy[ready]
            idle.append(connection)
            statuses[status] = statuses.get(status, 0) + 1
            if connection.due >= counts_from:
                waited.append(time.monotonic() - connection.due)
    if set(statuses) != {200}:
        raise SystemExit(f"open_loop: not every answer was 200: {statuses}")
    waited.sort()
    late.sort()
    print(json.dumps({
        "requests": len(waited), "rate": len(waited) / seconds, "p50": percentile(waited, 0.5),
        "p99": percentile(waited, 0.99), "p999": percentile(waited, 0.999), "max": waited[-1] * 1_000,
        "late_p99": percentile(late, 0.99),
    }))


if __name__ == "__main__":
    main()
