"""Each part of the pages with invented records, to look at and to test; no owner, no database.

The records stand here as the queries of the areas hand them over: every word ready to be shown.
"""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from allotment.core.pages import render_page
from allotment.core.parts import Act, Item, Link, Row


class Sample(forms.Form):
    """One field of each kind that the application uses."""

    name = forms.CharField(label="What shall we call you?", help_text="As your people know you.")
    minutes = forms.IntegerField(label="Minutes of reading a day", initial=20)
    zone = forms.ChoiceField(label="Time zone", choices=[("Europe/London", "London"), ("Europe/Oslo", "Oslo")])
    why = forms.CharField(label="Why I follow it", required=False, widget=forms.Textarea)
    days = forms.MultipleChoiceField(
        label="An edition on",
        choices=[("1", "Monday"), ("2", "Tuesday"), ("3", "Wednesday")],
        initial=["1"],
        widget=forms.CheckboxSelectMultiple,
    )
    reach = forms.IntegerField(
        label="Whom it looks to", initial=60, required=False, widget=forms.NumberInput({"type": "range"})
    )
    letter = forms.BooleanField(label="Send it by e-mail too", required=False, help_text="One a day at most.")


def _acts(*labels: str) -> tuple[Act, ...]:
    return tuple(Act(label, "#", key=key) for label, key in zip(labels, "sx", strict=False))


def _post(number: int, title: str, by: str, **more: Any) -> Item:
    usual: dict[str, Any] = {
        "home": f"https://{by.lower()}.example/",
        "home_words": f"{by.lower()}.example",
        "text_address": "#",
        "acts": _acts("Keep", "Pass"),
    }
    return Item(number, title, "#", (Link(by, "#"),), **(usual | more))


def posts() -> list[Item]:
    return [
        _post(
            1,
            "What night-shift nurses taught me about spaced practice",
            "Ingrid",
            place="Bergen",
            minutes_words="six minutes",
            why=("A quiet voice: her first piece since June", "Near your question about practice on the ward"),
            excerpt="We had planned four sessions. By the second it was plain that nobody on a rota lives in weeks, "
            "so we counted shifts instead, and wrote the next one on the back of the last.",
        ),
        _post(
            2,
            "Three ways our evaluation went wrong, and one it went right",
            "Tomasz",
            passed_on_by=(Link("Ayo", "#"), Link("Mei", "#")),
            minutes_words="eight minutes",
            why=("Two of your people point to it",),
            excerpt="The survey said everyone was happy. The wards said nothing had changed. "
            "Both were telling the truth…",
            state="kept",
            state_words="Kept for later",
            acts=_acts("Put it back"),
        ),
        _post(
            3,
            "Forked carrots: what stony ground is telling you",
            "Graham",
            place="Todmorden",
            minutes_words="four minutes",
            why=("From another field altogether",),
            excerpt="You can sieve the whole bed, or you can grow something that likes stones…",
        ),
        _post(
            4,
            "Notes from a week without slides",
            "Wanjiru",
            state="passed",
            state_words="Passed on",
            acts=_acts("Bring it back"),
        ),
    ]


def rows() -> list[Row]:
    return [
        Row("Ingrid Halvorsen", "#", "Last heard from on Thursday, through her notebook"),
        Row(
            "The allotment society's news",
            "#",
            "Next look this afternoon; the last one found nothing new",
            "Followed for what Graham writes about soil.",
            (Act("Look now", "#"),),
        ),
    ]


def record() -> dict[str, Any]:
    return {
        "posts": posts(),
        "rows": rows(),
        "form": Sample(),
        "wrong": Sample({"wrong-zone": "Europe/Oslo"}, prefix="wrong"),
        "prose": "<p>We had planned four sessions. By the second it was plain that <em>nobody on a rota lives in "
        "weeks</em>, so we counted shifts instead.</p><h2>What we changed</h2><ul><li>the next one is written "
        "on the back of the last,</li><li>nobody is asked to remember a date.</li></ul><blockquote><p>It is "
        "the first course that knew when I sleep.</p></blockquote>",
    }


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return render_page(request, "styleguide.html", record())
