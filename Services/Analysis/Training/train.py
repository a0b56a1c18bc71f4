#!/usr/bin/env python3
"""Trains the emotion models and writes what the daemon ships: ../Emotions/weights.bin, and the parity test's sentences
with what this script makes of them. README.md says what it needs and what came out.

train.py          measures by nested cross-validation, then trains on everything and writes
train.py --write  doesn't measure

weights.bin, little-endian: «emotion1», 4 bytes of rows' bits, 4 zeros; for es and en 8 scales, 8 biases, the certainty
and 7 zeros (32-bit floats); zeros up to byte 256; then the rows of es, those of en, 8 signed bytes each: the seven
emotions, and what speaks for English (in the rows of es only).
"""

import json
import os
import struct
import sys

import joblib
import numpy as np
from sklearn.model_selection import StratifiedKFold

import features
import sources
from model import (ROWS, Learner, blocks, certainty, f1, quantized, softmax, teach, temperature, tuned_bias, weighed)
from translation import Dictionary

WEIGHTS = sources.HERE.parent / "Emotions/weights.bin"
PARITY = sources.HERE.parents[2] / "Tests/AnalysisTests/Sets/emotions.jsonl"
FOLDS, INNER_FOLDS = 5, 3
TRANSLATED_IMPORTANCE = 0.2
LABELS = sources.EMOTIONS[:-1] + ["neutral"]

cached = joblib.Memory(os.environ.get("EMOTION_CACHE"), verbose=0).cache
read = cached(blocks)
taught = cached(teach)


def folded(labels, folds):
    return StratifiedKFold(folds, shuffle=True, random_state=folds).split(labels, labels)


def dictionary():
    return Dictionary(*sources.parallel())


class Material:
    """All that one language's model learns from: the first `count` texts are its own, the others are translated."""

    def __init__(self, language):
        texts, labels = sources.tweets(language)
        self.language, self.count = language, len(texts)
        if language == "es":
            translate = cached(dictionary)().translate
            others, other_labels = sources.tweets("en")
            texts = texts + list(map(translate, others))
            labels = np.concatenate([labels, other_labels])
        else:
            translate = str
        self.matrix, self.labels = weighed(read(texts)), labels
        self.teachers = []
        self.add_teacher(*sources.comments(), translate, decay=0.5, strength=0.15)
        self.add_teacher(*sources.english_subtitles(), translate, decay=0.3, strength=0.12)
        if language == "es":
            self.add_teacher(*sources.spanish_subtitles(), str, decay=0.3, strength=0.12)
        self.add_teacher(*sources.lexicon(language), str, decay=0.3, strength=0.2, least=1)

    def add_teacher(self, texts, shares, translate, decay, strength, least=2):
        weights, _ = taught(weighed(read(list(map(translate, texts)))), shares, decay, least)
        self.teachers.append((weights, strength))

    def learner(self, chosen):
        """Trained on the chosen of its own texts and all translated ones."""
        rows = np.concatenate([chosen, np.arange(self.count, len(self.labels))])
        own = rows < self.count
        importance = np.where(own, 1, TRANSLATED_IMPORTANCE)
        return Learner(self.teachers).fit(self.matrix[rows], self.labels[rows], importance, own)

    def held_out_scores(self, chosen, folds):
        """Each chosen text's scores by a learner that hasn't seen it."""
        labels, scores = self.labels[chosen], np.zeros((len(chosen), 7))
        for train, test in folded(labels, folds):
            scores[test] = self.learner(chosen[train]).scores(self.matrix[chosen[test]])
        return scores


class Setting:
    """Bias, temperature and certainty, from held-out scores."""

    def __init__(self, scores, labels):
        self.bias = tuned_bias(scores, labels)
        self.temperature = temperature(scores + self.bias, labels)
        self.certainty = certainty(self.probabilities(scores), labels)

    def probabilities(self, scores):
        return softmax((scores + self.bias) * self.temperature)


def measure(material):
    """Nested: what a fold is judged with was set on the other folds alone. Returns the held-out scores."""
    labels = material.labels[:material.count]
    scores, probabilities, sure = np.zeros((len(labels), 7)), np.zeros((len(labels), 7)), np.zeros(len(labels), bool)
    for train, test in folded(labels, FOLDS):
        setting = Setting(material.held_out_scores(train, INNER_FOLDS), labels[train])
        scores[test] = material.learner(train).scores(material.matrix[test])
        probabilities[test] = setting.probabilities(scores[test])
        sure[test] = probabilities[test].max(1) >= setting.certainty
        print(f"  fold: macro-F1 {f1(labels[test], probabilities[test].argmax(1)).mean():.3f}", flush=True)
    report(material.language, labels, probabilities, sure)
    return scores


