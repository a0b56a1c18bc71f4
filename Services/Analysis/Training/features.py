"""What the emotion model sees of a text. ../Emotions/EmotionFeatures.swift computes the same, scalar by scalar.

A text becomes tokens, tokens become hashes in two blocks: words (with pairs, negation, emoji, marks) and the character
n-grams of the words. A hash names a row of the table of weights. A row counts once a text, and a block with n rows
weighs each 1/√n.
"""

import functools

BITS = 19
LONGEST_TEXT = 4_000  # scalars; what stands behind isn't read
LONGEST_WORD = 40
NEGATION_REACH = 3
GRAMS = range(2, 6)
MASK = 0xFFFFFFFF

WORD, SYMBOL, TAG, FLAG, NEGATED, PAIR, GRAM = range(1, 8)

FOLDED = {}
for _plain, _marked in {
    "a": "áàäâãåā", "e": "éèëêē", "i": "íìïîī", "o": "óòöôõøō", "u": "úùüûū", "c": "çćč", "ñ": "ñ", "y": "ýÿ",
    "s": "šś", "z": "žźż",
}.items():
    for _letter in _marked:
        FOLDED[_letter] = FOLDED[_letter.upper()] = _plain
for _code in range(ord("a"), ord("z") + 1):
    FOLDED[chr(_code - 32)] = FOLDED[chr(_code)] = chr(_code)
FOLDED["ª"], FOLDED["º"] = "a", "o"

NEGATIONS = {
    "no", "ni", "sin", "nunca", "jamas", "tampoco", "nadie", "nada", "ningun", "ninguna", "ninguno", "not", "never",
    "without", "nor", "nobody", "nothing", "cannot", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent",
    "cant", "couldnt", "wont", "wouldnt", "shouldnt", "havent", "hasnt", "aint",
}
# What may stand between a negation and the feeling that it denies.
LINKS = set("""
    estoy estas esta estamos estan estaba estabas estuve estuvo este estes estar soy eres es somos son era fui fue ser sea
    seas tengo tienes tiene tenemos tienen tenia tuve tuvo tengas tener siento sientes siente sentia senti sentir doy das da
    dan daba dio des dar hay habia hubo me te le se nos les lo la el un una muy de ya realmente
    am is are was were be been being feel feels feeling felt have has had get getting the a an any very really that at all
    im youre hes shes its theyre i you we they he she it me
""".split())
FEELINGS = set("""
    miedo miedos temor temores panico terror asustado asustada asustados asustadas aterrado aterrada nervioso nerviosa
    nerviosos nerviosas ansioso ansiosa ansiedad preocupado preocupada preocupados preocupadas
    triste tristes tristeza pena deprimido deprimida deprimidos deprimidas
    enojo enojado enojada enojados enojadas enfado enfadado enfadada enfadados enfadadas furioso furiosa rabia ira coraje odio
    molesto molesta molestos molestas cabreado cabreada
    asco repugnancia repugnante asqueroso asquerosa
    feliz felices felicidad alegre alegres alegria contento contenta contentos contentas encanta
    sorpresa sorprendido sorprendida sorprendidos sorprendidas sorprende asombrado asombrada
    afraid scared fear terrified frightened nervous anxious worried sad sadness depressed unhappy angry mad furious rage anger
    hate disgusting disgusted happy happiness glad joy joyful excited surprised surprise surprising shocked amazed
""".split())
SMILE, FROWN, HEART = "\U0001F642", "\U0001F641", "\u2764"
EMOTICONS = {")": SMILE, "]": SMILE, "D": SMILE, "(": FROWN, "[": FROWN, "/": FROWN}
MARKS = {"!": "!", "?": "?", "¡": "!", "¿": "?", "…": ".", ".": ".", "\"": "\"", "“": "\"", "”": "\"", "«": "\"",
         "»": "\"", ",": ",", ";": ",", ":": ":"}


def is_letter(c):
    code = ord(c)
    return c in FOLDED or 0xC0 <= code <= 0x24F and code not in (0xD7, 0xF7) or 0x370 <= code <= 0x1FFF or \
        0x3040 <= code <= 0xD7FF


def is_upper(c):
    return "A" <= c <= "Z" or c in "ÁÉÍÓÚÑÜ"


def is_digit(c):
    return "0" <= c <= "9"


def is_symbol(c):
    code = ord(c)
    return 0x2190 <= code <= 0x2BFF or 0x1F000 <= code <= 0x1F3FA or 0x1F400 <= code <= 0x1FAFF


def is_combining(c):
    return 0x300 <= ord(c) <= 0x36F


class Token:
    """kind WORD, SYMBOL, TAG or FLAG; `form` is folded. Only a WORD has character n-grams, and negates or is negated."""

    __slots__ = ("kind", "form")

    def __init__(self, kind, form):
        self.kind, self.form = kind, form


def is_laugh(word):
    letters = set(word)
    return len(word) >= 4 and letters in ({"j", "a"}, {"j", "e"}, {"j", "i"}, {"h", "a"}, {"h", "e"})


def squeezed(word):
    """Three or more of a letter in a row are one: «noooo» → «no»."""
    out, index = [], 0
    while index < len(word):
        end = index
        while end < len(word) and word[end] == word[index]:
            end += 1
        out.append(word[index] * (end - index if end - index < 3 else 1))
        index = end
    return "".join(out)


def folded(letters):
    out = []
    for c in letters:
        if is_combining(c):
            if c == "\u0303" and out and out[-1] == "n":
                out[-1] = "ñ"
        elif c not in "'’":
            out.append(FOLDED.get(c, c))
    return "".join(out)


