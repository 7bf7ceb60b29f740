"""Address books come in, line by line, and go back again."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import OperationalError

from allotment.core.chores import claim, release_the_dead, stopping
from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.search import Ask, Words
from allotment.networks.addresses import url_key
from allotment.networks.records import CardRecord
from allotment.people import chores
from allotment.people.actions import (
    ProfileToNote,
    add_person,
    importing,
    note_profile,
    put_in_fields,
    record_moment,
    welcome,
)
from allotment.people.actions.importing import NothingToUndo, agree, bring_in, carry_on, propose, undo_import
from allotment.people.importing.telling import import_lines, import_record
from allotment.people.models import Field, Import, ImportLine, Person, Profile
from allotment.people.searchable import PEOPLE
from tests.cast import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def cards(count: int, *, start: int = 0) -> list[CardRecord]:
    return [
        CardRecord(
            line=7 * number + 1,
            name=f"Person {number}",
            headline=f"Does {number}",
            place="Turin",
            emails=(f"person{number}@ada.example",),
            addresses=(f"https://person{number}.example/",),
            fields=("maths", f"field {number % 3}"),
        )
        for number in range(start, start + count)
    ]


def brought(owner: Owner, records: list[CardRecord]) -> Import:
    return bring_in(owner=owner, name="book.vcf", records=records, now=NOON, tell=None)


def undone(owner: Owner, made: Import) -> Counter[str]:
    undo_import(owner=owner, import_id=made.pk, now=LATER)
    carry_on([made.pk], now=LATER)
    assert import_record(owner=owner, import_id=made.pk).state == "undone"
    return outcomes(owner, made)


def outcomes(owner: Owner, made: Import) -> Counter[str]:
    return Counter(line.outcome for line in import_lines(owner=owner, import_id=made.pk))


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Everything of people but imports, ids and versions."""
    return {
        model.__name__: sorted(
            model._base_manager.values_list(
                *(field.attname for field in model._meta.fields if field.name not in {"id", "version"})
            )
        )
        for model in apps.get_app_config("people").get_models(include_auto_created=True)
        if model not in {Import, ImportLine}
    }


def test_everybody_comes_in_as_a_candidate_with_all_that_is_said(alice: Owner) -> None:
    made = brought(alice, cards(3))
    person = Person.objects.get(name="Person 1")
    assert (person.state, person.headline, person.place) == ("candidate", "Does 1", "Turin")
    assert [(each.kind, each.address) for each in person.profiles.all()] == [
        ("email", "mailto:person1@ada.example"),
        ("website", "https://person1.example/"),
    ]
    assert {field.name for field in person.fields.all()} == {"maths", "field 1"}
    assert PEOPLE.newest(Ask(every=((Words("person1"),),)), limit=9) == [person.pk]
    record = import_record(owner=alice, import_id=made.pk)
    assert (record.state, record.counts, record.done) == ("done", {"added": 3}, 3)


def test_the_same_book_again_adds_nobody(alice: Owner) -> None:
    brought(alice, cards(600))
    before = rows()
    assert outcomes(alice, brought(alice, cards(600))) == {"known": 600}
    assert rows() == before


def test_another_owners_people_are_not_recognised(alice: Owner, bob: Owner) -> None:
    brought(alice, cards(2))
    assert outcomes(bob, brought(bob, cards(2))) == {"added": 2}
    assert Person.objects.count() == 4


def test_what_is_known_stays_and_what_is_missing_is_filled_in(alice: Owner) -> None:
    address = "mailto:person0@ada.example"
    mail = ProfileToNote("email", address, url_key(address), "person0@ada.example")
    known = add_person(owner=alice, name="Zero", headline="As I say", now=NOON, profiles=[mail])
    assert outcomes(alice, brought(alice, cards(1))) == {"filled": 1}
    known.refresh_from_db()
    assert (known.name, known.headline, known.place) == ("Zero", "As I say", "Turin")
    assert PEOPLE.newest(Ask(every=((Words("turin"),),)), limit=9) == [known.pk]


def test_fields_keep_the_owners_spelling(alice: Owner) -> None:
    Field.objects.create(owner=alice, name="Maths")
    brought(alice, cards(2))
    assert Field.objects.filter(name__iexact="maths").count() == 1


def test_looking_through_writes_nothing_and_says_the_same(alice: Owner) -> None:
    records = [*cards(3), *cards(2), CardRecord(99, "Club", fault="group")]
    brought(alice, cards(1))
    before = rows()
    said = [intent.outcome for intent in importing.look_through(owner=alice, records=records)]
    assert rows() == before
    made = brought(alice, records)
    assert said == [line.outcome for line in import_lines(owner=alice, import_id=made.pk)]
    assert said == ["known", "added", "added", "known", "known", "failed"]


def test_nothing_comes_in_before_it_is_agreed_to(alice: Owner) -> None:
    made = propose(owner=alice, name="book.vcf", records=cards(2), now=NOON)
    assert Person.objects.count() == 0
    assert claim(chores.CHORES[0], now=LATER) == []
    agree(owner=alice, import_id=made.pk, now=NOON)
    ids = claim(chores.CHORES[0], now=LATER)
    assert ids == [made.pk]
    carry_on(ids, now=LATER)
    agree(owner=alice, import_id=made.pk, now=LATER)
    assert claim(chores.CHORES[0], now=LATER) == []
    assert Person.objects.count() == 2


def test_a_later_preview_takes_the_place_of_one_not_agreed_to(alice: Owner, bob: Owner) -> None:
    first = propose(owner=alice, name="one", records=cards(1), now=NOON)
    others = propose(owner=bob, name="his", records=cards(1), now=NOON)
    second = propose(owner=alice, name="two", records=cards(1), now=NOON)
    assert set(Import.objects.values_list("pk", flat=True)) == {others.pk, second.pk} - {first.pk}


