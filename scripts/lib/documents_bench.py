#!/usr/bin/env python3
"""Papers through the gateway: documents_bench.py <gateway URL> <pid of documents>. CONSULTA_TOKEN is who asks. Prints Markdown.

A PDF of 1,000 pages of SciFact's abstracts (CONSULTA_DATA/retrieval), then 20,000 of them as one import, searched with the
set's own questions, one at a time. BENCH_PAGES (1000) and BENCH_LINES (20000) make it smaller.
"""

import gzip
import json
import os
import pathlib
import sys
import time
import urllib.request
import zlib

GATEWAY, PID = sys.argv[1], int(sys.argv[2])
TOKEN = os.environ["CONSULTA_TOKEN"]
PAGES, LINES = int(os.environ.get("BENCH_PAGES", 1000)), int(os.environ.get("BENCH_LINES", 20_000))
BOUNDARY = "a-boundary-that-no-paper-holds"


def send(method, path, body=None, kind="application/json"):
    request = urllib.request.Request(GATEWAY + path, method=method, data=body)
    request.add_header("Authorization", f"Bearer {TOKEN}")
    if body is not None:
        request.add_header("Content-Type", kind)
    with urllib.request.urlopen(request, timeout=600) as answer:
        content = answer.read()
    return json.loads(content) if content else None


def post(path, value):
    return send("POST", path, json.dumps(value).encode())


def abstracts():
    folder = pathlib.Path(os.environ.get("CONSULTA_DATA", "../shared/data")) / "retrieval"
    file = folder / "corpus.jsonl"
    with open(file, encoding="utf-8") if file.exists() else gzip.open(f"{file}.gz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    with open(folder / "queries.jsonl", encoding="utf-8") as lines:
        questions = [json.loads(line)["text"] for line in lines][:300]
    return documents, questions


def pdf(pages):
    """A PDF with a page for each text, in Helvetica, 90 letters a line."""
    count = len(pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(count)) + b"] /Count %d >>" % count,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in enumerate(pages):
        words, lines = text.split(), [""]
        for word in words:
            if len(lines[-1]) + len(word) > 90:
                lines.append("")
            lines[-1] += word + " "
        shown = "".join("(" + line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ") '\n" for line in lines)
        stream = zlib.compress(f"BT /F1 10 Tf 12 TL 50 790 Td\n{shown}ET".encode("cp1252", "replace"))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def upload(collection, name, content):
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="collection_id"\r\n\r\n{collection}\r\n'
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    )
    body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    return send("POST", "/api/documents", body, f"multipart/form-data; boundary={BOUNDARY}")["items"][0]


def found(collection, word, beside=""):
    """Whether the word itself is found, with words that stand beside it: those spelt alike are, too."""
    items = post("/api/search", {"collections": [collection], "query": f"{word} {beside}", "limit": 10})["items"]
    return any(word in item["text"] for item in items)


def until(condition):
    """Seconds until it holds, looked at every 20 ms."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > 900:
            sys.exit("it did not happen in 15 minutes")
        time.sleep(0.02)
    return time.monotonic() - begun


def megabytes(field):
    for line in pathlib.Path(f"/proc/{PID}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    return 0


def bench_pdf(documents):
    # Each page has a word of its own.
    pages = [f"quetzal{n:05d} " + documents[n % len(documents)]["text"][:2800] for n in range(PAGES)]
    collection = post("/api/collections", {"name": "Bench PDF"})["id"]
    content = pdf(pages)
    begun = time.monotonic()
    item = upload(collection, "bench.pdf", content)
    accepted = time.monotonic() - begun
    first = accepted + until(lambda: found(collection, "quetzal00000"))
    until(lambda: found(collection, f"quetzal{PAGES - 1:05d}"))
    last = time.monotonic() - begun
    until(lambda: send("GET", f"/api/documents/{item['document_id']}")["state"] == "ready")
    ready = time.monotonic() - begun
    print(f"\n| a PDF of {PAGES} pages, {len(content) / 1e6:.1f} MB, through the gateway | s |\n|---|---|")
    print(f"| taken in (202) | {accepted:.2f} |\n| its first page is found | {first:.2f} |")
    print(f"| **its last page is found** (target ≤ 60) | **{last:.1f}** |\n| all is done | {ready:.1f} |")


def bench_import(documents, questions):
    collection = post("/api/collections", {"name": "Bench NDJSON"})["id"]
    lines = "".join(
        json.dumps({"id": f"{n}", "title": document["title"], "text": f"quetzal{n} {document['text']}"}) + "\n"
        for n, document in ((n, documents[n % len(documents)]) for n in range(LINES))
    )
    begun = time.monotonic()
    answer = send("POST", f"/api/collections/{collection}/import", lines.encode(), "application/x-ndjson")
    whole = time.monotonic() - begun
    assert answer["imported"] == LINES and not answer["failed"], answer
    beside = " ".join(documents[(LINES - 1) % len(documents)]["text"].split()[:12])
    assert found(collection, f"quetzal{LINES - 1}", beside), "it answered before all could be found"
    times = []
    for question in questions:
        begun = time.perf_counter()
        post("/api/search", {"collections": [collection], "query": question, "limit": 10})
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    line = json.dumps({"id": "new", "title": "New", "text": "colibri azafranado"}) + "\n"
    begun = time.monotonic()
    send("POST", f"/api/collections/{collection}/import", line.encode(), "application/x-ndjson")
    assert found(collection, "azafranado")
    update = time.monotonic() - begun
    begun = time.monotonic()
    send("DELETE", f"/api/collections/{collection}")
    deletion = time.monotonic() - begun
    print(f"\n| {LINES} documents, {len(lines) / 1e6:.0f} MB of NDJSON, through the gateway | |\n|---|---|")
    print(f"| imported, all of it found | {whole:.1f} s |")
    print(f"| search, one question at a time, p50 | {times[len(times) // 2]:.1f} ms |")
    print(f"| p99 | {times[int(len(times) * 0.99)]:.1f} ms |")
    print(f"| one more is imported and found (target ≤ 1 s) | {update * 1000:.0f} ms |")
    print(f"| the collection is gone | {deletion:.1f} s |")


documents, questions = abstracts()
idle = megabytes("VmRSS")
bench_pdf(documents)
after = megabytes("VmRSS")
bench_import(documents, questions)
print(f"\ndocuments, resident: {idle:.0f} MB idle (target ≤ 30), {after:.0f} MB after the PDF, "
      f"{megabytes('VmHWM'):.0f} MB at most.")
