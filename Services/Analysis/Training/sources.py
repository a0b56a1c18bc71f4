"""The texts and labels that the emotion model learns from. README.md says where each comes from and its licence."""

import csv
import os
import pathlib
import re
import sys

import numpy as np

EMOTIONS = ["joy", "sadness", "anger", "fear", "disgust", "surprise", "others"]
LANGUAGES = ["es", "en"]
HERE = pathlib.Path(__file__).parent


def folder(variable):
    value = os.environ.get(variable)
    if not value:
        sys.exit(f"{variable} is not set: nothing is trained. See README.md.")
    return pathlib.Path(value)


def lines(path):
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]


def shares(labels, count):
    """The labels that each text has, as a distribution."""
    table = np.zeros((len(labels), count), np.float32)
    for row, numbers in enumerate(labels):
        table[row, numbers] = 1 / len(numbers)
    return table


def tweets(language):
    """EmoEvent, train and dev; of texts that differ in names and links only, the first."""
    texts, labels, seen = [], [], set()
    for split in ("train", "dev"):
        path = folder("CONSULTA_DATA") / "emotion" / f"emoevent_{language}_{split}.tsv"
        with open(path, encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file, delimiter="\t"):
                key = re.sub(r"\W+", " ", re.sub(r"https?\S+|USER", "", line["text"].lower()))
                if key not in seen:
                    seen.add(key)
                    texts.append(line["text"])
                    labels.append(EMOTIONS.index(line["label"]))
    return texts, np.array(labels)


def comments():
    """GoEmotions: 28 emotions."""
    rows = [row for split in ("train", "dev") for row in lines(folder("EMOTION_SOURCES") / f"goemotions/{split}.tsv")]
    texts = [row[0].replace("[NAME]", "USER") for row in rows]
    return texts, shares([list(map(int, row[1].split(","))) for row in rows], 28)


def annotated_subtitles(name):
    rows = [row for row in lines(folder("EMOTION_SOURCES") / f"xed/{name}")
            if len(row) == 2 and re.fullmatch(r"[\d, ]+", row[1])]
    return [row[0] for row in rows], [[int(label) - 1 for label in row[1].split(",")] for row in rows]


def english_subtitles():
    """XED: eight emotions, and neutral as the ninth."""
    texts, labels = annotated_subtitles("en-annotated.tsv")
    neutral = [row[1] for row in lines(folder("EMOTION_SOURCES") / "xed/neu_en.txt") if len(row) == 2]
    return texts + neutral, shares(labels + [[8]] * len(neutral), 9)


def spanish_subtitles():
    """XED's projections: eight emotions."""
    texts, labels = annotated_subtitles("es-projections.tsv")
    return texts, shares(labels, 8)


def parallel():
    """English sentences and their Spanish translations: Tatoeba and the subtitles of XED."""
    sources = folder("EMOTION_SOURCES")
    pairs = [row[:2] for row in lines(sources / "tatoeba/spa.txt")]
    pairs += [row[4:6] for row in lines(sources / "xed/pairs-es.txt") if len(row) > 5]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def lexicon(language):
    """Words that name or show an emotion, written for this model."""
    texts, labels = [], []
    for emotion, its_language, phrases in lines(HERE / "lexicon.tsv"):
        if its_language == language:
            phrases = phrases.split(", ")
            texts += phrases
            labels += [[EMOTIONS.index(emotion)]] * len(phrases)
    return texts, shares(labels, len(EMOTIONS) - 1)
