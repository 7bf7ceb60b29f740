"""Which language a text is in, for sources that do not say so: by its script, else by its commonest little words.

A model that knows a hundred languages costs 100 MB in the worker and half a second to load; for a paragraph of
prose in a language that people write blogs in, the little words are enough, and where they are not, no answer is
better than a guess. docs/decisions/0042-languages-by-little-words.md
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final

SAMPLE: Final = 1500
"""Characters: more costs time and hardly changes the answer."""
LEAST_HITS: Final = 4
LEAST_SHARE: Final = 0.12
"""Of all words, how many must be little words of the language: prose has 30 to 50 in a hundred, code almost none."""
LEAD: Final = 1.15
"""How far the best must be ahead of the next."""

SCRIPTS: Final = (
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0386-\u03ce]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("th", re.compile(r"[\u0e01-\u0e5b]")),
    ("hi", re.compile(r"[\u0904-\u0939]")),
    ("bn", re.compile(r"[\u0985-\u09b9]")),
    ("ta", re.compile(r"[\u0b85-\u0bb9]")),
    ("ka", re.compile(r"[\u10d0-\u10f0]")),
    ("hy", re.compile(r"[\u0561-\u0587]")),
)
"""Scripts that tell their language; Japanese before Chinese, whose characters it uses too."""
SCRIPT_SHARE: Final = 0.15

_WORD: Final = re.compile(r"[^\W\d_]+")


@cache
def by_word() -> dict[str, tuple[tuple[str, float], ...]]:
    """Word → languages that have it and what it says for each: the less, the more languages share it."""
    languages: dict[str, list[str]] = {}
    for line in files(__package__).joinpath("little_words.txt").read_text(encoding="utf-8").splitlines():
        language, _, words = line.partition(": ")
        for word in set(words.split()):
            languages.setdefault(word, []).append(language)
    return {word: tuple((each, 1 / len(found)) for each in found) for word, found in languages.items()}


def language_of(texts: Iterable[str]) -> str:
    """The language's tag, or empty where it cannot be told."""
    sample = ""
    for text in texts:
        sample += text[: SAMPLE - len(sample)] + "\n"
        if len(sample) >= SAMPLE:
            break
    return by_script(sample) or by_little_words(sample)


def by_script(sample: str) -> str:
    """Where a good part of the letters is of a script that one language has to itself."""
    if sample.isascii():
        return ""
    letters = sum(map(str.isalpha, sample))
    for language, letter in SCRIPTS:
        if len(letter.findall(sample)) > max(letters * SCRIPT_SHARE, LEAST_HITS):
            return language
    return ""


def by_little_words(sample: str) -> str:
    """Where little words are as common as in prose, and those of one language clearly more so than of any other."""
    words, known = _WORD.findall(sample.lower()), by_word()
    scores: defaultdict[str, float] = defaultdict(float)
    hits: Counter[str] = Counter()
    for word in words:
        for language, weight in known.get(word, ()):
            scores[language] += weight
            hits[language] += 1
    ranked = sorted(scores.values(), reverse=True)
    best = max(scores, key=scores.__getitem__, default="")
    if hits[best] < max(LEAST_HITS, len(words) * LEAST_SHARE) or (ranked[1:] and ranked[0] < ranked[1] * LEAD):
        return ""
    return best.partition("-")[0]
