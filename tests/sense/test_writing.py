"""Writing a reflection, changing it, letting go of it."""

from datetime import timedelta
from typing import Any

import pytest

from allotment.core.editing import EditedMeanwhile
from allotment.core.errors import NotFound
from allotment.core.markdown import LONGEST
from allotment.core.models import Owner
from allotment.core.search.find import find
from allotment.core.search.query import parse
from allotment.networks.addresses import url_key
from allotment.people.actions import add_person
from allotment.people.models import Moment, Person
from allotment.seek.fetching.moving import move
from allotment.seek.models import Question
from allotment.sense.actions.keeping import keep_after_all, keep_link, keep_post
from allotment.sense.actions.keeping import let_go as let_go_of_what_was_kept
from allotment.sense.actions.writing import NothingWritten, TooLong, let_go, rewrite, turn, write
from allotment.sense.models import Mention, Named, Reflection, Resource
from allotment.sense.queries.reflections import (
    reflection_of,
    reflections_about_person,
    reflections_about_post,
    reflections_about_resource,
    reflections_of,
)
from allotment.sense.records import About, Written
from tests.cast import NOON
from tests.core.search import shelf

LATER = NOON + timedelta(days=1)


def put(owner: Owner, text: str, *, title: str = "", **more: Any) -> Reflection:
    return write(owner=owner, written=Written(text=text, title=title, **more), now=NOON)


def found(owner: Owner, typed: str) -> list[str]:
    return [hit.title for hit in find(owner, parse(typed)).hits]


def test_one_word_is_enough(alice: Owner) -> None:
    kept = put(alice, "Kettles")
    assert (str(kept), kept.state, kept.version) == ("Kettles", "messy", 1)


@pytest.mark.parametrize("field", ["title", "text", "so_what", "now_what", "unsure"])
def test_any_prompt_may_stay_empty_but_not_all(field: str, alice: Owner) -> None:
    empty: dict[str, Any] = {field: " \n"}
    some: dict[str, Any] = {field: "A word"}
    assert write(owner=alice, written=Written(**some), now=NOON).pk
    with pytest.raises(NothingWritten):
        write(owner=alice, written=Written(**empty), now=NOON)


def test_what_is_too_long_is_refused_whole(alice: Owner) -> None:
    with pytest.raises(TooLong):
        put(alice, "a" * (LONGEST + 1))
    assert not Reflection.objects.exists()


def test_it_is_about_what_is_the_owners_and_nothing_else(alice: Owner, bob: Owner) -> None:
    post = shelf.post(shelf.source("Notes", alice), "Slow tea", "Patience.")
    theirs = shelf.post(shelf.source("Others", bob), "Fast tea", "Haste.")
    ada, bobs = shelf.person(alice, "Ada"), shelf.person(bob, "Ben")
    question = Question.objects.create(owner=alice, text="Why?", opened_on=NOON, ends_on=NOON)
    about = [About("post", post.pk), About("post", theirs.pk), About("person", ada.pk), About("person", bobs.pk)]
    kept = put(alice, "Tea", about=(*about, About("question", question.pk), About("question", 99)), people=("Zed",))
    record = reflection_of(owner=alice, reflection_id=kept.pk)
    assert [line.name for line in record.about] == ["Ada", "Zed", "Slow tea", "Why?"]
    assert [line.id for line in reflections_about_post(owner=alice, post_id=post.pk)] == [kept.pk]
    assert [line.id for line in reflections_about_person(owner=alice, person_id=ada.pk)] == [kept.pk]
    assert reflections_about_post(owner=bob, post_id=post.pk) == []


def test_writing_on_keeps_what_it_is_about_and_drops_what_is_not_named(alice: Owner) -> None:
    ada, ben = shelf.person(alice, "Ada"), shelf.person(alice, "Ben")
    kept = put(alice, "Tea", about=(About("person", ada.pk), About("person", ben.pk)))
    before = Mention.objects.get(person=ada).pk
    written = Written(text="Tea", about=(About("person", ada.pk),))
    rewrite(owner=alice, reflection_id=kept.pk, base=1, written=written, now=LATER)
    assert [(each.pk, each.person) for each in kept.mentions.all()] == [(before, ada)]


