"""`allotment doctor`: each thing that may be wrong is found and named, with what to do."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from allotment.cli.doctoring import Finding, examine
from allotment.config.mail import mailbox, mailers
from allotment.core import clock
from allotment.core.models import Beat, Owner
from allotment.seek.models import Preferences
from tests.cli.conftest import Ask

Change = Callable[[LazySettings, Path], object]


@pytest.fixture
def home(tmp_path: Path, settings: LazySettings) -> Path:
    settings.HOME = tmp_path
    (tmp_path / "secret-key").touch(mode=0o600)
    return tmp_path


@pytest.fixture
def well(home: Path, alice: Owner) -> None:
    """An installation that has nothing to mend."""
    Beat.objects.create(chore="looks", at=clock.now())


def to_mend() -> dict[str, Finding]:
    return {finding.name: finding for finding in examine() if not finding.ok}


@pytest.mark.usefixtures("well")
def test_nothing_is_to_be_mended_where_all_is_well(ask: Ask) -> None:
    done = ask("doctor")
    assert (done.code, to_mend()) == (0, {})
    assert "\nmend  " not in done.out
    assert {finding["mend"] for finding in ask("doctor", "--json").json} == {""}


def forget_the_key_is_private(_settings: LazySettings, home: Path) -> None:
    (home / "secret-key").chmod(0o644)


def debug(settings: LazySettings, _home: Path) -> None:
    settings.DEBUG = True


def plain_http(settings: LazySettings, _home: Path) -> None:
    settings.ADDRESS = "http://allotment.example"


def silence(_settings: LazySettings, _home: Path) -> None:
    Beat.objects.update(at=clock.now() - timedelta(hours=1))


def nobody(_settings: LazySettings, _home: Path) -> None:
    Owner.objects.all().delete()


def letters_without_a_post_office(_settings: LazySettings, _home: Path) -> None:
    Preferences.objects.create(owner=Owner.objects.get(), mail_edition=True)


def trouble(_settings: LazySettings, _home: Path) -> None:
    Beat.objects.create(chore="letters", at=clock.now(), error="The disk is full.")


@pytest.mark.usefixtures("well")
@pytest.mark.parametrize(
    ("change", "name", "said"),
    [
        (forget_the_key_is_private, "key", "chmod 600"),
        (debug, "debug", "ALLOTMENT_DEBUG"),
        (plain_http, "https", "ALLOTMENT_ADDRESS"),
        (silence, "worker", "allotment up"),
        (nobody, "owners", "allotment owner add"),
        (letters_without_a_post_office, "mail", "ALLOTMENT_EMAIL_URL"),
        (trouble, "chore letters", "log"),
    ],
)
def test_what_is_wrong_is_found_and_how_to_mend_it_is_said(
    ask: Ask, home: Path, settings: LazySettings, change: Change, name: str, said: str
) -> None:
    change(settings, home)
    assert list(to_mend()) == [name]
    assert said in to_mend()[name].mend
    done = ask("doctor")
    assert done.code == 1
    assert done.out.count("\nmend  ") == 1


@pytest.mark.usefixtures("well")
def test_a_worker_that_was_never_seen_is_missed() -> None:
    Beat.objects.all().delete()
    assert to_mend()["worker"].what == "No worker was ever seen."


@pytest.mark.usefixtures("well")
def test_a_disk_that_is_nearly_full_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allotment.cli.doctoring.ROOM_BYTES", 1 << 60)
    assert list(to_mend()) == ["room"]


@pytest.mark.usefixtures("well")
def test_a_home_that_is_gone_is_told_and_nothing_breaks(home: Path, settings: LazySettings) -> None:
    settings.HOME = home / "gone"
    assert set(to_mend()) == {"home", "room"}


@pytest.mark.usefixtures("well")
def test_a_post_office_that_does_not_answer_is_told(settings: LazySettings) -> None:
    settings.MAILBOX = mailbox("smtp://127.0.0.1:9/", "me@allotment.example")
    settings.MAILERS = mailers(settings.MAILBOX)
    assert "127.0.0.1" in to_mend()["mail"].what


@pytest.mark.usefixtures("well")
def test_what_would_be_unsafe_over_https_is_found(settings: LazySettings) -> None:
    settings.ADDRESS, settings.HTTPS = "https://allotment.example", True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SECURE_HSTS_SECONDS = 0
    assert {"django security.W004", "django security.W011", "django security.W016"} <= set(to_mend())


@pytest.mark.usefixtures("well")
def test_a_broken_database_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL looks after its own files")
    monkeypatch.setattr("allotment.cli.doctoring.sqlite_says", lambda _pragma: "row 3 missing from index")
    assert set(to_mend()) == {"whole", "journal"}
