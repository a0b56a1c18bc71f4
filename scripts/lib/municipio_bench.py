#!/usr/bin/env python3
"""The place look-up beside rapidfuzz and difflib, on questions with noise: municipio_bench.py <gazetteer-bench> <folder>.

Prints Markdown. The noise knows nothing of the matcher's tables: letters are changed at random, half of the time to one
that is near on a keyboard whose keys stand at coordinates; words are dropped, cut short, joined, swapped; spellings are
confused by rules of Spanish orthography written here. A question that reads like another name of the list is left out,
since nobody could tell which was meant. `noisy` is what scripts/places/calibrate.py uses as well, with another seed.
"""

import csv
import difflib
import gzip
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import time
import unicodedata

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
KEYS = {letter: (row, column + row * 0.4) for row, letters in enumerate(["qwertyuiop", "asdfghjklñ", "zxcvbnm"])
        for column, letter in enumerate(letters)}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CONFUSIONS = [("b", "v"), ("v", "b"), ("z", "s"), ("s", "z"), ("s", "c"), ("ce", "se"), ("ci", "si"), ("ll", "y"),
              ("y", "ll"), ("ge", "je"), ("gi", "ji"), ("je", "ge"), ("qu", "k"), ("ca", "ka"), ("h", ""), ("rr", "r"),
              ("mb", "nb"), ("mp", "np"), ("x", "s"), ("gü", "gu"), ("ñ", "n"), ("ia", "ya")]
SHORT = {"general": ["gral", "gral."], "coronel": ["cnel", "cnel."], "presidente": ["pte", "pte."], "santa": ["sta"],
         "santo": ["sto"], "capitán": ["cap."], "doctor": ["dr."], "ingeniero": ["ing", "ing."], "villa": ["va."],
         "gobernador": ["gdor"], "almirante": ["alte"], "comandante": ["cte"], "teniente": ["tte"], "josé": ["jose"],
         "francisco": ["fco"], "maría": ["ma."], "colonia": ["col."], "estación": ["est."], "puerto": ["pto"]}


def fold(text):
    plain = unicodedata.normalize("NFD", text.lower())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def near(letter, dice):
    if letter not in KEYS:
        return dice.choice(LETTERS)
    row, column = KEYS[letter]
    around = [other for other, (r, c) in KEYS.items() if other != letter and abs(r - row) <= 1 and abs(c - column) <= 1]
    return dice.choice(around)


def edit(text, dice):
    """One letter changed, lost, doubled with another, or swapped with the next."""
    places = [index for index, letter in enumerate(text) if letter.isalpha()]
    if not places:
        return text
    place = dice.choice(places)
    letter = near(text[place].lower(), dice) if dice.random() < 0.5 else dice.choice(LETTERS)
    kind = dice.choice(["change", "lose", "insert", "swap"])
    if kind == "change":
        return text[:place] + letter + text[place + 1:]
    if kind == "lose":
        return text[:place] + text[place + 1:]
    if kind == "insert":
        return text[:place] + letter + text[place:]
    return text[:place] + text[place + 1:place + 2] + text[place] + text[place + 2:]


def drop(text, dice):
    words = text.split()
    if len(words) < 2:
        return edit(text, dice)
    # People leave out what tells least: a short word, or the first.
    place = dice.choice([0] + [index for index, word in enumerate(words) if len(word) <= 3])
    return " ".join(words[:place] + words[place + 1:])


def shorten(text, dice):
    words = text.split()
    known = [index for index, word in enumerate(words) if word.lower() in SHORT]
    if known:
        place = dice.choice(known)
        words[place] = dice.choice(SHORT[words[place].lower()])
    elif len(words) > 1:
        place = dice.randrange(len(words) - 1)
        words[place] = words[place][:1] + "."
    else:
        return edit(text, dice)
    return " ".join(words)