def test_what_was_kept_is_made_sense_of_by_words_about_it_and_by_nothing_else(alice: Owner, bob: Owner) -> None:
    post = shelf.post(shelf.source("Notes", alice, bob), "Slow tea", "Patience.")
    piece = keep_post(owner=alice, post_id=post.pk, now=NOON).resource
    link = keep_link(owner=alice, address="https://tea.example/", now=NOON).resource
    put(bob, "His words", about=(About("post", post.pk), About("resource", link.pk)))

    def states() -> list[str]:
        return list(Resource.objects.order_by("pk").values_list("state", flat=True))

    assert states() == ["kept", "kept"]
    kept = put(alice, "Mine", about=(About("post", post.pk), About("resource", link.pk)))
    assert states() == ["sensed", "sensed"]
    record = reflection_of(owner=alice, reflection_id=kept.pk)
    assert [line.name for line in record.about] == ["Slow tea", "tea.example"]
    assert [line.id for line in reflections_about_resource(owner=alice, resource_id=link.pk)] == [kept.pk]
    written = Written(text="Mine", about=(About("post", post.pk),))
    rewrite(owner=alice, reflection_id=kept.pk, base=1, written=written, now=LATER)
    assert states() == ["sensed", "kept"]
    let_go_of_what_was_kept(owner=alice, resource_id=piece.pk, now=LATER)
    keep_after_all(owner=alice, resource_id=piece.pk, now=LATER)
    assert states() == ["sensed", "kept"]
    let_go(owner=alice, reflection_id=kept.pk, now=LATER)
    assert states() == ["kept", "kept"]


def test_a_credit_is_a_moment_and_somebody_new_a_candidate(alice: Owner) -> None:
    ada = add_person(owner=alice, name="Ada", now=NOON, state=Person.State.NETWORK)
    add_person(owner=alice, name="ada", now=NOON)
    kept = put(alice, "Tea", title="On tea", credits={"from": (" ADA ",), "role": ("Ada", "Zoë New")})
    zoe = Person.objects.get(name="Zoë New")
    assert zoe.state == Person.State.CANDIDATE
    told = {(each.person, each.direction, each.kind, each.words, each.link) for each in Moment.objects.all()}
    link = f"/reflections/{kept.pk}/"
    assert told == {
        (ada, "from", "learned", "On tea", link),
        (ada, "from", "example", "On tea", link),
        (zoe, "from", "example", "On tea", link),
    }


def test_a_credit_that_is_taken_back_is_no_moment_any_more(alice: Owner) -> None:
    kept = put(alice, "Tea", credits={"with": ("Ada", "Ben")})
    written = Written(text="Tea", credits={"with": ("Ben",)})
    rewrite(owner=alice, reflection_id=kept.pk, base=1, written=written, now=LATER)
    assert [moment.person.name for moment in Moment.objects.all()] == ["Ben"]
    assert Moment.objects.get().at == NOON


def test_of_two_people_with_one_name_the_one_who_was_credited_stays(alice: Owner) -> None:
    put(alice, "Tea", credits={"from": ("Ada",)})
    credited = Person.objects.get()
    add_person(owner=alice, name="Ada", now=NOON, state=Person.State.NETWORK)
    written = Written(text="More tea", credits={"from": ("Ada",)})
    rewrite(owner=alice, reflection_id=Reflection.objects.get().pk, base=1, written=written, now=LATER)
    assert [moment.person for moment in Moment.objects.all()] == [credited]


def test_names_lead_to_reflections_written_before_and_after(alice: Owner, bob: Owner) -> None:
    put(bob, "Theirs", title="On tea")
    first = put(alice, "See [[on TEA]] and [[Later]]", title="First")
    tea = put(alice, "Tea", title="On tea")
    later = put(alice, "Late, see [[First]]", title="Later")
    record = reflection_of(owner=alice, reflection_id=first.pk)
    assert record.leads_to == {"on tea": tea.pk, "later": later.pk}
    assert [line.id for line in record.named_by] == [later.pk]