def words(tokens, written):
    """A word as written becomes its token, and flags for what its form loses."""
    form = folded(written)[:LONGEST_WORD]
    short = squeezed(form)
    if is_laugh(short):
        short = "jaja"
    elif short != form:
        tokens.append(Token(FLAG, "long"))
    letters = [c for c in written if is_letter(c)]
    if len(letters) > 2 and all(map(is_upper, letters)):
        tokens.append(Token(FLAG, "caps"))
    tokens.append(Token(WORD, short))


def tag(tokens, written):
    """#NotreDameEnLlamas → the tag whole, and its words where there are several."""
    tokens.append(Token(TAG, folded(written)[:LONGEST_WORD]))
    parts, start = [], 0
    for index in range(1, len(written) + 1):
        if index == len(written):
            boundary = True
        else:
            before, here = written[index - 1], written[index]
            boundary = here == "_" or before == "_" or is_digit(here) != is_digit(before) \
                or is_upper(here) and not is_upper(before)
        if boundary:
            parts.append(written[start:index])
            start = index
    parts = [part for part in parts if is_letter(part[0])]
    if len(parts) > 1:
        for part in parts:
            words(tokens, part)


def tokenize(text):
    text = text[:LONGEST_TEXT]
    tokens, index, end = [], 0, len(text)

    def run(start, accepted):
        while start < end and accepted(text[start]):
            start += 1
        return start

    while index < end:
        c = text[index]
        if text.startswith(("http://", "https://", "www."), index):
            index = run(index, lambda c: ord(c) > 32)
            tokens.append(Token(FLAG, "url"))
        elif is_letter(c):
            stop = index
            while True:
                stop = run(stop, lambda c: is_letter(c) or is_combining(c))
                if stop + 1 < end and text[stop] in "'’" and is_letter(text[stop + 1]):
                    stop += 1
                else:
                    break
            written = text[index:stop]
            if written == "USER":
                tokens.append(Token(FLAG, "user"))
            else:
                words(tokens, written)
            index = stop
        elif is_digit(c):
            index = run(index, is_digit)
            tokens.append(Token(FLAG, "number"))
        elif c in "#@" and index + 1 < end and (is_letter(text[index + 1]) or text[index + 1] == "_"):
            stop = run(index + 1, lambda c: is_letter(c) or is_combining(c) or is_digit(c) or c == "_")
            if c == "@":
                tokens.append(Token(FLAG, "user"))
            else:
                tag(tokens, text[index + 1:stop])
            index = stop
        elif c in ":;=" and index + 1 < end and text[index + 1] in EMOTICONS:
            tokens.append(Token(SYMBOL, EMOTICONS[text[index + 1]]))
            index += 2
        elif c in ":;=" and index + 2 < end and text[index + 1] in "-'" and text[index + 2] in EMOTICONS:
            tokens.append(Token(SYMBOL, EMOTICONS[text[index + 2]]))
            index += 3
        elif c == "<" and index + 1 < end and text[index + 1] == "3":
            tokens.append(Token(SYMBOL, HEART))
            index += 2
        elif c in MARKS:
            mark = MARKS[c]
            stop = run(index, lambda c: MARKS.get(c) == mark)
            count = stop - index + (2 if c == "…" else 0)
            tokens.append(Token(SYMBOL, mark * (min(count, 3) if mark in "!?." else 1)))
            index = stop
        else:
            if is_symbol(c):
                tokens.append(Token(SYMBOL, c))
            index += 1
    return tokens


def digest(kind, form):
    """FNV-1a over the scalars."""
    value = (0x811C9DC5 ^ kind) * 0x01000193 & MASK
    for c in form:
        value = (value ^ ord(c)) * 0x01000193 & MASK
    return value


def row(value):
    """The finalizer of MurmurHash3, so that all bits of a digest choose the row."""
    value ^= value >> 16
    value = value * 0x85EBCA6B & MASK
    value ^= value >> 13
    value = value * 0xC2B2AE35 & MASK
    return (value ^ value >> 16) & (1 << BITS) - 1


def pair(first, second):
    return row((first * 0x9E3779B1 ^ second) & MASK ^ PAIR)


@functools.lru_cache(400_000)
def grams(form):
    """Rows of a word's character n-grams, with a space on both sides."""
    padded = f" {form} "
    return [
        row(digest(GRAM, padded[start:start + size]))
        for size in GRAMS for start in range(len(padded) - size + 1)
    ]


@functools.lru_cache(400_000)
def hashed(kind, form):
    return digest(kind, form)


def extract(text, denies=False):
    """(rows of the words, rows of the character n-grams), each row once.

    `denies`: a feeling that a negation denies («no tengo miedo») is passed over, as if it hadn't been written. Models
    learn without, as whoever denies a feeling often shows it, and read with it."""
    words_block, characters = set(), set()
    previous = hashed(FLAG, "start")
    negated, denying = 0, False
    for token in tokenize(text):
        if token.kind == WORD:
            if denies and denying and token.form in FEELINGS:
                negated, denying = max(0, negated - 1), False
                continue
            denying = token.form in NEGATIONS or denying and token.form in LINKS
        elif token.kind != FLAG:
            denying = False
        value = hashed(token.kind, token.form)
        words_block.add(row(value))
        if token.kind == WORD:
            characters.update(grams(token.form))
            if negated:
                words_block.add(row(value ^ NEGATED))
                negated -= 1
            if token.form in NEGATIONS:
                negated = NEGATION_REACH
        elif token.kind == SYMBOL:
            negated = 0
        if token.kind != FLAG:
            words_block.add(pair(previous, value))
            previous = value
    return words_block, characters
