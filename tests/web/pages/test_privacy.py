"""Nobody's page holds anything of somebody else's, and looking changes nothing."""

from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from django.apps import apps
from django.db.models import CharField, ForeignKey, Model, QuerySet, TextField
from django.test import Client

from allotment.core.models import Owner, Picture, Session, Token
from allotment.people.models import Field, Import, Moment, Person, Profile
from allotment.seek.models import FollowBatch, FollowRequest, MutedWord, Preferences, Question
from allotment.sense.models import Claim, Reflection, Resource, Tag, Use
from tests.network import Network
from tests.web.pages.conftest import browser_of
from tests.web.pages.routes import FILES, OPEN, SEEN, Route

OURS = [model for label in ("core", "people", "seek", "sense") for model in apps.get_app_config(label).get_models()]
WORDED = (
    Claim,
    Field,
    FollowBatch,
    FollowRequest,
    Import,
    Moment,
    MutedWord,
    Person,
    Picture,
    Preferences,
    Profile,
    Question,
    Reflection,
    Resource,
    Session,
    Tag,
    Token,
    Use,
)
"""Private rows that hold words somebody could read."""
TOLD_BY_OTHERS = {
    "Depth",
    "Suggestion",
    "Tending",
    "PrivateNote",
    "Edition",
    "EditionItem",
    "Follow",
    "PostState",
    "Quiet",
}
"""Private rows that are shown by the words of what they point to, or whose own are sealed."""
TYPED = ["kettle", "person", "from:bryony", "source:bryony", "quillwort OR bryony", "bryony", "bry*", "quillwort"]


def rows_of(model: type[Model], owner: Owner) -> QuerySet[Any]:
    rows = model._base_manager.all()
    return rows.filter(batch__owner=owner) if model is FollowRequest else rows.filter(owner=owner)


def is_private(model: type[Model]) -> bool:
    return any(isinstance(field, ForeignKey) and field.related_model is Owner for field in model._meta.fields)


def test_every_private_kind_of_row_is_thought_of() -> None:
    private = {model.__name__ for model in OURS if is_private(model)}
    assert private | {"EditionItem", "FollowRequest"} == {model.__name__ for model in WORDED} | TOLD_BY_OTHERS


@pytest.mark.parametrize("model", WORDED, ids=lambda model: model.__name__)
def test_every_private_row_of_the_tests_bears_its_owners_mark(model: type[Model], alices: Network) -> None:
    browser_of(alices)
    names = [field.attname for field in model._meta.fields if isinstance(field, (CharField, TextField))]
    rows = list(rows_of(model, alices.owner).values_list(*names))
    assert rows
    assert [row for row in rows if alices.mark not in " ".join(map(str, row))] == []


@pytest.mark.parametrize("route", [*SEEN, *FILES, *OPEN], ids=lambda route: route.name)
def test_no_page_holds_anything_of_somebody_elses(route: Route, alices: Network, bobs: Network) -> None:
    for mine, theirs in ((alices, bobs), (bobs, alices)):
        page = browser_of(mine).get(route.address(mine)).content.decode(errors="replace")
        assert theirs.mark not in page


@pytest.mark.parametrize("route", [route for route in SEEN if route.is_private], ids=lambda route: route.name)
def test_a_page_about_something_of_ones_own_holds_it(route: Route, alices: Network) -> None:
    assert alices.mark in browser_of(alices).get(route.address(alices)).content.decode()


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("path", ["/search/", "/people/", "/people/perhaps/", "/sources/"])
def test_no_question_brings_up_anything_of_somebody_elses(
    path: str, typed: str, alices: Network, bobs: Network
) -> None:
    page = browser_of(alices).get(path, {"q": typed}).content.decode()
    for said_again in (typed, quote(typed), quote_plus(typed)):
        page = page.replace(said_again, "")
    assert bobs.mark not in page


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows, but when a browser was seen."""
    seen = {"last_seen_at", "browser", "signed_in_at"}
    return {
        model.__name__: sorted(
            (
                model._base_manager.values_list(
                    *(field.attname for field in model._meta.fields if field.attname not in seen)
                )
            ),
            key=repr,
        )
        for model in OURS
    }


@pytest.mark.parametrize("route", [*SEEN, *FILES, *OPEN], ids=lambda route: route.name)
def test_looking_changes_nothing(route: Route, alices: Network) -> None:
    browser = browser_of(alices)
    before = everything()
    browser.get(route.address(alices))
    browser.get(route.address(alices), headers={"HX-Request": "true"})
    assert everything() == before


def test_the_first_look_at_a_day_makes_its_edition_once(alices: Network) -> None:
    alices.edition.delete()
    browser = browser_of(alices)
    browser.get("/")
    before = everything()
    assert len(before["Edition"]) == 2
    browser.get("/")
    assert everything() == before


def test_what_two_owners_both_follow_shows_each_their_own_words(alices: Network, bobs: Network) -> None:
    shared = alices.follows[0]
    bobs_follow = bobs.follows[0]
    bobs_follow.source = shared.source
    bobs_follow.save(update_fields=["source"])
    page = browser_of(bobs).get(f"/sources/{shared.source_id}/").content.decode()
    assert bobs_follow.why in page
    assert shared.why not in page
    assert f"/people/{alices.person.pk}/" not in page
    assert str(alices.questions[0].text) not in page


def test_a_session_that_ended_sees_nothing(alices: Network) -> None:
    browser = browser_of(alices)
    Session.objects.filter(owner=alices.owner).delete()
    assert alices.mark not in browser.get("/", follow=True).content.decode()


def test_an_owner_who_may_not_come_in_any_more_sees_nothing(alices: Network, as_nobody: Client) -> None:
    browser = browser_of(alices)
    Owner.objects.filter(pk=alices.owner.pk).update(is_active=False)
    assert browser.get("/").status_code == 302
