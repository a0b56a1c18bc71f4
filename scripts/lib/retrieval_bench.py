#!/usr/bin/env python3
"""Retrieval beside bm25s, Chroma and hnswlib: retrieval_bench.py <retrieval-bench> <folder>. Prints Markdown.

Quality on SciFact (CONSULTA_DATA/retrieval), time over chunks made of its sentences: the same chunks for both, since
both draw lots with the same generator. bm25s stems with Snowball's English and leaves its stop words out, k1 and b as
BEIR's 0.686 (1.5, 0.75). BENCH_CHUNKS (5000 100000 500000) says how many chunks. Search times are of one thread, one
question at a time, ten hits, each question once; processor time is given too, which other work on the machine doesn't
lengthen.

BENCH_VECTORS (100000) vectors of BENCH_DIMENSIONS (384) lie around 2,000 centres, as those of texts on a few subjects do;
questions are vectors beside 200 of them. Chroma is the server at CHROMA_TEST_URL.
"""

import gzip
import json
import math
import os
import pathlib
import subprocess
import sys
import time

MASK = 2**64 - 1


def read(folder):
    with open(folder / "corpus.jsonl", encoding="utf-8") as file:
        documents = [json.loads(line) for line in file]
    judged = {}
    with open(folder / "qrels.tsv", encoding="utf-8") as file:
        for line in list(file)[1:]:
            question, document, grade = line.split()
            judged.setdefault(question, {})[document] = int(grade)
    with open(folder / "queries.jsonl", encoding="utf-8") as file:
        questions = [item for item in map(json.loads, file) if item["_id"] in judged]
    return documents, questions, judged


