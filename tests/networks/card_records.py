"""Records of people as converters make them, of any words, for properties."""

from hypothesis import strategies as st

from allotment.networks.records import CardRecord

_LINE = st.text(max_size=60).map(lambda text: " ".join("".join(filter(str.isprintable, text)).split()))
_NAME = _LINE.filter(bool)
_FIELD = _LINE.map(lambda text: text.replace(",", "").replace(";", "").replace(":::", "").strip()).filter(
    lambda text: text and text.lower() not in {"my contacts", "mycontacts", "starred", "unfiled"}
)
_WORD = st.from_regex(r"[a-z][a-z0-9-]{0,10}[a-z]", fullmatch=True)


def some(words: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(words, max_size=4, unique=True).map(tuple)


def records() -> st.SearchStrategy[CardRecord]:
    return st.builds(
        CardRecord,
        line=st.just(1),
        name=_NAME,
        pronouns=_LINE,
        headline=_LINE,
        organisation=_LINE,
        place=_LINE.map(lambda text: text[:55].strip()),
        time_zone=st.sampled_from(["", "Europe/London", "Asia/Tokyo"]),
        languages=some(st.sampled_from(["en", "pt-BR", "zh-Hant-TW", "Norwegian", "a little Welsh"])),
        fields=some(_FIELD),
        note=st.lists(_LINE, max_size=4).map(lambda lines: "\n".join(lines).strip()),
        emails=some(st.builds("{}@{}.example".format, _WORD, _WORD)),
        phones=some(st.from_regex(r"\+?[0-9]{5,15}", fullmatch=True)),
        addresses=some(st.builds("https://{}.example/{}".format, _WORD, _WORD)),
    )
