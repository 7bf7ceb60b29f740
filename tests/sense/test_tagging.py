"""Under which words and for which questions a thing is kept, and what it brought."""

from http import HTTPStatus

import pytest
from django.test import Client

from allotment.core.models import Owner
from allotment.core.search.find import find
from allotment.core.search.query import parse
from allotment.people.actions import add_person
from allotment.people.models import Moment, Person
from allotment.sense.actions.describing import About, describe_resource, remove_resource
from allotment.sense.actions.keeping import keep_thought
from allotment.sense.actions.tagging import tags_in_line
from allotment.sense.models import Resource, Tag
from tests.cast import NOON
from tests.network import ask


@pytest.fixture
def thought(alice: Owner) -> Resource:
    return keep_thought(owner=alice, words="Kettles teach patience", now=NOON).resource


def describe(resource: Resource, about: About) -> None:
    now = Resource.objects.get(pk=resource.pk)
    describe_resource(owner=now.owner, resource_id=now.pk, base=now.version, about=about, now=NOON)


def test_tags_are_words_with_commas_between() -> None:
    assert tags_in_line(" Jazz,#handover , slow  tea,, jazz,Jazz") == ("Jazz", "handover", "slow tea", "jazz")


def test_a_tag_is_the_same_whatever_its_capitals_and_accents(thought: Resource, alice: Owner) -> None:
    other = keep_thought(owner=alice, words="Tea", now=NOON).resource
    describe(thought, About(words="Tea", tags=("Café",)))
    describe(other, About(words="Tea", tags=("cafe", "jazz")))
    assert list(Tag.objects.values_list("name", flat=True)) == ["Café", "jazz"]
    assert [tag.name for tag in other.tags.all()] == ["Café", "jazz"]


def test_a_word_that_nothing_is_kept_under_is_forgotten(thought: Resource, alice: Owner) -> None:
    describe(thought, About(words="Tea", tags=("jazz", "tea")))
    describe(thought, About(words="Tea", tags=("tea",)))
    assert [tag.name for tag in Tag.objects.all()] == ["tea"]
    remove_resource(owner=alice, resource_id=thought.pk)
    assert not Tag.objects.exists()


def test_what_is_kept_is_found_by_its_tags(thought: Resource, alice: Owner) -> None:
    describe(thought, About(words="Tea", tags=("handover",)))
    assert [hit.id for hit in find(alice, parse("handover")).hits] == [thought.pk]


def test_another_owners_questions_and_unknown_benefits_are_passed_over(
    thought: Resource, alice: Owner, bob: Owner
) -> None:
    mine, theirs = ask(alice, "quillwort", NOON.date())[0], ask(bob, "bryony", NOON.date())[0]
    about = About(words="Tea", questions=(mine.pk, theirs.pk), benefits=("test", "gold", "new"))
    describe(thought, about)
    thought.refresh_from_db()
    assert [question.pk for question in thought.questions.all()] == [mine.pk]
    assert thought.benefits == ["new", "test"]


def test_a_page_shows_tags_questions_and_benefits_and_leads_on(
    thought: Resource, alice: Owner, as_alice: Client, as_bob: Client
) -> None:
    question = ask(alice, "quillwort", NOON.date())[0]
    form = {
        "version": "1",
        "words": "Kettles teach patience",
        "tags": "handover, tea",
        "questions": [str(question.pk)],
        "benefits": ["exchange", "test"],
    }
    assert as_alice.post(f"/library/{thought.pk}/edit/", form).status_code == HTTPStatus.SEE_OTHER
    page = as_alice.get(f"/library/{thought.pk}/").content.decode()
    assert "An exchange of ideas and a test of my experience" in page
    assert question.text in page
    tag = Tag.objects.get(name="handover")
    assert f'<a href="/kept/under/{tag.pk}/">handover</a>' in page
    assert "Kettles teach patience" in as_alice.get(f"/kept/under/{tag.pk}/").content.decode()
    assert as_bob.get(f"/kept/under/{tag.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_the_second_of_two_windows_is_told_and_shown_both(thought: Resource, as_alice: Client) -> None:
    def form(words: str) -> dict[str, str]:
        return {"version": "1", "words": words, "initial-words": "Kettles teach patience", "tags": "tea"}

    assert as_alice.post(f"/library/{thought.pk}/edit/", form("Green tea")).status_code == HTTPStatus.SEE_OTHER
    answer = as_alice.post(f"/library/{thought.pk}/edit/", form("Black tea"), now=NOON)
    assert answer.status_code == HTTPStatus.CONFLICT
    page = answer.content.decode()
    assert "Green tea" in page
    assert "Black tea</textarea>" in page
    assert 'name="version" value="2"' in page


def test_a_credit_is_a_moment_with_somebody_until_it_is_taken_back(thought: Resource, alice: Owner) -> None:
    ada = add_person(owner=alice, name="Ada", now=NOON)
    describe(thought, About(words="Tea", credits={"from": ("ada",), "with": ("Mei",), "role": ("Ada",)}))
    assert sorted((each.kind, each.person.name) for each in thought.credits.all()) == [
        ("from", "Ada"),
        ("role", "Ada"),
        ("with", "Mei"),
    ]
    assert Person.objects.get(name="Mei").state == "candidate"
    told = Moment.objects.filter(person=ada).order_by("kind").values_list("direction", "kind", "link")
    assert list(told) == [
        ("from", "example", f"/library/{thought.pk}/"),
        ("from", "learned", f"/library/{thought.pk}/"),
    ]
    describe(thought, About(words="Tea", credits={"from": ("Ada",)}))
    assert [moment.kind for moment in Moment.objects.all()] == ["learned"]
    remove_resource(owner=alice, resource_id=thought.pk)
    assert not Moment.objects.exists()
    assert Person.objects.count() == 2


def test_a_page_names_whom_it_was_learned_from(thought: Resource, alice: Owner, as_alice: Client) -> None:
    form = {"version": "1", "words": "Tea", "learned_from": "Ada, Mei", "role_models": "Ada"}
    assert as_alice.post(f"/library/{thought.pk}/edit/", form).status_code == HTTPStatus.SEE_OTHER
    page = as_alice.get(f"/library/{thought.pk}/").content.decode()
    ada, mei = (Person.objects.get(name=name).pk for name in ("Ada", "Mei"))
    assert f'Learned from <b><a href="/people/{ada}/">Ada</a></b> and <b><a href="/people/{mei}/">Mei</a></b>' in page
    assert f'After the example of <b><a href="/people/{ada}/">Ada</a></b>' in page
    assert 'value="Ada, Mei"' in as_alice.get(f"/library/{thought.pk}/edit/").content.decode()
