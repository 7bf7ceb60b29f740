"""Claiming something from experience, hearing others, thinking on."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from allotment.core.editing import EditedMeanwhile
from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.search.find import find
from allotment.core.search.query import parse
from allotment.core.search.rebuild import rebuild
from allotment.people.models import Moment, Person
from allotment.sense.actions.claiming import ClaimTooLong, Viewed, claim, hear, let_go, reclaim, take_back
from allotment.sense.actions.writing import NothingWritten
from allotment.sense.models import Claim, ClaimVersion, View
from allotment.sense.queries.claims import claim_of, claims_of
from allotment.sense.searchable import SEARCHABLES
from tests.cast import NOON
from tests.core.search import shelf

LATER = NOON + timedelta(days=1)


def put(owner: Owner, text: str = "Short handovers are better") -> Claim:
    return claim(owner=owner, text=text, now=NOON)


def found(owner: Owner, typed: str) -> list[tuple[str, int]]:
    return [(hit.kind, hit.id) for hit in find(owner, parse(typed)).hits]


def test_a_claim_has_words_and_not_too_many(alice: Owner) -> None:
    assert put(alice, "  In my\nexperience ").text == "In my experience"
    assert put(alice, "x" * 500).pk
    with pytest.raises(NothingWritten):
        put(alice, " \0")
    with pytest.raises(ClaimTooLong):
        put(alice, "x" * 501)


def test_what_stood_there_before_is_kept(alice: Owner) -> None:
    made = put(alice)
    reclaim(owner=alice, claim_id=made.pk, base=1, what_i_think="Not at night", now=LATER)
    reclaim(owner=alice, claim_id=made.pk, base=2, text="Calm handovers are better", now=LATER)
    record = claim_of(owner=alice, claim_id=made.pk)
    assert (record.text, record.what_i_think) == ("Calm handovers are better", "Not at night")
    assert [(each.text, each.what_i_think, each.at) for each in record.before] == [
        ("Short handovers are better", "Not at night", LATER),
        ("Short handovers are better", "", NOON),
    ]


def test_writing_the_same_again_is_no_history(alice: Owner) -> None:
    made = put(alice)
    reclaim(owner=alice, claim_id=made.pk, base=1, text=made.text, now=LATER)
    assert claim_of(owner=alice, claim_id=made.pk).before == ()


def test_of_two_tabs_the_second_is_told_and_nothing_is_lost(alice: Owner) -> None:
    made = put(alice)
    reclaim(owner=alice, claim_id=made.pk, base=1, what_i_think="One", now=LATER)
    with pytest.raises(EditedMeanwhile):
        reclaim(owner=alice, claim_id=made.pk, base=1, what_i_think="Two", now=LATER)
    assert claim_of(owner=alice, claim_id=made.pk).what_i_think == "One"
    assert ClaimVersion.objects.count() == 2


def test_a_view_is_a_moment_with_them_and_somebody_new_a_candidate(alice: Owner) -> None:
    made = put(alice)
    heard = hear(
        owner=alice, claim_id=made.pk, viewed=Viewed("differ", "Ours are long", "A ward", " Zoë  New "), now=NOON
    )
    zoe = Person.objects.get()
    assert (zoe.name, zoe.state) == ("Zoë New", Person.State.CANDIDATE)
    told = Moment.objects.get()
    assert (told.person, told.direction, told.kind, told.link) == (zoe, "with", "view", f"/claims/{made.pk}/")
    take_back(owner=alice, view_id=heard.pk)
    assert not Moment.objects.exists()
    assert not View.objects.exists()


def test_a_view_may_be_nobodys_in_particular(alice: Owner) -> None:
    made = put(alice)
    hear(owner=alice, claim_id=made.pk, viewed=Viewed("agree"), now=NOON)
    [heard] = claim_of(owner=alice, claim_id=made.pk).views
    assert (heard.person_id, heard.name) == (None, "")
    assert not Moment.objects.exists()


def test_the_name_stays_in_words_when_the_person_goes(alice: Owner) -> None:
    made = put(alice)
    hear(owner=alice, claim_id=made.pk, viewed=Viewed("depends", person="Ada"), now=NOON)
    Person.objects.all().delete()
    [heard] = claim_of(owner=alice, claim_id=made.pk).views
    assert (heard.person_id, heard.name) == (None, "Ada")


def test_letting_go_leaves_nothing(alice: Owner) -> None:
    made = put(alice)
    hear(owner=alice, claim_id=made.pk, viewed=Viewed("agree", person="Ada"), now=NOON)
    let_go(owner=alice, claim_id=made.pk)
    assert not any(model._base_manager.exists() for model in (Claim, ClaimVersion, View, Moment))
    assert found(alice, "handovers") == []


def test_the_list_says_which_nobody_else_has_seen_and_has_an_end(alice: Owner) -> None:
    made = [put(alice, f"Number {number}") for number in range(31)]
    hear(owner=alice, claim_id=made[30].pk, viewed=Viewed("agree"), now=NOON)
    lines, further = claims_of(owner=alice)
    assert [line.is_seen for line in lines] == [True] + [False] * 29
    rest, end = claims_of(owner=alice, before=further)
    assert ([line.id for line in rest], end) == ([made[0].pk], None)


def test_it_is_found_by_its_words_and_by_those_of_others_first_of_all(alice: Owner, bob: Owner) -> None:
    shelf.post(shelf.source("Notes", alice), "Handovers", "At night.")
    made = put(alice)
    hear(owner=alice, claim_id=made.pk, viewed=Viewed("differ", "Porters disagree"), now=NOON)
    assert [kind for kind, _id in found(alice, "handovers")] == ["claim", "post"]
    assert found(alice, "porters") == [("claim", made.pk)]
    reclaim(owner=alice, claim_id=made.pk, base=1, what_i_think="Owls know", now=LATER)
    assert found(alice, "owls") == [("claim", made.pk)]
    assert found(bob, "owls") == []
    rebuild(SEARCHABLES[0])
    assert found(alice, "owls porters") == [("claim", made.pk)]


def test_what_is_not_ones_own_is_not_there(alice: Owner, bob: Owner) -> None:
    made = put(alice)
    heard = hear(owner=alice, claim_id=made.pk, viewed=Viewed("agree"), now=NOON)
    with pytest.raises(NotFound):
        claim_of(owner=bob, claim_id=made.pk)
    with pytest.raises(NotFound):
        reclaim(owner=bob, claim_id=made.pk, base=1, text="Mine", now=NOON)
    with pytest.raises(NotFound):
        hear(owner=bob, claim_id=made.pk, viewed=Viewed("agree"), now=NOON)
    with pytest.raises(NotFound):
        take_back(owner=bob, view_id=heard.pk)
    with pytest.raises(NotFound):
        let_go(owner=bob, claim_id=made.pk)


class Thinking(TestCase):
    @given(st.lists(st.sampled_from(["", "Yes", "No", "It depends"]), max_size=6))
    def test_every_thought_one_ever_had_is_there_in_order(self, thoughts: list[str]) -> None:
        owner = Owner.objects.create_owner(name="thinker", password=None)
        made = put(owner)
        for base, thought in enumerate(thoughts, start=1):
            at = NOON + timedelta(hours=base)
            reclaim(owner=owner, claim_id=made.pk, base=base, what_i_think=thought, now=at)
        said = [""]
        for thought in thoughts:
            said += [thought] if thought != said[-1] else []
        record = claim_of(owner=owner, claim_id=made.pk)
        assert [record.what_i_think, *(each.what_i_think for each in record.before)] == said[::-1]