def confuse(text, dice):
    possible = [(wrong, right) for wrong, right in CONFUSIONS if wrong in text.lower()]
    if not possible:
        return edit(text, dice)
    wrong, right = dice.choice(possible)
    return text.lower().replace(wrong, right, 1)


def join(text, dice):
    words = text.split()
    if len(words) < 2:
        return edit(text, dice)
    place = dice.randrange(len(words) - 1)
    return " ".join(words[:place] + [words[place] + words[place + 1]] + words[place + 2:])


NOISE = [edit, edit, drop, shorten, confuse, confuse, join]


def noisy(names, count, dice, noise=None):
    """(question, folded name) pairs of names drawn at random."""
    pairs = []
    folded = {fold(name) for name in names}
    while len(pairs) < count:
        name = dice.choice(names)
        question = (noise or dice.choice(NOISE))(name, dice).strip()
        if fold(question) == fold(name) or fold(question) not in folded and len(fold(question)) > 1:
            pairs.append((question, fold(name)))
    return pairs


def places():
    """Names of the Province of Buenos Aires and around: (place, kind, name); the place is the municipality's code."""
    rows, province, code = [], "", ""
    country = ""
    for path in sorted((CHECKOUT / "Services/Municipio/Places").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            level = len(line) - len(line.lstrip("\t"))
            fields = line.strip("\t").split("\t")
            alias = fields[0].startswith("=")
            here = country == "AR" and province == "06"
            if level == 0:
                country = fields[0]
                rows.append((-1, "region" if country == "AR" else "outside_region", fields[1]))
            elif level == 1:
                province = fields[0]
                here = country == "AR" and province == "06"
                rows.append((-1, "region" if here else "outside_region", fields[1]))
            elif level == 2 and alias:
                rows.append((-1, "region" if here else "outside_region", fields[0][1:]))
            elif level == 2 and not here:
                if country == "AR":
                    rows.append((-1, "outside", fields[1]))
            elif level == 2:
                code = int(fields[0])
                rows.append((code, "municipality", fields[1]))
                if len(fields) > 2 and fields[2] not in ("", fields[1]):
                    rows.append((code, "cabecera", fields[2]))
            elif here:
                rows.append((code, "alias" if alias else "locality", fields[0].lstrip("=")))
    return rows


class Ours:
    title = "**municipio**"

    def __init__(self, program, folder):
        self.program, self.folder = program, pathlib.Path(folder)

    def answer(self, rows, questions):
        """[(decision, [(place, score), …])], and the program's figures."""
        names, asked, answers = (self.folder / name for name in ("names", "questions", "answers"))
        names.write_text("".join(f"{place}\t{kind}\t{name}\n" for place, kind, name in rows), encoding="utf-8")
        asked.write_text("\n".join(questions) + "\n", encoding="utf-8")
        output = subprocess.run([self.program, names, asked, answers], check=True, capture_output=True, text=True)
        results = []
        for line in answers.read_text(encoding="utf-8").splitlines():
            decision, *fields = line.split("\t")
            results.append((decision, [(int(place), float(score)) for place, score in zip(fields[::2], fields[1::2])]))
        return results, json.loads(output.stdout)


def tally(results, truth):
    """at 1, at 3, wrong answers given as sure; each a share."""
    first = sum(bool(found) and found[0][0] == right for (_, found), right in zip(results, truth))
    three = sum(right in [place for place, _ in found[:3]] for (_, found), right in zip(results, truth))
    wrong = sum(sure and found[0][0] != right for (sure, found), right in zip(results, truth))
    return first / len(truth), three / len(truth), wrong / len(truth)


def peers(rows, questions, limits):
    """rapidfuzz and difflib over the same names, each on the first so many questions: (title, results, per second)."""
    choices = {}
    for place, kind, name in rows:
        if place >= 0:
            choices.setdefault(fold(name), place)
    names = list(choices)

    def measure(title, search, sure, limit):
        begun, results = time.monotonic(), []
        for question in questions[:limit]:
            found = search(fold(question))
            best = list(dict.fromkeys(choices[name] for name, _ in found))
            results.append((bool(found) and found[0][1] >= sure, [(place, 0) for place in best]))
        return title, results, len(results) / (time.monotonic() - begun)

    try:
        from rapidfuzz import fuzz, process

        yield measure("rapidfuzz (WRatio, extract)",
                      lambda question: [(name, score) for name, score, _ in
                                        process.extract(question, names, scorer=fuzz.WRatio, limit=5)],
                      85, limits[0])
    except ImportError:
        print("Sin rapidfuzz: no se pudo instalar.", file=sys.stderr)
    yield measure("difflib (ratio ≥ 0.6)",
                  lambda question: [(name, difflib.SequenceMatcher(None, question, name).ratio())
                                    for name in difflib.get_close_matches(question, names, n=5)],
                  0.85, limits[1])


def table(title, rows, pairs, truth, ours, limits):
    questions = [question for question, _ in pairs]
    results, figures = ours.answer(rows, questions)
    at_1, at_3, wrong = tally([(decision == "match", found) for decision, found in results], truth)
    print(f"\n| {title} | questions | at 1 | at 3 | sure and wrong | questions/s |\n|---|---|---|---|---|---|")
    print(f"| {ours.title} | {len(questions)} | {at_1:.2%} | {at_3:.2%} | {wrong:.2%} | {figures['per_second']:,.0f} |")
    for peer, results, speed in peers(rows, questions, limits):
        at_1, at_3, wrong = tally(results, truth[:len(results)])
        print(f"| {peer} | {len(results)} | {at_1:.2%} | {at_3:.2%} | {wrong:.2%} | {speed:,.1f} |")
        sys.stdout.flush()
    return figures


def main():
    ours = Ours(sys.argv[1], sys.argv[2])
    count = int(os.environ.get("BENCH_QUESTIONS", 10_000))
    rows = places()
    partidos = {name: code for code, kind, name in rows if kind == "municipality"}
    code_of = {fold(name): code for name, code in partidos.items()}
    known = [name for place, _, name in rows if place >= 0]
    dice = random.Random(20_261)
    taken = {fold(name) for name in known}

    def asked(noise):
        pairs = []
        while len(pairs) < count:
            pairs += [(question, name) for question, name in noisy(list(partidos), count, dice, noise)
                      if fold(question) == name or fold(question) not in taken]
        return pairs[:count]

    for title, noise in [("135 partidos, one edit", edit), ("135 partidos, all noise", None)]:
        pairs = asked(noise)
        table(title, rows, pairs, [code_of[name] for _, name in pairs], ours, (count, count // 20))

    data = os.environ.get("CONSULTA_DATA")
    if not data:
        print("\nSin CONSULTA_DATA: no se midió con 246.000 nombres.", file=sys.stderr)
        return
    with gzip.open(pathlib.Path(data) / "municipios/gazetteer_large.csv.gz", "rt", encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    number_of = {}
    for name in names:
        number_of.setdefault(fold(name), len(number_of))
    rows = [(number_of[fold(name)], "locality", name) for name in names]
    distinct = [name for name in dict.fromkeys(names) if len(name) < 60]
    pairs = noisy(distinct, count, dice)
    sample = int(os.environ.get("BENCH_PEER_QUESTIONS", 100))
    figures = table(f"{len(names):,} names, all noise", rows, pairs, [number_of[name] for _, name in pairs], ours,
                    (sample, max(1, sample // 10)))
    print("\n| 246,000 names | target |\n|---|---|")
    print(f"| loaded in {figures['load_s']:.2f} s | ≤ 2 s |\n| {figures['resident_mb']:.0f} MB resident | ≤ 150 MB |")
    print(f"| p50 {figures['p50_ms']:.3f} ms | ≤ 0.3 ms |\n| p99 {figures['p99_ms']:.3f} ms | ≤ 2 ms |")


if __name__ == "__main__":
    main()
