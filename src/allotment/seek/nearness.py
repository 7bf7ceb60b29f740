"""How near a text is to a question, by the words they share: BM25, in any language, without a model.

docs/decisions/0021-nearness-by-words.md says why words.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

SATURATION = 1.2
LENGTH_MATTERS = 0.75
TOO_COMMON = 0.3
ENOUGH_TO_JUDGE_BY = 8
TWO_CHARACTERS = 2
SHORTEST_WORD = 3
SHORTEST_STEM = 4
LONG_WORD = 8
ENDING = 3

_ACCENTS = re.compile("[\u0300-\u036f]+")
_MARKS = "".join(chr(c) for c in range(0x370, 0x1E00) if unicodedata.category(chr(c)).startswith("M"))
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


@dataclass(frozen=True, slots=True)
class Near:
    """`score` is 0 to 1: the share of the question's weight that the text carries. `words` as the text has them."""

    score: float
    question: str
    words: tuple[str, ...]


def folded(text: str) -> str:
    """Lower case without accents: "Café" and "CAFE" are one word."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart))


def words_of(text: str) -> Iterator[str]:
    """Words of a text, folded; scripts that set no spaces come in overlapping pairs of characters."""
    plain = folded(text)
    if plain.isascii():
        yield from _PLAIN_WORD.findall(plain)
        return
    for word in _WORD.findall(plain):
        if word.isascii() or not _UNSPACED.search(word):
            yield word
        else:
            yield from _pieces(word)


def _pieces(word: str) -> Iterator[str]:
    """ "Python入門講座" is "python", "入門", "門講", "講座"."""
    at = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > at:
            yield word[at : run.start()]
        pairs = run.group()
        yield from (pairs[i : i + 2] for i in range(max(1, len(pairs) - 1)))
        at = run.end()
    if at < len(word):
        yield word[at:]


def is_unspaced(word: str) -> bool:
    return not word.isascii() and bool(_UNSPACED.match(word))


def stem(term: str) -> str:
    """What the forms of a word have in common in most languages that inflect by endings; a search may add a star."""
    if is_unspaced(term) or len(term) <= SHORTEST_STEM:
        return term
    return term[:-1] if len(term) < LONG_WORD else term[:-2]


@dataclass(frozen=True, slots=True)
class Terms:
    """Words to look for, all in one pass over a text: nurse finds nurses and nursing, not nursemaid."""

    by_stem: Mapping[str, str]
    pattern: re.Pattern[str] | None
    known: dict[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, words: Iterable[str]) -> "Terms":
        """Of two forms of one word only the first stays."""
        by_stem: dict[str, str] = {}
        for word in words:
            by_stem.setdefault(stem(word), word)
        spaced = [word for word in by_stem.values() if not is_unspaced(word)]
        forms = "|".join(sorted(map(_forms, spaced), key=len, reverse=True))
        return cls(by_stem, re.compile(rf"(?<!\w)(?:{forms})(?![\w{_MARKS}])") if forms else None)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.by_stem.values())

    def found_in(self, plain: str) -> dict[str, Counter[str]]:
        """Of a folded text: for each term that it holds, how often in which form."""
        found: dict[str, Counter[str]] = {}
        for form in self.pattern.findall(plain) if self.pattern else ():
            found.setdefault(self._term_of(form), Counter())[form] += 1
        for word in () if plain.isascii() else self.by_stem.values():
            if is_unspaced(word) and (times := plain.count(word)):
                found[word] = Counter({word: times})
        return found

    def _term_of(self, form: str) -> str:
        if form not in self.known:
            fitting = [word for word in self.words if form == word or form.startswith(stem(word))]
            self.known[form] = max(fitting, key=lambda word: (form == word, len(stem(word)), word))
        return self.known[form]


def _forms(word: str) -> str:
    start = re.escape(stem(word))
    if start != word:
        return rf"{start}\w{{0,{ENDING}}}"
    return rf"{start}\w?" if len(word) == SHORTEST_STEM else start


def query_terms(question: str, sample: Iterable[str] = ()) -> tuple[str, ...]:
    """The words of a question worth searching for, each once, in its order.

    Words of one or two letters go, and those that a sample of texts shows to be everywhere (`commonplace`):
    what every text has tells no text from another, in any language. If nothing is left, all stay.
    """
    terms = Terms.of(words_of(question))
    holding = _holding(terms, [set(terms.found_in(folded(text))) for text in sample])
    return _telling(terms, commonplace(holding))


def commonplace(holding: Mapping[str, frozenset[int]]) -> frozenset[str]:
    """Of terms with the texts that hold them, those that stand wherever the others do.

    A word such as "der" is rare among posts in many languages but common beside its neighbours; no neighbour
    makes "history" common. Judged by the lower middle of the neighbours, because one of them may be a word of
    another language too. Texts selected because they hold one of the terms do not bend this.
    """
    enough = {term: texts for term, texts in holding.items() if len(texts) >= ENOUGH_TO_JUDGE_BY}
    common = set()
    for term, texts in holding.items():
        beside = sorted(len(texts & others) / len(others) for other, others in enough.items() if other != term)
        if len(beside) > 1 and beside[(len(beside) - 1) // 2] > TOO_COMMON:
            common.add(term)
    return frozenset(common)


def _telling(terms: Terms, common: frozenset[str]) -> tuple[str, ...]:
    telling = tuple(
        word for word in terms.words if word not in common and (is_unspaced(word) or len(word) >= SHORTEST_WORD)
    )
    return telling or terms.words


def _holding(terms: Terms, found: Sequence[Iterable[str]]) -> dict[str, frozenset[int]]:
    holding: dict[str, set[int]] = {word: set() for word in terms.words}
    for number, words in enumerate(found):
        for word in words:
            holding[word].add(number)
    return {word: frozenset(texts) for word, texts in holding.items()}


def nearness[K](texts: Mapping[K, str], questions: Iterable[str], sample: Sequence[str] = ()) -> dict[K, Near]:
    """For each text the question it is nearest to; texts near to none are left out.

    Where `texts` were selected because they hold words of the questions, `sample` should be some hundred texts
    that were not, or every word of a question looks common. Costs some fifty microseconds for a text of
    two thousand characters.
    """
    asked = tuple(dict.fromkeys(questions))
    every = Terms.of(word for question in asked for word in words_of(question))
    plain = {key: folded(text) for key, text in texts.items()}
    found = {key: every.found_in(text) for key, text in plain.items()}
    seen = _Seen(_holding(every, list(found.values())), len(plain))
    wider = _Seen(_holding(every, [every.found_in(folded(text)) for text in sample]), len(sample)) if sample else seen
    usual = sum(map(len, plain.values())) / max(1, len(plain)) or 1
    weights = {question: _weights(Terms.of(words_of(question)), every, seen, wider) for question in asked}
    nearest: dict[K, Near] = {}
    for key, words in found.items():
        each = [_near(words, weights[question], len(plain[key]) / usual, question) for question in asked]
        best = max(each, key=lambda near: near.score, default=None)
        if best and best.score > 0:
            nearest[key] = best
    return nearest


@dataclass(frozen=True, slots=True)
class _Seen:
    """Which of so many texts hold which term."""

    holding: Mapping[str, frozenset[int]]
    texts: int

    def only(self, words: Iterable[str]) -> dict[str, frozenset[int]]:
        return {word: self.holding[word] for word in words}

    def weight(self, word: str) -> float:
        """Robertson's inverse document frequency, in the form that is never negative."""
        holding = len(self.holding[word])
        return log(1 + (self.texts - holding + 0.5) / (holding + 0.5))


def _weights(own: Terms, every: Terms, seen: _Seen, wider: _Seen) -> dict[str, float]:
    """What each telling word of one question weighs, under the name that all questions share."""
    words = {every.by_stem[stem(word)]: word for word in own.words}
    common = commonplace(seen.only(words)) | commonplace(wider.only(words))
    telling = set(_telling(own, frozenset(words[name] for name in common)))
    return {name: wider.weight(name) for name, word in words.items() if word in telling}


def _near(found: Mapping[str, Counter[str]], weights: Mapping[str, float], length: float, question: str) -> Near:
    """BM25 as a share of what the question weighs, less for a text that has only few of its words."""
    slowness = SATURATION * (1 - LENGTH_MATTERS + LENGTH_MATTERS * length)
    held = {word: found[word] for word in weights if word in found}
    score = sum(
        weights[word] * forms.total() * (SATURATION + 1) / (forms.total() + slowness) for word, forms in held.items()
    )
    share = min(1.0, score / (sum(weights.values()) or 1))
    words = tuple(max(forms, key=lambda form: (forms[form], form)) for forms in held.values())
    return Near(share * sqrt(len(held) / max(1, len(weights))), question, words)
