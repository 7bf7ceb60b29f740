"""The words that somebody sees: in templates, and in what the code hands to gettext."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from tests.house.tree import PACKAGE, File, dotted, modules, ours, parsed

DJANGO: Final = re.compile(
    r"{#.*?#}"
    r"|{%\s*comment\b.*?{%\s*endcomment\s*%}"
    r"|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%\s*block\s+(?:page_class|at_\w+)\s*%}.*?{%\s*endblock\b.*?%}"
    r"|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
TRANSLATED_BLOCK: Final = re.compile(
    r"{%\s*blocktrans(?:late)?\b[^%]*%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.DOTALL
)
TRANSLATED: Final = re.compile(r"""{%\s*trans(?:late)?\s+(?:"([^"]*)"|'([^']*)')""")
GETTEXT: Final = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
SEEN: Final = {"alt", "title", "aria-label", "aria-description", "placeholder"}
"""Attributes that are read aloud or shown."""

NAMES: Final = {"Allotment", "RSS", "Atom", "OPML"}
"""Words that are the same in every language."""

WORKSHOP: Final = "templates/styleguide.html"
"""Seen by those who build pages, who read English; its examples are examples."""


def templates() -> list[File]:
    return [
        file for file in ours(".html", below=PACKAGE) if "/templates/" in file.path and not file.path.endswith(WORKSHOP)
    ]


def bare_words(template: str) -> list[str]:
    """Words that a translator would never get to see."""
    page = Page()
    page.feed(DJANGO.sub(" ", template))
    page.close()
    return [text for text in page.seen if set(re.findall(r"[^\W\d_]{2,}", text)) - NAMES]


def translated(template: str) -> Iterator[str]:
    """What a template hands to gettext."""
    for block in TRANSLATED_BLOCK.findall(template):
        yield re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>", " ", block)
    for double, single in TRANSLATED.findall(template):
        yield double or single


def spoken(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What Python code hands to gettext, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in GETTEXT:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.lineno, argument.value


def on_screen() -> Iterator[tuple[str, str]]:
    """Everything an owner may read, and where it is written."""
    for file in templates():
        yield from ((file.path, text) for text in translated(file.text))
        yield from ((file.path, text) for text in bare_words(file.text))
    for file, _tree in modules():
        yield from ((f"{file.path}:{line}", text) for line, text in spoken(parsed(file)))


class Page(HTMLParser):
    """Collects what is seen of a page, and what must not stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.inline: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.seen += [value for name, value in given.items() if name in SEEN]
        self.inline += [name for name in given if name == "style" or name.startswith(("on", "hx-on"))]
        self.inline += [value for value in given.values() if value.strip().lower().startswith("javascript:")]
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json"):
            self.inline.append(f"<{tag}>")
        if tag in {"style", "script"}:
            self._silent = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.seen.append(data.strip())


def inline(template: str) -> list[str]:
    """Styles and scripts inside the page, which our Content-Security-Policy would refuse."""
    page = Page()
    page.feed(DJANGO.sub(" ", template))
    page.close()
    return page.inline
