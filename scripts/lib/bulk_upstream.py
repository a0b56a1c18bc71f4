"""An upstream that reads what it is sent to the end, and sends 100 MB: bulk_upstream.py <port>."""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SIZE = 100_000_000
PART = bytes(1 << 18)


class Bulk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        left = int(self.headers["Content-Length"])
        while left > 0:
            left -= len(self.rfile.read(min(left, len(PART))))
        self.begin(0)

    def do_GET(self):
        self.begin(SIZE)
        left = SIZE
        while left > 0:
            self.wfile.write(PART[: min(left, len(PART))])
            left -= len(PART)

    def begin(self, length: int):
        self.send_response(200)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Bulk).serve_forever()
