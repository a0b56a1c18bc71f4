#!/usr/bin/env python3
"""Measures how often the look-up's scores are right and writes that into Shared/Gazetteer/Calibration.swift.

calibrate.py <gazetteer-bench>: questions with noise of scripts/lib/municipio_bench.py, with another seed than the
benchmark's, about all names of the Province of Buenos Aires. What
the look-up gave is sorted into bins; a bin's share of right answers, made to rise (pool adjacent violators), is a point.
"""

import pathlib
import random
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "lib"))
import municipio_bench as bench  # noqa: E402

FILE = HERE.parent.parent / "Shared/Gazetteer/Calibration.swift"
QUESTIONS = 20_000
BIN = 1_500


def points():
    text = FILE.read_text(encoding="utf-8")
    return [tuple(map(float, pair)) for pair in re.findall(r"\(([\d.]+), ([\d.]+)\)", text)]


def given(score, known):
    """What the look-up gave before it was calibrated."""
    for (low, low_right), (high, high_right) in zip(known, known[1:]):
        if score <= high_right and high_right > low_right:
            return low + (score - low_right) / (high_right - low_right) * (high - low)
    return 1.0


def pooled(bins):
    """Bins [given, right, count] whose shares rise."""
    stack = []
    for current in bins:
        stack.append(current)
        while len(stack) > 1 and stack[-2][1] >= stack[-1][1]:
            (g1, r1, n1), (g2, r2, n2) = stack[-2:]
            stack[-2:] = [[(g1 * n1 + g2 * n2) / (n1 + n2), (r1 * n1 + r2 * n2) / (n1 + n2), n1 + n2]]
    return stack


def main():
    dice = random.Random(7)
    rows = bench.places()
    places_of = {}
    for place, _, name in rows:
        if place >= 0:
            places_of.setdefault(bench.fold(name), set()).add(place)
    pairs = bench.noisy([name for place, _, name in rows if place >= 0], QUESTIONS, dice)
    with tempfile.TemporaryDirectory() as folder:
        results, _ = bench.Ours(sys.argv[1], folder).answer(rows, [question for question, _ in pairs])
    known = points()
    seen = []
    for (_, found), (_, name) in zip(results, pairs):
        # Of places with the same name, each is right as often as the others.
        right = places_of[name]
        seen += [(given(score, known), (place in right) / len(right)) for place, score in found]
    seen.sort()
    bins = []
    for start in range(0, len(seen), BIN):
        part = seen[start:start + BIN]
        bins.append([sum(g for g, _ in part) / len(part), sum(r for _, r in part) / len(part), len(part)])
    curve = [(0.0, 0.0)] + [(round(g, 4), round(min(r, 0.999), 4)) for g, r, _ in pooled(bins)] + [(1.0, 1.0)]
    curve = [point for index, point in enumerate(curve) if index == 0 or point[0] > curve[index - 1][0]]
    text = FILE.read_text(encoding="utf-8")
    inside = ", ".join(f"({g:g}, {r:g})" for g, r in curve)
    text = re.sub(r"(points: \[\(given: Double, right: Double\)\] = )\[.*?\]\n", rf"\g<1>[{inside}]\n", text, flags=re.S)
    FILE.write_text(text, encoding="utf-8")
    print(f"{len(seen)} scores of {len(pairs)} questions: {curve}")


if __name__ == "__main__":
    main()
