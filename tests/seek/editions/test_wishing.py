"""What a wish would change today, against the edition that is there."""

from datetime import timedelta

import pytest

from allotment.core.models import Owner
from allotment.seek.actions.editions import make_edition
from allotment.seek.actions.wishing import Changed, would_change
from tests.cast import NOON
from tests.network import follow, somebody, write

DAY = NOON.date()
VOICES = 30
"""So many that one edition cannot hold everybody, and a turn is followed by a rest."""


@pytest.fixture
def many(owner: Owner) -> None:
    for number in range(VOICES):
        source = follow(owner, "bean", somebody(owner, "bean", number, NOON), NOON).source
        for piece in range(2):
            write(source, "bean", piece, NOON)


@pytest.mark.usefixtures("many")
def test_who_had_a_turn_today_is_not_sent_to_rest_by_asking_what_would_change(owner: Owner) -> None:
    make_edition(owner=owner, day=DAY, now=NOON)
    assert would_change(owner=owner, day=DAY, now=NOON + timedelta(hours=1)) == Changed(coming=(), going=())


@pytest.mark.usefixtures("many")
def test_nor_are_those_who_had_turns_before(owner: Owner) -> None:
    for days in range(3, 0, -1):
        make_edition(owner=owner, day=DAY - timedelta(days=days), now=NOON - timedelta(days=days))
    make_edition(owner=owner, day=DAY, now=NOON)
    assert would_change(owner=owner, day=DAY, now=NOON + timedelta(hours=1)) == Changed(coming=(), going=())
