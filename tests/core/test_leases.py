import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from allotment.core.chores import release_the_dead
from allotment.core.leases import has_died, this_process
from allotment.seek.models import Source

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ASK = "from allotment.core.leases import this_process; print(this_process())"


@pytest.fixture(scope="module")
def dead() -> str:
    """What a process that has ended called itself."""
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_process_that_runs_has_not_died() -> None:
    assert not has_died(this_process())


def test_a_process_that_ended_has_died(dead: str) -> None:
    assert has_died(dead)


def test_another_process_under_the_same_number_is_not_it() -> None:
    assert has_died(f"{socket.gethostname()[:40]}:{os.getpid()}:12345")


@pytest.mark.parametrize("holder", ["elsewhere.example:1:1", "", "nonsense"])
def test_of_other_machines_nothing_is_known(holder: str) -> None:
    assert not has_died(holder)


@pytest.mark.django_db
def test_what_the_dead_held_is_due_again_and_what_the_living_hold_is_not(dead: str) -> None:
    for number, holder in enumerate([dead, this_process()]):
        Source.objects.create(
            kind="feed",
            address=f"https://{number}.example/",
            address_key=number,
            lease_until=NOW + timedelta(minutes=5),
            lease_holder=holder,
        )
    assert release_the_dead(now=NOW) == 1
    assert list(Source.objects.order_by("pk").values_list("lease_until", flat=True)) == [
        None,
        NOW + timedelta(minutes=5),
    ]
