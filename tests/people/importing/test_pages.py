"""An address book comes in by the browser: upload, preview, agree, outcomes, undo; and goes out."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from allotment.core.models import Owner
from allotment.networks import people_csv, vcard
from allotment.networks.addresses import url_key
from allotment.networks.records import CardRecord
from allotment.people.actions import ProfileToNote, add_person
from allotment.people.models import Import, Person
from allotment.worker.loop import run_once
from tests.cast import NOON
from tests.corpus import corpus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

TABLE = b"Name,Company,Email\nAda Lovelace,Analytical Engines,ada@ada.example\nBob,,\n,Acme,\nZoe,,\nZoe,,\n"


def uploaded(browser: Client, body: bytes, name: str = "book.csv") -> str:
    """Where the browser is sent after the upload."""
    answer = browser.post("/people/import/", {"book": SimpleUploadedFile(name, body)})
    assert answer.status_code == HTTPStatus.SEE_OTHER, answer.content.decode()
    return str(answer.headers["Location"])


def words(browser: Client, address: str) -> str:
    return " ".join(browser.get(address).content.decode().split())


def test_an_upload_shows_what_would_come_and_writes_nobody(
    as_alice: Client, alice: Owner, valid_html: Callable[[str], None]
) -> None:
    mail = ProfileToNote("email", "mailto:ada@ada.example", url_key("mailto:ada@ada.example"), "ada@ada.example")
    add_person(owner=alice, name="Countess Ada", now=NOON, profiles=[mail])
    add_person(owner=alice, name="Bob", now=NOON)
    address = uploaded(as_alice, TABLE)
    html = as_alice.get(address).content.decode()
    valid_html(html)
    for said in (
        "This is what would come in",
        "One person you do not know yet. Nothing has been written so far.",
        "Ada Lovelace",
        "whom you know as Countess Ada",
        "Analytical Engines",
        "This is an organisation; only people come in.",
        "Bring them in",
    ):
        assert said in html
    assert list(Person.objects.values_list("name", flat=True)) == ["Countess Ada", "Bob"]


def test_once_agreed_to_they_come_in_and_may_be_taken_back(as_alice: Client, valid_html: Callable[[str], None]) -> None:
    address = uploaded(as_alice, TABLE)
    as_alice.post(f"{address}agree/")
    moving = as_alice.get(address).content.decode()
    valid_html(moving)
    assert "They are coming in" in moving
    assert 'data-hx-trigger="every 1s"' in moving
    run_once()
    done = words(as_alice, address)
    assert "Three people came in, as somebody you may come to know." in done
    assert "every 1s" not in done
    assert Person.objects.count() == 3
    as_alice.post(f"{address}undo/")
    assert "It is being taken back" in words(as_alice, address)
    run_once()
    back = words(as_alice, address)
    assert "Everything is as it was before." in back
    assert "Take all of it back" not in back
    assert Person.objects.count() == 0


def test_who_was_changed_since_stays_and_is_named(as_alice: Client) -> None:
    address = uploaded(as_alice, TABLE)
    as_alice.post(f"{address}agree/")
    run_once()
    Person.objects.filter(name="Zoe").update(place="Oslo")
    as_alice.post(f"{address}undo/")
    run_once()
    back = words(as_alice, address)
    assert "They stay, because you have changed or used something since" in back
    assert list(Person.objects.values_list("name", flat=True)) == ["Zoe"]


def test_leaving_a_preview_keeps_nothing_of_it(as_alice: Client) -> None:
    address = uploaded(as_alice, TABLE)
    left = as_alice.post(f"{address}leave/")
    assert "nothing of the file was kept" in words(as_alice, left.headers["Location"])
    assert not Import.objects.exists()


def test_what_came_in_cannot_be_left_any_more(as_alice: Client) -> None:
    address = uploaded(as_alice, TABLE)
    as_alice.post(f"{address}agree/")
    run_once()
    as_alice.post(f"{address}leave/")
    assert Import.objects.count() == 1


def test_taking_back_twice_says_that_there_is_nothing(as_alice: Client) -> None:
    address = uploaded(as_alice, TABLE)
    answer = as_alice.post(f"{address}undo/")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "There is nothing to take back" in answer.content.decode()


@pytest.mark.parametrize(
    ("body", "name", "sentence"),
    [
        (b" ", "book.vcf", "There is nothing in this file."),
        (b"card", "stub.vcf", "This is no vCard: no card begins in it."),
        (b"not,a,linkedin,export\nfoo,bar", "x.csv", "One of them has to be called Name, or Email."),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "me.png", "One of them has to be called Name, or Email."),
        (b"Name,Email\n,,\n", "empty.csv", "There is nobody in this file."),
    ],
)
def test_what_is_no_address_book_is_refused_with_a_sentence(
    as_alice: Client, valid_html: Callable[[str], None], body: bytes, name: str, sentence: str
) -> None:
    answer = as_alice.post("/people/import/", {"book": SimpleUploadedFile(name, body)})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert sentence in answer.content.decode()
    valid_html(answer.content.decode())
    assert not Import.objects.exists()


def test_no_file_at_all_is_said(as_alice: Client) -> None:
    assert as_alice.post("/people/import/", {}).status_code == HTTPStatus.BAD_REQUEST


def test_words_of_a_file_are_only_words(as_alice: Client) -> None:
    body = b"Name,Company\n<script>alert(1)</script>,\"<img src=x onerror=alert(1)>\"\n=cmd|' /C calc'!A0,\n"
    address = uploaded(as_alice, body, name="<b>../../book</b>.csv")
    page = as_alice.get(address).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "../" not in page
    assert "=cmd|" in page


def test_many_lines_are_shown_in_part(as_alice: Client) -> None:
    body = b"Name\n" + b"".join(b"Person %d\n" % number for number in range(1_000))
    page = words(as_alice, uploaded(as_alice, body))
    assert "1000 people you do not know yet" in page
    assert "And 900 more." in page
    assert page.count("Person ") == 100


@pytest.mark.parametrize(
    ("kind", "read", "media"), [("vcf", vcard.to_records, "text/vcard"), ("csv", people_csv.to_records, "text/csv")]
)
def test_all_people_can_be_taken_along_and_brought_back(
    as_alice: Client, alice: Owner, bob: Owner, kind: str, read: Callable[[bytes], list[object]], media: str
) -> None:
    mails = [ProfileToNote("email", "mailto:ada@ada.example", 1, "ada@ada.example")]
    pages = [ProfileToNote("website", "https://ada.example/", 2)]
    add_person(owner=alice, name="=Ada", headline="Engineer", now=NOON, profiles=[*mails, *pages], fields=["maths"])
    add_person(owner=bob, name="Somebody of Bob's", now=NOON)
    answer = as_alice.get(f"/people/people.{kind}")
    assert answer.headers["Content-Type"].startswith(media)
    assert f'filename="people.{kind}"' in answer.headers["Content-Disposition"]
    (record,) = read(answer.content)
    assert record == CardRecord(
        line=1 if kind == "vcf" else 2,
        name="=Ada",
        headline="Engineer",
        fields=("maths",),
        emails=("ada@ada.example",),
        addresses=("https://ada.example/",),
    )


def test_there_is_no_other_kind_of_file(as_alice: Client) -> None:
    assert as_alice.get("/people/people.exe").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["mangstadt--John_Doe_IPHONE.vcf", "mangstadt--John_Doe_ANDROID.vcf"])
def test_a_phones_own_export_comes_in(as_alice: Client, name: str) -> None:
    address = uploaded(as_alice, (corpus("vcard") / name).read_bytes(), name=name)
    as_alice.post(f"{address}agree/")
    run_once()
    assert Person.objects.count() >= 1
