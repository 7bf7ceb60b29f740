"""Coming in, going out, and who may be here."""

import re
from datetime import datetime, timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from allotment.config.settings import PASSWORD_HASHERS
from allotment.core.accounts import actions
from allotment.core.accounts.queries import browser_in_words
from allotment.core.models import Claim, Owner, Session
from tests.cast import NOON, PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client: Client, name: str = "alice", password: str = PASSWORD, **data: str) -> int:
    return client.post("/sign-in/", {"name": name, "password": password, **data}).status_code


def test_the_right_password_opens_the_door(alice: Owner, as_nobody: Client) -> None:
    answer = as_nobody.post("/sign-in/", {"name": "alice", "password": PASSWORD, "next": "/settings/"})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer.headers["Location"] == "/settings/"
    assert as_nobody.get("/settings/").status_code == HTTPStatus.OK


def test_passwords_are_kept_as_argon2(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    assert actions.add_owner(name="ada", password=PASSWORD).password.startswith("argon2")


def test_one_name_that_was_guessed_at_shuts_the_door_for_that_name_only(alice: Owner, bob: Owner) -> None:
    for _ in range(8):
        sign_in(Client(), name="bob", password="wrong")
    assert sign_in(Client(), name="bob") == HTTPStatus.TOO_MANY_REQUESTS
    assert sign_in(Client()) == HTTPStatus.SEE_OTHER


def test_a_wrong_password_does_not_say_whether_the_name_exists(alice: Owner, as_nobody: Client) -> None:
    wrong = as_nobody.post("/sign-in/", {"name": "alice", "password": "wrong"})
    unknown = as_nobody.post("/sign-in/", {"name": "zoe", "password": "wrong"})
    assert wrong.status_code == unknown.status_code == HTTPStatus.BAD_REQUEST
    for answer in (wrong, unknown):
        assert "do not belong together" in answer.content.decode()


def test_after_several_wrong_passwords_the_door_rests_even_for_the_right_one(alice: Owner, as_nobody: Client) -> None:
    statuses = [sign_in(as_nobody, password="wrong") for _ in range(8)]
    assert statuses[-1] == HTTPStatus.TOO_MANY_REQUESTS
    answer = as_nobody.post("/sign-in/", {"name": "alice", "password": PASSWORD})
    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "quarter of an hour" in answer.content.decode()
    assert answer.headers["Retry-After"] == "900"


def test_the_door_opens_again_after_a_quarter_of_an_hour(alice: Owner, as_nobody: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(8):
            sign_in(as_nobody, password="wrong")
        clock.shift(timedelta(minutes=16))
        assert sign_in(as_nobody) == HTTPStatus.SEE_OTHER


def test_signing_in_leads_to_no_other_site(alice: Owner, as_nobody: Client) -> None:
    answer = as_nobody.post("/sign-in/", {"name": "alice", "password": PASSWORD, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_a_form_without_its_token_is_refused(alice: Owner) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict) == HTTPStatus.FORBIDDEN


def test_signing_out_ends_the_session(as_alice: Client, alice: Owner) -> None:
    assert as_alice.post("/sign-out/").status_code == HTTPStatus.SEE_OTHER
    assert not Session.objects.filter(owner=alice).exists()


def test_the_claim_makes_the_first_owner_once(as_nobody: Client) -> None:
    token = actions.offer_claim(now=datetime.now(NOON.tzinfo))
    form = {"name": "rachel", "password": PASSWORD, "email": "", "time_zone": "Europe/London"}
    assert as_nobody.get(f"/claim/{token}/").status_code == HTTPStatus.OK
    answer = as_nobody.post(f"/claim/{token}/", form)
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert as_nobody.get("/settings/").status_code == HTTPStatus.OK
    again = Client().post(f"/claim/{token}/", form | {"name": "mallory"})
    assert again.status_code == HTTPStatus.NOT_FOUND
    assert list(Owner.objects.values_list("name", flat=True)) == ["rachel"]


@pytest.mark.parametrize("token", ["", "guess", "../settings"])
def test_a_stranger_cannot_guess_the_claim(as_nobody: Client, token: str) -> None:
    actions.offer_claim(now=datetime.now(NOON.tzinfo))
    assert as_nobody.get(f"/claim/{token}/").status_code == HTTPStatus.NOT_FOUND


def test_the_token_itself_is_not_stored() -> None:
    token = actions.offer_claim(now=NOON)
    assert token
    assert token not in Claim.objects.get().digest


def test_a_claim_is_too_old_after_a_day() -> None:
    token = actions.offer_claim(now=NOON)
    assert token
    assert actions.claim_holds(token, now=NOON + timedelta(hours=23))
    assert not actions.claim_holds(token, now=NOON + timedelta(hours=25))


def test_with_an_owner_there_is_nothing_to_claim(alice: Owner) -> None:
    assert actions.offer_claim(now=NOON) is None


def test_a_weak_password_makes_no_owner() -> None:
    with pytest.raises(actions.NotAnOwner, match=r"too short|too common"):
        actions.add_owner(name="eve", password="abc")
    assert not Owner.objects.exists()


@pytest.mark.parametrize("name", ["", "two words", "a/b", "x" * 61, "<b>"])
def test_a_name_that_cannot_be_typed_in_an_address_makes_no_owner(name: str) -> None:
    with pytest.raises(actions.NotAnOwner):
        actions.add_owner(name=name, password=None)


@pytest.mark.parametrize("name", ["zoë", "李雷", "j.doe", "a-b_c"])
def test_names_may_be_of_any_script(name: str) -> None:
    assert actions.add_owner(name=name, password=None).name == name


def test_an_owner_without_a_password_cannot_sign_in(as_nobody: Client) -> None:
    actions.add_owner(name="terminal", password=None)
    assert sign_in(as_nobody, name="terminal", password="") == HTTPStatus.BAD_REQUEST


def test_settings_change_the_day(as_alice: Client, alice: Owner) -> None:
    given = {"email": "", "time_zone": "Asia/Tokyo", "language": "en-gb", "day_starts_at": "05:30", "paused_until": ""}
    assert as_alice.post("/settings/", given).status_code == HTTPStatus.SEE_OTHER
    alice.refresh_from_db()
    assert alice.day(NOON.replace(hour=20)).isoformat() == "2026-11-22"
    assert alice.day(NOON.replace(hour=21)).isoformat() == "2026-11-23"


def test_an_unknown_zone_is_refused_and_nothing_changes(as_alice: Client, alice: Owner) -> None:
    given = {"email": "", "time_zone": "Mars/Base", "language": "en-gb", "day_starts_at": "05:30", "paused_until": ""}
    assert as_alice.post("/settings/", given).status_code == HTTPStatus.BAD_REQUEST
    alice.refresh_from_db()
    assert alice.time_zone == "Europe/London"


def test_a_new_password_signs_out_every_other_browser(as_alice: Client, alice: Owner) -> None:
    other = Client()
    sign_in(other)
    new = "another kettle, more time"
    answer = as_alice.post("/settings/password/", {"old": PASSWORD, "new": new})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert as_alice.get("/settings/").status_code == HTTPStatus.OK
    assert other.get("/settings/").status_code == HTTPStatus.FOUND
    assert sign_in(Client(), password=new) == HTTPStatus.SEE_OTHER


def test_the_password_does_not_change_without_the_old_one(as_alice: Client, alice: Owner) -> None:
    answer = as_alice.post("/settings/password/", {"old": "guess", "new": "another kettle, more time"})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_sessions_are_listed_and_can_be_ended_one_by_one(alice: Owner) -> None:
    here, there = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"}), Client()
    sign_in(here)
    sign_in(there)
    here.get("/settings/")
    page = here.get("/settings/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert str(here.session.session_key) not in page
    names = re.findall(r'name="name" value="([0-9a-f]{24})"', page)
    other = next(name for name in names if name == actions.name_of_session(str(there.session.session_key)))
    assert here.post("/settings/sessions/end/", {"name": other}).status_code == HTTPStatus.SEE_OTHER
    assert there.get("/settings/").status_code == HTTPStatus.FOUND
    assert here.get("/settings/").status_code == HTTPStatus.OK


def test_nobody_can_end_somebody_elses_session(as_alice: Client, as_bob: Client) -> None:
    name = actions.name_of_session(str(as_alice.session.session_key))
    assert as_bob.post("/settings/sessions/end/", {"name": name}).status_code == HTTPStatus.NOT_FOUND
    assert as_alice.get("/settings/").status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on iPhone"),
        ("curl/8.5", "curl"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_named_in_words(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words


def test_every_answer_forbids_foreign_scripts(as_nobody: Client) -> None:
    policy = as_nobody.get("/sign-in/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_django_finds_nothing_to_mend_in_the_models() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_a_request_asks_once_for_session_and_owner(
    as_alice: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    as_alice.get("/offline/")
    with django_assert_num_queries(1):
        assert as_alice.get("/offline/").context["request"].user.name == "alice"


def session_of(client: Client) -> Session:
    return Session.objects.get(session_key=client.cookies["sessionid"].value)


def is_signed_in(client: Client) -> bool:
    return client.get("/settings/").status_code == HTTPStatus.OK


def test_a_session_whose_row_names_somebody_else_is_theirs_whose_name_is_signed(as_alice: Client, bob: Owner) -> None:
    assert is_signed_in(as_alice)
    Session.objects.filter(pk=session_of(as_alice).pk).update(owner=bob)
    assert as_alice.get("/settings/").context["request"].user.name == "alice"


def test_a_session_ends_with_its_password_its_date_and_its_owner(as_alice: Client, alice: Owner) -> None:
    assert is_signed_in(as_alice)
    other = Client()
    other.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    Session.objects.filter(pk=session_of(other).pk).update(expire_date=NOON - timedelta(days=400))
    assert not is_signed_in(other)
    Owner.objects.filter(pk=alice.pk).update(is_active=False)
    assert not is_signed_in(as_alice)
    Owner.objects.filter(pk=alice.pk).update(is_active=True)
    assert is_signed_in(as_alice)
    alice.set_password("another kettle altogether")
    alice.save()
    assert not is_signed_in(as_alice)