def test_another_title_leads_nobody_astray(alice: Owner) -> None:
    tea = put(alice, "Tea", title="On tea")
    first = put(alice, "See [[On tea]]", title="First")
    rewrite(owner=alice, reflection_id=tea.pk, base=1, written=Written(text="Tea", title="On slow tea"), now=LATER)
    rewrite(owner=alice, reflection_id=first.pk, base=1, written=Written(text="Do see [[On tea]]"), now=LATER)
    assert reflection_of(owner=alice, reflection_id=first.pk).leads_to == {"on tea": tea.pk}


def test_a_name_outlives_what_it_led_to(alice: Owner) -> None:
    tea = put(alice, "Tea", title="On tea")
    first = put(alice, "See [[On tea]]")
    let_go(owner=alice, reflection_id=tea.pk, now=LATER)
    assert Named.objects.get(reflection=first).to is None
    again = put(alice, "Tea once more", title="On tea")
    assert reflection_of(owner=alice, reflection_id=first.pk).leads_to == {"on tea": again.pk}


def test_the_second_of_two_tabs_changes_nothing(alice: Owner) -> None:
    kept = put(alice, "Tea", credits={"from": ("Ada",)})
    rewrite(owner=alice, reflection_id=kept.pk, base=1, written=Written(text="Slow tea"), now=LATER)
    written = Written(text="Fast tea [[x]]", credits={"from": ("Ben",)})
    with pytest.raises(EditedMeanwhile):
        rewrite(owner=alice, reflection_id=kept.pk, base=1, written=written, now=LATER)
    assert found(alice, "slow") == ["Slow tea"]
    assert found(alice, "fast") == []
    assert not Person.objects.filter(name="Ben").exists()


def test_who_lets_go_of_it_finds_nothing_of_it(alice: Owner) -> None:
    kept = put(alice, "Tea", credits={"from": ("Ada",)})
    let_go(owner=alice, reflection_id=kept.pk, now=LATER)
    assert found(alice, "tea") == []
    assert not Moment.objects.exists()


def test_what_is_somebody_elses_cannot_be_touched(alice: Owner, bob: Owner) -> None:
    kept = put(alice, "Tea")
    with pytest.raises(NotFound):
        rewrite(owner=bob, reflection_id=kept.pk, base=1, written=Written(text="Mine"), now=LATER)
    with pytest.raises(NotFound):
        turn(owner=bob, reflection_id=kept.pk, state="settled", now=LATER)
    with pytest.raises(NotFound):
        let_go(owner=bob, reflection_id=kept.pk, now=LATER)


def test_tending_brings_it_to_the_front_and_is_no_new_version(alice: Owner) -> None:
    first, second = put(alice, "One"), put(alice, "Two")
    turn(owner=alice, reflection_id=first.pk, state="settled", now=LATER)
    lines, further = reflections_of(owner=alice)
    assert ([line.id for line in lines], further) == ([first.pk, second.pk], None)
    assert [line.id for line in reflections_of(owner=alice, state="settled")[0]] == [first.pk]
    assert Reflection.objects.get(pk=first.pk).version == 1


def test_the_list_goes_on_without_a_gap(alice: Owner) -> None:
    written = [put(alice, f"Piece {number}").pk for number in range(65)]
    seen, place = [], None
    while True:
        lines, place = reflections_of(owner=alice, before=place)
        seen += [line.id for line in lines]
        if place is None:
            break
    assert seen == written[::-1]


def test_a_piece_that_was_there_twice_keeps_what_was_made_of_it(alice: Owner) -> None:
    old, new = shelf.source("Old", alice), shelf.source("New", alice)
    twin, kept = shelf.post(old, "Slow tea", "Patience."), shelf.post(new, "Slow tea", "Patience.")
    put(alice, "Tea", about=(About("post", twin.pk),))
    new.address_key = url_key(new.address)
    new.save()
    move(old.pk, new.address, now=NOON)
    assert [mention.post_id for mention in Mention.objects.all()] == [kept.pk]
