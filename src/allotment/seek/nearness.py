"""How near a text is to a question, by the words they share: BM25, in any language, without a model.

docs/decisions/0021-nearness-by-words.md says why words.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    apart = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart))


def words_of(text: str) -> list[str]:
    """Words of a text, folded; scripts that set no spaces come in overlapping pairs of characters."""
    return _words_of_plain(folded(text))


def _words_of_plain(plain: str) -> list[str]:
    if plain.isascii():
        return _PLAIN_WORD.findall(plain)
    found: list[str] = []
    for word in _WORD.findall(plain):
        if word.isascii() or not _UNSPACED.search(word):
            found.append(word)
        else:
            found.extend(_pieces(word))
    return found


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
    """Words to look for, however many, in one pass over a text: nurse finds nurses and nursing, not nursemaid."""

    by_stem: Mapping[str, str]
    term_of: "_TermOf"

    @classmethod
    def of(cls, words: Iterable[str]) -> "Terms":
        """Of two words with one stem only the first stays."""
        by_stem: dict[str, str] = {}
        for word in words:
            by_stem.setdefault(stem(word), word)
        return cls(by_stem, _TermOf(by_stem))

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.by_stem.values())

    def found_in(self, plain: str) -> dict[str, Counter[str]]:
        """Of a folded text: for each term that it holds, how often in which form."""
        term_of, heads = self.term_of, self.term_of.heads
        found: dict[str, Counter[str]] = {}
        for form in [form for form in _words_of_plain(plain) if form[:SHORTEST_WORD] in heads and term_of[form]]:
            term = term_of[form]
            if term not in found:
                found[term] = Counter()
            found[term][form] += 1
        return found

    def forms_among(self, words: Iterable[str]) -> dict[str, set[str]]:
        """Each term with itself and those of the words that are forms of it."""
        term_of, heads = self.term_of, self.term_of.heads
        forms = {word: {word} for word in self.words}
        for form in words:
            if form[:SHORTEST_WORD] in heads and (term := term_of[form]):
                forms[term].add(form)
        return forms


class _TermOf(dict[str, str]):
    """Which term a form belongs to, "" for none; worked out once for each form that is met."""

    def __init__(self, by_stem: Mapping[str, str]) -> None:
        self.by_stem = by_stem
        self.heads = {start[:SHORTEST_WORD] for start in by_stem}

    def __missing__(self, form: str) -> str:
        self[form] = term = self._worked_out(form)
        return term

    def _worked_out(self, form: str) -> str:
        if form[:SHORTEST_WORD] not in self.heads:
            return ""
        if self.by_stem.get(stem(form)) == form:
            return form
        for end in range(len(form), max(0, len(form) - ENDING - 1), -1):
            term = self.by_stem.get(form[:end])
            if term and (end == len(form) or _takes_ending(term, len(form) - end)):
                return term
        return ""


def _takes_ending(term: str, letters: int) -> bool:
    """Three letters after a stem; after a whole word of four letters one, after shorter ones none."""
    if stem(term) != term:
        return letters <= ENDING
    return letters <= 1 and len(term) == SHORTEST_STEM and not is_unspaced(term)


def query_terms(question: str, sample: Iterable[str] = ()) -> tuple[str, ...]:
    """The words of a question worth searching for, each once, in its order.

    Words of one or two letters go, and those that a sample of texts shows to be everywhere (`commonplace`):
    what every text has tells no text from another, in any language. If nothing is left, all stay.
    """
    return tuple(telling_terms([question], sample))


def telling_terms(questions: Iterable[str], sample: Iterable[str]) -> list[str]:
    """`query_terms` of each question, after one pass over the sample for all of them."""
    asked = [Terms.of(words_of(question)) for question in questions]
    every = Terms.of(word for terms in asked for word in terms.words)
    holding = _holding(every, [every.found_in(folded(text)) for text in sample])
    found: dict[str, None] = {}
    for terms in asked:
        own = {word: holding[every.by_stem[stem(word)]] for word in terms.words}
        found |= dict.fromkeys(_telling(terms, commonplace(own)))
    return list(found)


def texts_with(texts: Iterable[str]) -> Counter[str]:
    """In how many of the texts each word stands."""
    return Counter(word for text in texts for word in set(words_of(text)))


def characteristic(texts: Sequence[str], elsewhere: Mapping[str, int], *, number: int) -> list[str]:
    """The words that set these texts apart (TF-IDF): in many of these, in few of others, as `texts_with` has them."""
    others = max(elsewhere.values(), default=0)
    weight = {
        word: times * log((others + 1) / (elsewhere.get(word, 0) + 0.5))
        for word, times in texts_with(texts).items()
        if is_unspaced(word) or len(word) >= SHORTEST_WORD
    }
    return sorted(weight, key=lambda word: (-weight[word], word))[:number]


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
    that were not, or every word of a question looks common. Costs under a tenth of a millisecond for a text of
    two thousand characters.
    """
    asked = tuple(dict.fromkeys(questions))
    every = Terms.of(word for question in asked for word in words_of(question))
    plain = {key: folded(text) for key, text in texts.items()}
    found = {key: every.found_in(text) for key, text in plain.items()}
    seen = _Seen.of(every, list(found.values()))
    wider = _Seen.of(every, [every.found_in(folded(text)) for text in sample]) if sample else seen
    weights = {question: _weights(Terms.of(words_of(question)), every, seen, wider) for question in asked}
    usual = sum(map(len, plain.values())) / max(1, len(plain)) or 1
    nearest = (
        (key, _nearest(words, weights, len(plain[key]) / usual)) for key, words in found.items() if words and asked
    )
    return {key: near for key, near in nearest if near.score > 0}


def _nearest(found: Mapping[str, Counter[str]], weights: Mapping[str, Mapping[str, float]], length: float) -> Near:
    near = (_near(found, weights[question], length, question) for question in weights)
    return max(near, key=lambda one: one.score)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Which of so many texts hold which term."""

    holding: Mapping[str, frozenset[int]]
    texts: int

    @classmethod
    def of(cls, terms: Terms, found: Sequence[Iterable[str]]) -> "_Seen":
        return cls(_holding(terms, found), len(found))

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
