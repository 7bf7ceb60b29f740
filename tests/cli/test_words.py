"""What is typed and shown: scripts, encodings, odd bytes."""

from datetime import timedelta

import pytest
import time_machine

from allotment.core.models import Owner
from allotment.seek.models import Preferences
from tests.cast import NOON
from tests.cli.conftest import Ask


@pytest.mark.parametrize("name", ["Ναυσικά", "さち子", "מירה", "мира.п", "ann-b_2"])
def test_owners_have_names_in_any_script(ask: Ask, name: str) -> None:
    assert ask("owner", "add", name, "--json").json["name"] == name
    assert ask("--owner", name, "today").code == 0


@pytest.mark.parametrize("name", ["two words", "", "a/b", "a\nb", "x" * 61])
def test_a_name_that_would_not_do_is_refused_in_a_sentence(ask: Ask, name: str) -> None:
    done = ask("owner", "add", name, "--json")
    assert (done.code, done.json["error"]["code"]) == (1, "not_an_owner")
    assert not Owner.objects.exists()


def test_a_name_is_taken_once(ask: Ask, alice: Owner) -> None:
    assert ask("owner", "add", "alice", "--json").json["error"]["code"] == "owner_exists"


@pytest.mark.parametrize(("password", "code"), [("a kettle, two cups", 0), ("password", 1), ("short", 1), ("", 1)])
def test_a_password_is_read_from_standard_input(ask: Ask, password: str, code: int) -> None:
    done = ask("owner", "add", "me", "--password-stdin", said=f"{password}\nwhatever follows\n")
    assert done.code == code
    assert [owner.check_password(password) for owner in Owner.objects.all()] == [True] * (1 - code)


def test_an_owner_without_a_password_cannot_sign_in(ask: Ask) -> None:
    ask("owner", "add", "me", "--email", "me@allotment.example")
    assert not Owner.objects.get().has_usable_password()


def test_an_address_of_e_mail_has_to_be_one(ask: Ask) -> None:
    assert ask("owner", "add", "me", "--email", "me", "--json").json["error"]["code"] == "not_an_owner"


@pytest.mark.parametrize(
    "arguments", [["search", "\udcff"], ["question", "add", "a\udc80"], ["--owner", "\udcff", "people"]]
)
def test_bytes_that_are_no_text_are_refused_in_a_sentence(ask: Ask, alice: Owner, arguments: list[str]) -> None:
    assert ask(*arguments, "--json").json["error"]["code"] == "not_text"


def test_a_question_may_have_twenty_five_words_and_three_may_be_open(ask: Ask, alice: Owner) -> None:
    assert ask("question", "add", "why " * 26, "--json").json["error"]["code"] == "not_a_question"
    for number in range(3):
        assert ask("question", "add", f"What is {number}?").code == 0
    refused = ask("question", "add", "And a fourth?", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "too_many_questions")
    first = ask("question", "list", "--json").json[-1]
    assert ask("question", "rest", str(first["id"])).code == 0
    assert ask("question", "add", "And a fourth?").code == 0


def test_a_question_of_somebody_else_is_not_there(ask: Ask, alice: Owner, bob: Owner) -> None:
    mine = ask("question", "add", "What is mine?", "--owner", "alice", "--json").json
    assert ask("question", "rest", str(mine["id"]), "--owner", "bob", "--json").json["error"]["code"] == "not_found"


@time_machine.travel(NOON, tick=False)
def test_a_day_without_an_edition_says_why_kindly(ask: Ask, alice: Owner) -> None:
    assert "a walk" in ask("today").out
    Preferences.objects.filter(owner=alice).update(weekdays="01234")
    assert "quiet days" in ask("today").out
    alice.paused_until = (NOON + timedelta(days=9)).date()
    alice.save()
    assert "away until 1\N{NO-BREAK SPACE}December" in ask("today").out
    assert ask("today", "--date", "2026-11-20", "--json").json["items"] == []
