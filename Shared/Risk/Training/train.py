#!/usr/bin/env python3
"""Trains what rules miss and writes RiskWeights.swift: train.py <risk-bench>.

Data: emotion/crisis_es_dev.tsv (Valeriano et al., IJACSA 11(4), 2020), emotion/emoevent_es_train.tsv as ordinary text
(Plaza-del-Arco et al., LREC 2020), both in CONSULTA_DATA, and sentences.tsv beside this script. Figures come from folds
that keep a search phrase together. Only weights leave the script.
"""

import csv
import os
import pathlib
import subprocess
import sys

import numpy
import scipy.sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, StratifiedKFold

import features

HERE = pathlib.Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "RiskWeights.swift"
FOLDS = 8
# Of ordinary tweets, how many the classifier may take for a wish to be dead.
FALSE_ALARMS = 0.005
# Of F1 on tweets that search phrases found, for wishes that rules don't know.
PRICE = 0.01
# Printable, none of them a quotation mark: weights from -43 to 43.
LOWEST, LEVELS = 40, 43


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def matrix(texts):
    columns, pointers, values = [], [0], []
    for text in texts:
        found = features.buckets(text)
        columns += found
        values += [1 / numpy.sqrt(max(1, len(found)))] * len(found)
        pointers.append(len(columns))
    return scipy.sparse.csr_matrix((values, columns, pointers), shape=(len(texts), features.BUCKETS))


def fit(parts):
    """Of (features, labels, weight)."""
    model = LogisticRegression(C=1, class_weight="balanced", max_iter=300)
    model.fit(
        scipy.sparse.vstack([x for x, _, _ in parts]),
        numpy.concatenate([y for _, y, _ in parts]),
        sample_weight=numpy.concatenate([numpy.full(len(y), weight) for _, y, weight in parts]),
    )
    return model


def by_rules(bench, texts):
    """Whether rules alone find a tier of 2 or more, or self-harm; and what they leave to the classifier."""
    lines = subprocess.run(
        [bench, "--rules"], input="\n".join(texts) + "\n", capture_output=True, text=True, check=True
    ).stdout.splitlines()
    answers = [line.split("\t") for line in lines]
    found = [int(tier) >= 2 or category == "self_harm" for tier, category, _ in answers]
    return numpy.array(found), numpy.array([left == "true" for _, _, left in answers])


def chosen(scores, rules, truth):
    """The lowest threshold that costs rules and classifier together at most PRICE of the best F1."""
    def f1(threshold):
        found = rules | (scores > threshold)
        return 2 * (found & truth).sum() / (found.sum() + truth.sum())

    thresholds = numpy.unique(scores[numpy.isfinite(scores)])[::2]
    values = numpy.array([f1(threshold) for threshold in thresholds])
    return float(thresholds[numpy.argmax(values >= values.max() - PRICE)])


def figures(name, found, truth):
    hits = int((found & truth).sum())
    precision, recall = hits / max(1, int(found.sum())), hits / int(truth.sum())
    score = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name}: precision {precision:.3f}, recall {recall:.3f}, F1 {score:.3f}")


def write(model, threshold):
    weights = model.coef_[0]
    scale = numpy.abs(weights).max() / LEVELS
    levels = numpy.round(weights / scale).astype(int)
    text = "".join(chr(LOWEST + LEVELS + level) for level in levels)
    lines = "\n".join("        " + text[start : start + 100] for start in range(0, len(text), 100))
    WEIGHTS.write_text(
        "/// Figures of the classifier; Training/train.py writes this file.\n"
        "enum RiskWeights {\n"
        f"    static let scale: Float = {scale:.9g}\n"
        f"    static let bias: Float = {model.intercept_[0]:.9g}\n"
        f"    static let threshold: Float = {threshold:.9g}\n"
        f"    /// The code of the character of weight 0.\n    static let zero = {LOWEST + LEVELS}\n"
        "    /// One character a bucket.\n"
        f'    static let characters: StaticString = #"""\n{lines}\n        """#\n'
        "}\n",
        encoding="utf-8",
    )


def main():
    if "CONSULTA_DATA" not in os.environ:
        sys.exit("CONSULTA_DATA isn't set: nothing to train with")
    data = pathlib.Path(os.environ["CONSULTA_DATA"]) / "emotion"
    crisis = rows(data / "crisis_es_dev.tsv")
    truth = numpy.array([row["risk"] == "1" for row in crisis])
    texts = [row["text"] for row in crisis]
    own = rows(HERE / "sentences.tsv")
    tweets = matrix([row["text"] for row in rows(data / "emoevent_es_train.tsv")])
    ordinary = matrix([row["text"] for row in rows(data / "emoevent_es_dev.tsv")])
    always = [
        (matrix([row["text"] for row in own]), numpy.array([row["risk"] == "1" for row in own]), 1.0),
        (tweets, numpy.zeros(tweets.shape[0], dtype=bool), 0.3),
    ]
    x = matrix(texts)
    rules, left = by_rules(sys.argv[1], texts)
    folds = list(GroupKFold(FOLDS).split(x, truth, [row["phrase"] for row in crisis]))
    scores = numpy.zeros(len(truth))
    for train, test in folds:
        scores[test] = fit([(x[train], truth[train], 1.0), *always]).decision_function(x[test])
    figures("classifier alone on everything, threshold 0", scores > 0, truth)
    scores = numpy.where(left, scores, -numpy.inf)
    # Each fold's threshold is chosen on the others.
    found = numpy.zeros(len(truth), dtype=bool)
    for train, test in folds:
        found[test] = scores[test] > chosen(scores[train], rules[train], truth[train])
    model = fit([(x, truth, 1.0), *always])
    quiet = float(numpy.quantile(model.decision_function(ordinary), 1 - FALSE_ALARMS))
    threshold = max(quiet, chosen(scores, rules, truth))
    print(f"threshold {threshold:.3f}; {FALSE_ALARMS:.1%} of ordinary tweets are above {quiet:.3f}")
    figures("rules alone", rules, truth)
    figures("classifier alone", found, truth)
    figures("rules and classifier", rules | found, truth)
    (own_x, own_truth, _), ordinary_part = always
    own_scores = numpy.zeros(len(own_truth))
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(own_x, own_truth):
        part = (own_x[train], own_truth[train], 1.0)
        own_scores[test] = fit([(x, truth, 1.0), part, ordinary_part]).decision_function(own_x[test])
    own_rules, own_left = by_rules(sys.argv[1], [row["text"] for row in own])
    figures("own sentences, rules alone", own_rules, own_truth)
    figures("own sentences, rules and classifier", own_rules | own_left & (own_scores > threshold), own_truth)
    write(model, threshold)


if __name__ == "__main__":
    main()