def split_mix(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        word = ((state ^ state >> 30) * 0xBF58476D1CE4E5B9) & MASK
        word = ((word ^ word >> 27) * 0x94D049BB133111EB) & MASK
        yield word ^ word >> 31


def chunks(documents, count):
    sentences = [[f"{part}. " for part in document["text"].split(". ") if part] for document in documents]
    dice = split_mix(8)
    for _ in range(count):
        first, second = next(dice) % len(sentences), next(dice) % len(sentences)
        body = "".join(sentences[source][next(dice) % len(sentences[source])]
                       for source in (first, second) for _ in range(3) if sentences[source])
        yield documents[first]["title"] + " " + body


class Peer:
    """bm25s over texts."""

    def __init__(self, texts):
        import bm25s
        import Stemmer

        self.stemmer = Stemmer.Stemmer("english")
        self.bm25s = bm25s
        begun = time.perf_counter()
        tokens = bm25s.tokenize(texts, stopwords="en", stemmer=self.stemmer, show_progress=False)
        self.index = bm25s.BM25(k1=1.5, b=0.75)
        self.index.index(tokens, show_progress=False)
        self.seconds = time.perf_counter() - begun

    def search(self, text, limit):
        tokens = self.bm25s.tokenize([text], stopwords="en", stemmer=self.stemmer, show_progress=False)
        found, _ = self.index.retrieve(tokens, k=limit, show_progress=False)
        return [int(number) for number in found[0]]


def quality(peer, documents, questions, judged):
    gains, recalls = [], []
    for question in questions:
        grades = judged[question["_id"]]
        ranked = [documents[number]["_id"] for number in peer.search(question["text"], 100)]
        found = sum((2 ** grades.get(name, 0) - 1) / math.log2(rank + 2) for rank, name in enumerate(ranked[:10]))
        ideal = sum((2 ** grade - 1) / math.log2(rank + 2)
                    for rank, grade in enumerate(sorted(grades.values(), reverse=True)[:10]))
        relevant = {name for name, grade in grades.items() if grade > 0}
        gains.append(found / ideal)
        recalls.append(len(relevant & set(ranked)) / len(relevant))
    return sum(gains) / len(gains), sum(recalls) / len(recalls)


def percentiles(peer, questions):
    times = []
    for question in questions:
        begun = time.perf_counter()
        peer.search(question["text"], 10)
        times.append((time.perf_counter() - begun) * 1_000)
    return middle_and_high(times)


def middle_and_high(times):
    times = sorted(times)
    return times[len(times) // 2], times[len(times) * 99 // 100]


def timed(search, questions):
    times, found = [], []
    for question in questions:
        begun = time.perf_counter()
        found.append(search(question))
        times.append((time.perf_counter() - begun) * 1_000)
    return *middle_and_high(times), found


class Chroma:
    """A collection of the server's, its index with its defaults."""

    def __init__(self, url, vectors):
        import chromadb

        host, port = url.removeprefix("http://").split(":")
        client = chromadb.HttpClient(host=host, port=int(port), settings=chromadb.Settings(anonymized_telemetry=False))
        begun = time.perf_counter()
        self.collection = client.create_collection("bench", configuration={"hnsw": {"space": "cosine"}})
        for start in range(0, len(vectors), 2_000):
            numbers = range(start, min(start + 2_000, len(vectors)))
            self.collection.add(ids=[str(number) for number in numbers], embeddings=vectors[start:numbers.stop],
                                metadatas=[{"collection": f"c{number % 4}"} for number in numbers])
        self.seconds = time.perf_counter() - begun

    def search(self, question, where=None):
        found = self.collection.query(query_embeddings=[question], n_results=10, where=where, include=[])
        return [int(number) for number in found["ids"][0]]


class Graph:
    """hnswlib, its index as Chroma's defaults are."""

    def __init__(self, vectors):
        import hnswlib

        begun = time.perf_counter()
        self.index = hnswlib.Index(space="cosine", dim=len(vectors[0]))
        self.index.init_index(len(vectors), ef_construction=100, M=16)
        self.index.add_items(vectors)
        self.index.set_ef(100)
        self.index.set_num_threads(1)
        self.seconds = time.perf_counter() - begun

    def search(self, question):
        return [int(number) for number in self.index.knn_query(question, k=10)[0][0]]


def vectors(ours, work):
    try:
        import numpy
    except ImportError:
        return
    count, dimensions = int(os.environ.get("BENCH_VECTORS", "100000")), int(os.environ.get("BENCH_DIMENSIONS", "384"))
    dice = numpy.random.default_rng(8)
    centres = dice.standard_normal((2_000, dimensions), dtype=numpy.float32)
    stored = centres[dice.integers(0, 2_000, count)] + dice.standard_normal((count, dimensions), dtype=numpy.float32)
    asked = stored[dice.integers(0, count, 200)] + dice.standard_normal((200, dimensions), dtype=numpy.float32) / 2
    stored.tofile(work / "vectors")
    asked.tofile(work / "questions")
    line = ours("vectors", work / "vectors", work / "questions", dimensions)
    print(f"\n| {count:,} vectors of {dimensions} | p50 ms | p99 ms | one collection of four, p50, p99 ms | of the ten "
          "nearest, found | made in s | MB |\n|---|---|---|---|---|---|---|")
    print(f"| ours, exact | {line['p50_ms']:.2f} | {line['p99_ms']:.2f} | {line['filtered_p50_ms']:.2f}, "
          f"{line['filtered_p99_ms']:.2f} | 1 | {line['add_s']:.1f} | {line['resident_mb']:.0f} |", flush=True)
    nearest = [set(found) for found in line["nearest"]]

    def share(found):
        return sum(len(near & set(ids)) / len(near) for near, ids in zip(nearest, found)) / len(nearest)

    try:
        graph = Graph(stored)
        middle, high, found = timed(graph.search, asked)
        print(f"| hnswlib, in its process | {middle:.2f} | {high:.2f} | | {share(found):.3f} | {graph.seconds:.1f} | |",
              flush=True)
    except ImportError:
        pass
    url = os.environ.get("CHROMA_TEST_URL")
    if url:
        chroma = Chroma(url, stored)
        middle, high, found = timed(chroma.search, asked)
        some, most, _ = timed(lambda question: chroma.search(question, {"collection": "c1"}), asked)
        print(f"| Chroma, over HTTP | {middle:.2f} | {high:.2f} | {some:.2f}, {most:.2f} | {share(found):.3f} "
              f"| {chroma.seconds:.1f} | |", flush=True)


def main():
    binary, work = sys.argv[1], pathlib.Path(sys.argv[2])
    data = os.environ.get("CONSULTA_DATA")
    if not data:
        print("Sin CONSULTA_DATA: no se midió la recuperación.", file=sys.stderr)
        return
    source = pathlib.Path(data) / "retrieval"
    folder = work / "scifact"
    folder.mkdir()
    (folder / "corpus.jsonl").write_bytes(gzip.decompress((source / "corpus.jsonl.gz").read_bytes()))
    for name in ("qrels.tsv", "queries.jsonl"):
        (folder / name).write_bytes((source / name).read_bytes())
    documents, questions, judged = read(folder)
    try:
        peer = Peer([document["title"] + " " + document["text"] for document in documents])
    except ImportError:
        peer = None

    def ours(*arguments):
        return json.loads(subprocess.run([binary, *map(str, arguments)], check=True, stdout=subprocess.PIPE).stdout)

    figures = ours("quality", folder)
    print("| SciFact, no model, 300 questions | nDCG@10 (target ≥ 0.70) | recall@100 |\n|---|---|---|")
    for key, title in [("folds", "mean of 5 folds, parameters chosen on the other four (but features on all)"),
                       ("in_sample", "best of the same grid, in sample"),
                       ("defaults", "defaults (chosen on these questions)"),
                       ("bm25f", "BM25F of the defaults alone")]:
        print(f"| {title} | {figures[key]['ndcg_10']:.4f} | {figures[key]['recall_100']:.4f} |")
    if peer:
        gain, recall = quality(peer, documents, questions, judged)
        print(f"| bm25s | {gain:.4f} | {recall:.4f} |")

    print("\n| chunks | | p50 ms | p99 ms (target ≤ 10 at 100,000) | processor p50, p99 ms "
          "| one collection of four, p50, p99 ms | indexed in s | MB | one more, ms | purge, ms |\n"
          "|---|---|---|---|---|---|---|---|---|---|")
    counts = [int(count) for count in os.environ.get("BENCH_CHUNKS", "5000 100000 500000").split()]
    for count in counts:
        line = ours("scale", folder, count)
        print(f"| {count:,} | ours | {line['p50_ms']:.2f} | {line['p99_ms']:.2f} | {line['processor_p50_ms']:.2f}, "
              f"{line['processor_p99_ms']:.2f} | {line['filtered_p50_ms']:.2f}, {line['filtered_p99_ms']:.2f} "
              f"| {line['index_s']:.1f} | {line['resident_mb']:.0f} | {line['add_ms']:.2f} | {line['purge_ms']:.0f} |",
              flush=True)
        if peer:
            large = Peer(list(chunks(documents, count)))
            middle, high = percentiles(large, questions)
            print(f"| {count:,} | bm25s | {middle:.2f} | {high:.2f} | | | {large.seconds:.1f} | | | |", flush=True)
            del large

    print("\n| chunks in a store on SQLite | put in s | reopened in s | MB | p50 ms | p99 ms | one more, ms "
          "| one document less, ms | memory cleared in s |\n|---|---|---|---|---|---|---|---|---|")
    for count in counts:
        line = ours("store", folder, count)
        print(f"| {count:,} | {line['put_s']:.1f} | {line['reopen_s']:.1f} | {line['resident_mb']:.0f} "
              f"| {line['p50_ms']:.2f} | {line['p99_ms']:.2f} | {line['add_ms']:.1f} | {line['remove_ms']:.1f} "
              f"| {line['purge_s']:.1f} |", flush=True)
    vectors(ours, work)


if __name__ == "__main__":
    main()