def test_somebody_elses_import_is_not_there(alice: Owner, bob: Owner) -> None:
    made = brought(alice, cards(1))
    for act in (agree, undo_import):
        with pytest.raises(NotFound):
            act(owner=bob, import_id=made.pk, now=NOON)
    with pytest.raises(NotFound):
        import_record(owner=bob, import_id=made.pk)
    assert import_lines(owner=bob, import_id=made.pk) == []


def test_asked_to_end_it_stops_between_two_steps_and_goes_on_later(
    alice: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    made = agree(owner=alice, import_id=propose(owner=alice, name="", records=cards(5), now=NOON).pk, now=NOON)
    steps = []
    step = importing.step

    def once(one: Import, *, now: datetime) -> None:
        step(one, now=now)
        steps.append(one.done)
        stopping.set()

    monkeypatch.setattr(importing, "step", once)
    try:
        carry_on([made.pk], now=NOON)
    finally:
        stopping.clear()
    assert (steps, Person.objects.count()) == ([2], 2)
    monkeypatch.setattr(importing, "step", step)
    carry_on(claim(chores.CHORES[0], now=LATER), now=LATER)
    assert Person.objects.count() == 5
    assert outcomes(alice, made) == {"added": 5}


def test_what_a_killed_command_left_is_due_for_the_worker(alice: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 2)

    def killed(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(owner=alice, name="", records=cards(5), now=NOON, tell=killed)
    assert Person.objects.count() == 2
    assert claim(chores.CHORES[0], now=NOON) == []
    Import.objects.update(lease_holder=Import.objects.get().lease_holder[:-1] + "x")
    release_the_dead(now=NOON)
    carry_on(claim(chores.CHORES[0], now=NOON), now=NOON)
    assert Person.objects.count() == 5


def test_a_step_that_fails_leaves_nothing_of_it(alice: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OperationalError("database or disk is full")

    made = agree(owner=alice, import_id=propose(owner=alice, name="", records=cards(3), now=NOON).pk, now=NOON)
    with monkeypatch.context() as broken:
        broken.setattr(importing, "update_rows", full)
        with pytest.raises(OperationalError):
            carry_on([made.pk], now=NOON)
    assert Person.objects.count() == 0
    carry_on([made.pk], now=NOON)
    assert Person.objects.count() == 3


def test_an_undone_import_leaves_everything_as_it_was(alice: Owner) -> None:
    add_person(owner=alice, name="Person 0", now=NOON, fields=["maths"])
    add_person(owner=alice, name="Somebody else", now=NOON)
    before = rows()
    made = brought(alice, [*cards(700), *cards(3)])
    assert outcomes(alice, made)["filled"] == 1
    assert undone(alice, made) == {"back": 700, "known": 3}
    assert rows() == before
    assert PEOPLE.newest(Ask(every=((Words("turin"),),)), limit=9) == []


def use(owner: Owner, person: Person, how: str) -> None:
    """One of the things that say that somebody is there to stay."""
    if how == "edited":
        Person.objects.filter(pk=person.pk).update(headline="My own words")
    elif how == "welcomed":
        welcome(owner=owner, person_id=person.pk, now=LATER)
    elif how == "met":
        record_moment(owner=owner, person=person, direction="with", kind="met", at=LATER)
    elif how == "found elsewhere":
        note_profile(owner=owner, person=person, profile=ProfileToNote("feed", "https://x.example/feed", 1))
    elif how == "sorted":
        put_in_fields(owner=owner, person=person, names=["jazz"])
    else:
        brought(owner, cards(1))


@pytest.mark.parametrize("how", ["edited", "welcomed", "met", "found elsewhere", "sorted", "in another book"])
def test_who_was_changed_or_used_since_stays_as_they_are(alice: Owner, how: str) -> None:
    made = brought(alice, cards(3))
    use(alice, Person.objects.get(name="Person 0"), how)
    assert undone(alice, made) == {"back": 2, "stays": 1}
    person = Person.objects.get()
    assert person.name == "Person 0"
    assert person.place == "Turin"
    assert person.profiles.filter(kind="email").exists()
    assert [line.person_id for line in import_lines(owner=alice, import_id=made.pk)] == [person.pk, None, None]


def test_what_was_filled_in_and_then_changed_stays(alice: Owner) -> None:
    known = add_person(owner=alice, name="Person 0", now=NOON)
    made = brought(alice, cards(1))
    Person.objects.filter(pk=known.pk).update(place="Oslo")
    assert undone(alice, made) == {"stays": 1}
    known.refresh_from_db()
    assert (known.place, known.headline) == ("Oslo", "")
    assert not Profile.objects.exists()


def test_only_what_is_done_can_be_undone_and_only_once(alice: Owner) -> None:
    made = propose(owner=alice, name="", records=cards(1), now=NOON)
    with pytest.raises(NothingToUndo):
        undo_import(owner=alice, import_id=made.pk, now=NOON)
    agree(owner=alice, import_id=made.pk, now=NOON)
    carry_on([made.pk], now=NOON)
    undone(alice, made)
    with pytest.raises(NothingToUndo):
        undo_import(owner=alice, import_id=made.pk, now=NOON)


def test_somebody_who_was_removed_meanwhile_is_no_trouble(alice: Owner) -> None:
    made = brought(alice, cards(2))
    Person.objects.filter(name="Person 0").delete()
    assert undone(alice, made) == {"back": 2}
