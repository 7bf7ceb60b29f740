"""The few pieces of markup that a list repeats so often that a template would be slow at them.

A node of a template costs some five microseconds, whatever it does; a by-line in a template has twenty.
"""

from collections.abc import Hashable, Iterable
from dataclasses import fields, is_dataclass
from typing import Final

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from allotment.core.parts import Act, Item, Link, Row

register = template.Library()

MOST_REMEMBERED: Final = 600
"""Pieces of some two kilobytes: the editions of fifty owners."""
PLACE: Final = "\x00token\x00"
"""Stands in remembered markup where a page's token against forgery belongs. No text can hold it."""


class Constant(template.Node):
    """Renders what it holds once in each language, and remembers it for as long as the template lives."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self._rendered: dict[str, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = get_language() or ""
        known = self._rendered.get(language)
        if known is None:
            known = self._rendered[language] = self.nodelist.render(context)
        return known


@register.tag
def constant(parser: Parser, _token: Token) -> Constant:
    """{% constant %}…{% endconstant %}: for what depends on nothing but the language."""
    nodelist = parser.parse(("endconstant",))
    parser.delete_first_token()
    return Constant(nodelist)


class Remembered(template.Node):
    """Renders what it holds once for each value of a variable in each language, and knows it when it comes again.

    For markup that depends on a frozen record and on nothing else but the page's token. That token is never kept,
    and neither is a record with text that is markup already: equal text that is none must not find it.
    """

    def __init__(self, variable: FilterExpression, nodelist: NodeList) -> None:
        self.variable = variable
        self.nodelist = nodelist
        self._rendered: dict[tuple[str, Hashable], str] = {}

    def render(self, context: Context) -> SafeString:
        value, token = self.variable.resolve(context), str(context.get("csrf_token", ""))
        key = (get_language() or "", value)
        known = self._rendered.get(key)
        if known is not None:
            return SafeString(known.replace(PLACE, token))
        rendered = self.nodelist.render(context)
        if len(token) > len(PLACE) and not _holds_markup(value):
            if len(self._rendered) >= MOST_REMEMBERED:
                self._rendered.clear()
            self._rendered[key] = rendered.replace(token, PLACE)
        return rendered


@register.tag
def remembered(parser: Parser, token: Token) -> Remembered:
    """{% remembered item %}…{% endremembered %}: for what depends on this frozen record and the language only."""
    _name, variable = token.split_contents()
    nodelist = parser.parse(("endremembered",))
    parser.delete_first_token()
    return Remembered(parser.compile_filter(variable), nodelist)


def _holds_markup(value: object) -> bool:
    if isinstance(value, tuple):
        return any(map(_holds_markup, value))
    if is_dataclass(value):
        return any(_holds_markup(getattr(value, field.name)) for field in fields(value))
    return hasattr(value, "__html__")


def _name(somebody: Link) -> str:
    name = escape(somebody.name)
    return f'<b><a href="{escape(somebody.address)}">{name}</a></b>' if somebody.address else f"<b>{name}</b>"


def _names(people: Iterable[Link]) -> str:
    each = [_name(one) for one in people]
    return f"{', '.join(each[:-1])} {gettext('and')} {each[-1]}" if len(each) > 1 else "".join(each)


def _who(item: Item) -> str:
    passed = f"{gettext('passed on by')} {_names(item.passed_on_by)}" if item.passed_on_by else ""
    return ", ".join(words for words in (_names(item.by), passed) if words)


@register.simple_tag
def names(people: Iterable[Link]) -> SafeString:
    """ "Ayo, Mei and Tomasz", each a link where there is a page."""
    return SafeString(_names(people))


@register.simple_tag
def by_line(item: Item) -> SafeString:
    """Who wrote it and who passed it on, then place, time, length and home, with dots between."""
    home = ""
    if item.home:
        link = '<a href="{}" rel="external noopener noreferrer">{}</a>'
        home = link.format(escape(item.home), escape(item.home_words or item.home))
    words = (_who(item), escape(item.place), escape(item.when), escape(item.minutes_words), home)
    return SafeString("&nbsp;· ".join(word for word in words if word))  # no line begins with a dot


@register.simple_tag
def line(row: Row) -> SafeString:
    """What a line of a list says: its title, linked where it leads somewhere, a note, and words under it."""
    title: str = conditional_escape(row.title)
    if row.address:
        title = f'<a href="{escape(row.address)}">{title}</a>'
    note = f'<p class="note">{conditional_escape(row.note)}</p>' if row.note else ""
    words = f"<p>{conditional_escape(row.words)}</p>" if row.words else ""
    return SafeString(f'<p class="row-title">{title}</p>{note}{words}')


@register.simple_tag
def lines(rows: Iterable[Row]) -> SafeString:
    """Lines that are only read, as components/row.html sets each: nothing to press, nothing that replaces them."""
    return SafeString("".join(f'<li class="row" data-item tabindex="-1">{line(row)}</li>' for row in rows))


BUTTON: Final = (
    '<button class="act" type="submit" formaction="{0}" data-hx-post="{0}" data-hx-target="closest article"'
    ' data-hx-swap="outerHTML"{1} aria-describedby="title-{2}">{3}</button>'
)
LEADS_ON: Final = '<a class="act" href="{0}"{1} aria-describedby="title-{2}">{3}</a>'


@register.simple_tag
def buttons(item: Item) -> SafeString:
    """The words to press about a piece; those who hear the page are told its title with each."""
    return SafeString("".join(_button(act, item.id) for act in item.acts))


def _button(act: Act, about: int) -> str:
    said = f' name="{escape(act.name)}" value="{escape(act.value)}"' if act.name else ""
    key = f' data-key="{escape(act.key)}"' if act.key else ""
    return (LEADS_ON if act.page else BUTTON).format(escape(act.address), said + key, about, escape(act.label))
