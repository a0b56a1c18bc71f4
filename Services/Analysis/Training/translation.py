"""Word by word from English into Spanish, as learned from translated sentences (IBM model 1)."""

import re

import numpy as np

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
KEPT = re.compile(r"(https?://\S+|#\w+|@\w+)")
ROUNDS = 8
LONGEST = 25
LEAST_PROBABILITY = 0.05


def plain(text):
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


class Dictionary:
    def __init__(self, english, spanish):
        sources, targets = {}, {}
        source, target, group, groups = [], [], [], 0
        for left, right in zip(map(plain, english), map(plain, spanish)):
            if not left or max(len(left), len(right)) > LONGEST:
                continue
            numbers = [sources.setdefault(word, len(sources)) for word in left]
            for word in right:
                source += numbers
                target += [targets.setdefault(word, len(targets))] * len(numbers)
                group += [groups] * len(numbers)
                groups += 1
        group = np.array(group)
        pairs, inverse = np.unique(np.array(source) * len(targets) + np.array(target), return_inverse=True)
        owners = pairs // len(targets)
        probability = np.ones(len(pairs))
        for _ in range(ROUNDS):
            share = probability[inverse]
            share /= np.bincount(group, share)[group]
            count = np.bincount(inverse, share)
            probability = count / np.bincount(owners, count)[owners]
        words, names = list(sources), list(targets)
        self.best = {}
        for index in np.argsort(probability, kind="stable"):
            if probability[index] > LEAST_PROBABILITY:
                self.best[words[owners[index]]] = names[pairs[index] % len(targets)]

    def word(self, match):
        written = match.group()
        key = written.lower().replace("’", "'")
        found = self.best.get(key) or self.best.get(key.split("'")[0])
        if found is None or written == "USER":
            return written
        return found.upper() if written.isupper() and len(written) > 2 else found

    def translate(self, text):
        parts = KEPT.split(text)
        return "".join(part if index % 2 else WORD.sub(self.word, part) for index, part in enumerate(parts))