def report(language, labels, probabilities, sure):
    found, share = probabilities.argmax(1), np.bincount(labels, minlength=7) / len(labels)
    generator, samples = np.random.default_rng(0), []
    for _ in range(2_000):
        drawn = generator.integers(0, len(labels), len(labels))
        each = f1(labels[drawn], found[drawn])
        samples.append([each.mean(), each @ np.bincount(labels[drawn], minlength=7) / len(labels), *each])
    low, high = np.percentile(samples, [2.5, 97.5], axis=0)
    each = f1(labels, found)
    names, values = ["macro-F1", "weighted F1", *LABELS], [each.mean(), each @ share, *each]
    for name, value, bottom, top in zip(names, values, low, high):
        print(f"{language} {name:12} {value:.3f} [{bottom:.3f}, {top:.3f}]")
    top, right = probabilities.max(1), found == labels
    bins = np.minimum((top * 10).astype(int), 9)
    error = sum(abs(top[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    print(f"{language} accuracy {right.mean():.3f}, calibration error {error:.3f}; certain: {sure.mean():.3f} of the "
          f"texts, {right[sure].mean():.3f} right; the others {right[~sure].mean():.3f}", flush=True)


def english_lane():
    """What speaks for English: a column of weights and its bias."""
    english, spanish = sources.parallel()
    english, spanish = english[::4], spanish[::4]
    matrix = weighed(read(english + spanish))
    shares = np.repeat(np.eye(2, dtype=np.float32), [len(english), len(spanish)], axis=0)
    weights, bias = taught(matrix, shares, 1.0)
    return weights[:, 0] - weights[:, 1], bias[0] - bias[1]


class Shipped:
    """A language's model as the daemon has it: bytes and their scale."""

    def __init__(self, material, scores):
        everything = np.arange(material.count)
        setting = Setting(scores, material.labels[:material.count])
        learner = material.learner(everything)
        weights = learner.weights * setting.temperature
        bias = (learner.bias + setting.bias) * setting.temperature
        lane, lane_bias = english_lane() if material.language == "es" else (np.zeros(ROWS), 0)
        self.bytes, self.scale = quantized(np.column_stack([weights, lane]))
        self.bias = np.array([*bias, lane_bias], np.float32)
        self.certainty = np.float32(setting.certainty)

    def probabilities(self, text):
        sums = np.zeros(8, np.float32)
        for rows in features.extract(text, denies=True):
            chosen = self.bytes[sorted(rows)].sum(0, dtype=np.int64).astype(np.float32)
            sums += chosen / np.sqrt(np.float32(max(len(rows), 1)))
        scores = sums * self.scale + self.bias
        # The last rows are those of the words' letters: what has none is in no language.
        return softmax(scores[None, :7])[0], len(rows) > 0 and scores[7] > 0

    def header(self):
        return struct.pack("<24f", *self.scale, *self.bias, self.certainty, *[0] * 7)


def write(shipped):
    header = b"emotion1" + struct.pack("<II", features.BITS, 0)
    header += b"".join(shipped[language].header() for language in sources.LANGUAGES)
    WEIGHTS.write_bytes(header.ljust(256, b"\0") + b"".join(shipped[l].bytes.tobytes() for l in sources.LANGUAGES))
    PARITY.parent.mkdir(parents=True, exist_ok=True)
    with open(PARITY, "w", encoding="utf-8") as file:
        for text in (sources.HERE / "sentences.txt").read_text(encoding="utf-8").splitlines():
            _, is_english = shipped["es"].probabilities(text)
            language = "en" if is_english else "es"
            probabilities, _ = shipped[language].probabilities(text)
            line = {"text": text, "language": language, "label": LABELS[probabilities.argmax()],
                    "probabilities": [round(float(each), 6) for each in probabilities]}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            print(language, line["label"], f"{probabilities.max():.2f}", text)


def main():
    shipped = {}
    for language in sources.LANGUAGES:
        material = Material(language)
        everything = np.arange(material.count)
        scores = material.held_out_scores(everything, FOLDS) if "--write" in sys.argv else measure(material)
        shipped[language] = Shipped(material, scores)
    write(shipped)


if __name__ == "__main__":
    main()
