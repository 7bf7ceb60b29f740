"""What the house does for itself at night."""

from datetime import UTC, datetime, timedelta

import pytest

from allotment.core.chores import all_chores, claim
from allotment.core.models import Upkeep
from allotment.core.upkeep import SEARCH
from allotment.seek.searchable import POSTS, document

pytestmark = pytest.mark.django_db


def test_the_search_index_is_tidied_once_a_night(noon: datetime) -> None:
    chore = next(chore for chore in all_chores() if chore.name == "tidy-search")
    for number in range(20):
        POSTS.add([document(number, 1, "en", "Tea", "", "slow")])
    ids = claim(chore, now=noon)
    assert ids
    chore.do(ids)
    assert claim(chore, now=noon) == []
    assert Upkeep.objects.get(name=SEARCH).due_at == datetime(2026, 11, 23, 3, tzinfo=UTC)
    assert claim(chore, now=noon + timedelta(days=1)) == ids
    assert len(POSTS.matching(["tea"], since_id=0, limit=99)["tea"]) == 20
