"""Markup that a feed carries as elements, written as the HTML that a browser reads."""

from typing import Final
from xml.sax.saxutils import escape

from allotment.networks.feeds.doubts import DoubtError, ExcessiveError

VOID: Final = frozenset(
    {
        "area", "base", "basefont", "br", "col", "command", "embed", "frame", "hr", "img", "input", "isindex",
        "keygen", "link", "meta", "param", "source", "track", "wbr",
    }
)  # fmt: skip
_NAMESPACE: Final = "http://www.w3.org/1999/xhtml "
_LANGUAGE: Final = "http://www.w3.org/XML/1998/namespace lang"
_DEEPEST: Final = 200


class Writer:
    """One element's content, without the <div> around it, which is not the author's (RFC 4287, 3.1.1.3)."""

    def __init__(self) -> None:
        self.depth = 0
        self._pieces: list[str] = []
        self._wrapper: tuple[int, int] | None = None
        """Where the first outermost <div> begins and ends."""
        self._outermost = 0
        self._words_outside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not tag.startswith(_NAMESPACE):
            raise DoubtError(f"{tag[:100]} in the markup")
        if self.depth > _DEEPEST:
            raise ExcessiveError("markup deeper than any page")
        name = tag[len(_NAMESPACE) :].lower()
        if not self.depth:
            self._outermost += 1
            self._wrapper = (len(self._pieces), -1) if name == "div" else None
        self.depth += 1
        self._pieces.append(f"<{name}{''.join(map(_attribute, attributes.items()))}>" if attributes else f"<{name}>")

    def end(self, tag: str) -> None:
        self.depth -= 1
        name = tag[len(_NAMESPACE) :].lower()
        if name not in VOID:
            self._pieces.append(f"</{name}>")
        if not self.depth and self._wrapper:
            self._wrapper = (self._wrapper[0], len(self._pieces))

    def data(self, text: str) -> None:
        if not self.depth and text.strip():
            self._words_outside = True
        self._pieces.append(escape(text))

    def markup(self) -> str:
        if self._wrapper and self._outermost == 1 and not self._words_outside:
            first, last = self._wrapper
            return "".join(self._pieces[first + 1 : last - 1])
        return "".join(self._pieces)


def _attribute(item: tuple[str, str]) -> str:
    name, value = item
    if name == _LANGUAGE:
        name = "xml:lang"
    elif " " in name:
        raise DoubtError(f"{name[:100]} in the markup")
    name = name.lower()
    if name in {"rel", "type"}:
        value = value.lower()
    return f' {name}="{escape(value, {'"': "&quot;"})}"'
