"""The features of the risk classifier: the same as RiskClassifier.swift computes."""

import re
import unicodedata

BUCKETS = 1 << 14
LETTERS = str.maketrans("áàäâãéèëêíìïîóòöôõúùüûç", "aaaaaeeeeiiiiooooouuuuc")


def words(text):
    """Folded words; a run of three or more letters is one."""
    folded = unicodedata.normalize("NFC", text.lower()).translate(LETTERS)
    folded = "".join(letter for letter in folded if unicodedata.category(letter) not in ("Mn", "Me"))
    return [re.sub(r"(.)\1\1+", r"\1", word) for word in re.findall(r"[^\W\d_]+", folded)]


def bucket(feature):
    """FNV-1a, 32 bits, of UTF-8."""
    value = 0x811C9DC5
    for byte in feature:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value % BUCKETS


def buckets(text):
    """Words, pairs of words, and runs of three to five bytes of each word between spaces."""
    found = set()
    before = None
    for word in (word.encode() for word in words(text)):
        found.add(bucket(b"w" + word))
        if before is not None:
            found.add(bucket(b"b" + before + b" " + word))
        before = word
        padded = b" " + word + b" "
        for length in (3, 4, 5):
            found.update(bucket(b"c" + padded[start : start + length]) for start in range(len(padded) - length + 1))
    return sorted(found)
