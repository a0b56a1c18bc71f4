#!/usr/bin/env python3
"""The analysis beside scikit-learn's own pipeline, on the same messages of 120 characters, each on one core.

analysis_bench.py <analysis-bench>: prints Markdown. Messages are sentences of Services/Analysis/Training, one after the
other in an order drawn by lot. scikit-learn learns from EmoEvent where CONSULTA_DATA says where that is, else from the
same sentences: how much it knows decides how fast it is.
"""

import csv
import json
import os
import pathlib
import random
import subprocess
import sys
import time

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
LENGTH, COUNT, ALONE = 120, 2_000, 200


def messages():
    sentences = (CHECKOUT / "Services/Analysis/Training/sentences.txt").read_text(encoding="utf-8").splitlines()
    dice, found = random.Random(20_261), []
    while len(found) < COUNT:
        text = ""
        while len(text) < LENGTH:
            text += dice.choice(sentences) + " "
        found.append(text[:LENGTH])
    return found


def labelled():
    data = os.environ.get("CONSULTA_DATA")
    if data:
        with open(pathlib.Path(data) / "emotion/emoevent_es_train.tsv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        return [row["text"] for row in rows], [row["label"] for row in rows], "EmoEvent"
    lines = (CHECKOUT / "Tests/AnalysisTests/Sets/emotions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = list(map(json.loads, lines))
    return [row["text"] for row in rows], [row["label"] for row in rows], f"{len(rows)} sentences"


def peers(texts):
    """(title, messages a second): words with their pairs and the letters within them, as the emotion model reads."""
    try:
        import sklearn
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline, make_union
        from sklearn.svm import LinearSVC
    except ImportError:
        print("Sin scikit-learn: no se pudo instalar.", file=sys.stderr)
        return
    known, labels, source = labelled()
    words = {"ngram_range": (1, 2), "sublinear_tf": True}
    letters = {"analyzer": "char_wb", "ngram_range": (2, 5), "sublinear_tf": True}
    for name, features, learner in [
        ("words, logistic regression", TfidfVectorizer(**words), LogisticRegression(max_iter=200)),
        ("words and letters, linear SVC", make_union(TfidfVectorizer(**words), TfidfVectorizer(**letters)), LinearSVC()),
    ]:
        pipeline = make_pipeline(features, learner).fit(known, labels)
        pipeline.predict(texts[:100])
        begun = time.process_time()
        pipeline.predict(texts)
        together = len(texts) / (time.process_time() - begun)
        begun = time.process_time()
        for text in texts[:ALONE]:
            pipeline.predict([text])
        alone = ALONE / (time.process_time() - begun)
        yield f"scikit-learn {sklearn.__version__}, emotion: {name}; of {source}", together, alone


def main():
    texts = messages()
    weights = CHECKOUT / "Services/Analysis/Emotions/weights.bin"
    output = subprocess.run([sys.argv[1], weights], input="\n".join(texts) + "\n", check=True, capture_output=True,
                            text=True).stdout
    rates = json.loads(output)
    print(f"| {COUNT:,} messages of {LENGTH} characters, one core | messages/s | one by one |\n|---|---|---|")
    for part, title in [("all", "**analysis: emotion, style and danger** (target ≥ 20,000)"), ("emotion", "emotion alone"),
                        ("style", "style alone"), ("risk", "danger alone")]:
        print(f"| {title} | {rates[part]:,.0f} | {rates[part]:,.0f} |", flush=True)
    for title, together, alone in peers(texts):
        print(f"| {title} | {together:,.0f} | {alone:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
