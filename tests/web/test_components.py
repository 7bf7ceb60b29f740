"""The parts of a page, rendered one by one."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.template import Context, Template, engines
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import mark_safe

from allotment.core.parts import Act, Item, Link, Row
from allotment.web.pages.styleguide import Sample, posts
from tests.house.tree import ROOT

TEMPLATES = ROOT / "src/allotment/web/templates"


def text(html: str) -> str:
    """What is read of it, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def post(**more: Any) -> str:
    return render_to_string("components/post.html", {"item": replace(posts()[0], **more)})


def test_every_component_says_what_goes_in() -> None:
    silent = [
        file.name
        for file in (TEMPLATES / "components").glob("*.html")
        if not re.match(r"({% load [^%]*%}\n)?{% comment %}\n", file.read_text())
    ]
    assert silent == []


@pytest.mark.parametrize("icon", sorted((TEMPLATES / "icons").glob("*.html")), ids=lambda icon: icon.stem)
def test_an_icon_is_one_line_that_nobody_hears(icon: Any) -> None:
    assert re.fullmatch(r'<svg [^>]*aria-hidden="true"[^>]*><path d="[^"]+" /></svg>\n', icon.read_text())


def test_a_by_line_reads_as_a_sentence() -> None:
    named = tuple(Link(name, "/people/1/") for name in ("Ayo", "Mei", "Tomasz"))
    html = post(by=named[:1], passed_on_by=named[1:], place="Bergen", minutes_words="six minutes", home="")
    assert "Ayo, passed on by Mei and Tomasz · Bergen · six minutes" in text(html)


def test_three_names_have_a_comma_and_an_and() -> None:
    assert "Ayo, Mei and Tomasz" in text(post(by=tuple(map(Link, ("Ayo", "Mei", "Tomasz")))))


def test_a_piece_that_only_others_point_to_says_so() -> None:
    assert "passed on by Mei · Bergen" in text(post(by=(), passed_on_by=(Link("Mei"),)))


def test_a_post_with_next_to_nothing_still_stands() -> None:
    html = render_to_string("components/post.html", {"item": Item(1, "Untitled note", "/posts/1/")})
    assert text(html) == "Untitled note"
    assert "<form" not in html
    assert "<details" not in html


NASTY = "<script>alert('1')</script>\""


@pytest.mark.parametrize(
    "field", ["title", "address", "place", "when", "home", "home_words", "excerpt", "text_address"]
)
def test_what_came_from_outside_is_escaped(field: str) -> None:
    html = post(**{"home": "https://a.example", field: NASTY})
    assert escape(NASTY) in html
    assert NASTY not in html


def test_names_and_acts_from_outside_are_escaped_too() -> None:
    nasty = Act(NASTY, NASTY, NASTY, NASTY, NASTY, NASTY)
    html = post(by=(Link(NASTY, NASTY), Link(NASTY)), passed_on_by=(Link(NASTY),), why=(NASTY,), acts=(nasty,))
    assert "<script>" not in html
    assert html.count(escape(NASTY)) >= 10


def test_every_act_is_a_form_that_works_alone() -> None:
    html = render_to_string("components/acts.html", {"acts": posts()[0].acts, "csrf_token": "token"})
    assert html.count("<button") == 2
    assert 'method="post"' in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert "data-hx-" not in html


def test_an_act_says_what_it_is_about_to_those_who_hear_it() -> None:
    html = post(id=7)
    assert '<h3 id="title-7">' in html
    assert html.count('aria-describedby="title-7"') == 2


def test_an_act_that_leads_on_is_a_link() -> None:
    on = Act("More, or less", "/posts/1/tend/", page=True)
    assert '<a class="act" href="/posts/1/tend/"' in post(acts=(on,))
    assert '<a class="act" href="/posts/1/tend/"' in render_to_string("components/acts.html", {"acts": [on]})


def test_what_never_changes_is_rendered_once_in_each_language() -> None:
    constant = engines["django"].from_string("{% load parts %}{% constant %}{{ word }}{% endconstant %}")
    assert constant.render({"word": "one"}) == "one"
    assert constant.render({"word": "two"}) == "one"
    with translation.override("de"):
        assert constant.render({"word": "zwei"}) == "zwei"


def test_a_field_points_to_its_help_and_its_error() -> None:
    html = str(Sample({"name": ""}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert "What shall we call you?</label>" in html


def test_a_pager_without_ways_is_not_there() -> None:
    assert text(render_to_string("components/pager.html", {"earlier": "", "later": ""})) == ""


def test_a_bar_without_an_end_has_no_value() -> None:
    html = render_to_string("components/progress.html", {"id": "batch", "label": "Looking", "words": "Just begun"})
    assert "value=" not in html


@pytest.mark.parametrize("name", ["400", "403", "404", "405", "429", "500", "offline"])
def test_a_page_about_trouble_needs_nothing_and_leads_back(name: str) -> None:
    html = get_template(f"{name}.html").render({})
    assert '<a href="/">' in html
    assert "<script" not in html


def test_the_page_about_trouble_says_the_areas_own_sentence() -> None:
    html = render_to_string("error.html", {"page": {"sentence": "The disk is full.", "status": 507}})
    assert "The disk is full." in html


def test_a_line_that_is_only_read_is_set_as_any_other() -> None:
    rows = [Row("Ayo & Mei", "/people/1/", "Bergen", "Slow <tea>"), Row(mark_safe("<mark>tea</mark>")), Row("Alone")]
    together = Template("{% load parts %}{% lines rows %}").render(Context({"rows": rows}))
    one_by_one = "".join(render_to_string("components/row.html", {"row": row}).strip() for row in rows)
    assert together == one_by_one
    assert "Ayo &amp; Mei" in together
    assert "<mark>tea</mark>" in together
    assert "Slow &lt;tea&gt;" in together


@pytest.fixture
def remembered() -> Callable[[str, str], str]:
    template = Template(
        "{% load parts %}{% remembered row %}<p>{{ row.title }}</p><i>{{ csrf_token }}</i>{% endremembered %}"
    )
    return lambda title, token: template.render(Context({"row": Row(title), "csrf_token": token * 64}))


def test_what_is_remembered_never_brings_back_another_token(remembered: Callable[[str, str], str]) -> None:
    assert remembered("tea", "a") == f"<p>tea</p><i>{'a' * 64}</i>"
    assert remembered("tea", "b") == f"<p>tea</p><i>{'b' * 64}</i>"


def test_text_never_finds_markup_that_reads_the_same(remembered: Callable[[str, str], str]) -> None:
    assert remembered(mark_safe("<b>tea</b>"), "a").startswith("<p><b>tea</b>")
    assert remembered("<b>tea</b>", "a").startswith("<p>&lt;b&gt;tea")
