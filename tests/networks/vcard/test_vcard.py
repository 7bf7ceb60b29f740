"""Address books, in and out."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.errors import NetworkError
from allotment.networks.records import CardRecord
from allotment.networks.vcard import from_records, looks_like_vcard, to_records
from tests.corpus import corpus
from tests.networks.card_records import records

JOHN = {"headline": "Money Counter", "organisation": "IBM", "place": "New York, United States of America"}
CORPUS: dict[str, list[dict[str, object]]] = {
    "mangstadt--John_Doe_ANDROID.vcf": [
        {"name": "john.doe@company.com", "emails": ("john.doe@company.com",), "fields": ()},
        {"name": "jane.doe@company.com", "emails": ("jane.doe@company.com",)},
        {"name": "Ñ Ñ Ñ Ñ Ñ", "phones": ("123456789",), "emails": ()},
        {"name": "Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ", "phones": ("123456", "234567", "3456789", "45678901")},
        {"name": "Ñ Ñ Ñ Ñ", "emails": ("bob@company.com",), "addresses": ("https://www.company.com/",)},
        {"name": "ÑÑÑÑ", "emails": ("henry@company.com",), "organisation": "Ñ" * 44},
    ],
    "mangstadt--John_Doe_IPHONE.vcf": [
        JOHN
        | {
            "name": "Mr. John Richter James Doe Sr.",
            "emails": ("john.doe@ibm.com",),
            "addresses": ("http://www.ibm.com/",),
        }
    ],
    "mangstadt--John_Doe_LOTUS_NOTES.vcf": [
        {
            "name": "Mr. Doe John I Johny",
            "headline": "Generic Accountant",
            "place": "New York, U.S.A.",
            "emails": ("john.doe@ibm.com", "billy_bob@gmail.com"),
        }
    ],
    "mangstadt--John_Doe_MAC_ADDRESS_BOOK.vcf": [
        JOHN | {"name": "Mr. John Richter,James Doe Sr.", "emails": ("john.doe@ibm.com",)}
    ],
    "mangstadt--John_Doe_MS_OUTLOOK.vcf": [
        JOHN
        | {
            "name": "Mr. John Richter James Doe Sr.",
            "place": "Albaney, United States of America",
            "emails": ("john.doe@ibm.cm",),
            "phones": ("9055551234", "9056661234"),
        }
    ],
    "mangstadt--fullcontact.vcf": [
        {
            "name": "Prefix FirstName MiddleName LastName Suffix",
            "organisation": "Organization1",
            "place": "HomeCity, HomeCountry",
            "fields": ("Tag",),
            "note": "Notes line 1\nNotes line 2",
        }
    ],
    "mangstadt--gmail-single.vcf": [
        {"name": "Greg Dartmouth", "place": "Custom City, USA", "addresses": ("http://theprofile.com/",)}
    ],
    "mangstadt--outlook-2003.vcf": [
        {
            "name": "John Doe III",
            "organisation": "Company, The",
            "note": "This is the note field!!\nSecond line\n\nThird line is empty",
            "phones": (),
        }
    ],
    "mangstadt--outlook-2007.vcf": [
        {
            "name": "Mr. Michael Angstadt Jr.",
            "emails": ("mike.angstadt@gmail.com",),
            "addresses": ("http://mikeangstadt.name/",),
        }
    ],
    "mangstadt--rfc2426-example.vcf": [
        {"name": "Frank Dawson", "emails": ("frank_dawson@lotus.com", "fdawson@earthlink.net")},
        {"name": "Tim Howes", "place": "Mountain View, U.S.A.", "phones": ("+14159373419", "+14155284164")},
    ],
    "mangstadt--rfc6350-example.vcf": [
        {
            "name": "Simon Perreault",
            "languages": ("fr", "en"),
            "organisation": "Viagenie",
            "phones": ("+14186569254", "+14182626501"),
            "time_zone": "",
        }
    ],
    "mangstadt--thunderbird-MoreFunctionsForAddressBook-extension.vcf": [
        {"name": "John Doe", "fields": ("category1", "category2", "category3"), "headline": "TheTitle"}
    ],
}
REFUSED = {"monicahq--stub.vcf": "unreadable"}


@pytest.mark.parametrize(("name", "expected"), CORPUS.items())
def test_every_real_card_is_read(name: str, expected: list[dict[str, object]]) -> None:
    found = to_records((corpus("vcard") / name).read_bytes())
    told = [{key: getattr(record, key) for key in wanted} for record, wanted in zip(found, expected, strict=True)]
    assert told == expected
    assert {record.fault for record in found} == {""}


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_what_is_no_card_is_refused(name: str, code: str) -> None:
    with pytest.raises(NetworkError) as raised:
        to_records((corpus("vcard") / name).read_bytes())
    assert raised.value.code == code


def test_no_real_file_is_without_its_outcome() -> None:
    assert {path.name for path in corpus("vcard").iterdir()} - {"index.json"} == {*CORPUS, *REFUSED}


@pytest.mark.parametrize("name", CORPUS)
def test_a_real_card_survives_being_written_and_read_again(name: str) -> None:
    found = to_records((corpus("vcard") / name).read_bytes())
    assert [unplaced(record) for record in to_records(from_records(found))] == [unplaced(record) for record in found]


def unplaced(record: CardRecord) -> CardRecord:
    return replace(record, line=0)


def card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def only(body: bytes) -> CardRecord:
    (record,) = to_records(body)
    return record


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_end_in_any_way_and_are_unfolded(end: str) -> None:
    body = card("FN:Ada Love", " lace", "NOTE:one", "\ttwo").decode().replace("\r\n", end).encode()
    assert (only(body).name, only(body).note) == ("Ada Lovelace", "onetwo")


def test_version_two_folds_where_there_is_a_blank_and_keeps_it() -> None:
    assert only(card("FN:Ada", " Lovelace", version="2.1")).name == "Ada Lovelace"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_comes_in_any_form(encoding: str) -> None:
    assert only(card("FN:Łucja 李").decode().encode(encoding)).name == "Łucja 李"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("FN;CHARSET=ISO-8859-1:José".encode("latin-1"), "José"),
        ("FN;CHARSET=KOI8-R:Анна".encode("koi8-r"), "Анна"),
        ("FN:José".encode("cp1252"), "José"),
        ("FN;CHARSET=ISO-8859-1:José".encode(), "José"),
        ("FN;CHARSET=no-such-set:José".encode("cp1252"), "José"),
        ("FN;CHARSET=hex:José".encode("cp1252"), "José"),
        (b"FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Jos=E9", "José"),
        (b"FN;QUOTED-PRINTABLE:Jos=C3=\r\n=A9", "José"),
    ],
)
def test_wrong_and_rare_character_sets_are_read(line: bytes, name: str) -> None:
    assert only(b"BEGIN:VCARD\r\nVERSION:2.1\r\n" + line + b"\r\nEND:VCARD\r\n").name == name


def test_a_quoted_line_that_never_ends_does_not_swallow_the_next_card() -> None:
    body = b"BEGIN:VCARD\nFN;QUOTED-PRINTABLE:Ada=\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n"
    assert [record.name for record in to_records(body)] == ["Ada", "Bob"]


@pytest.mark.parametrize("fold", ["", " "])
def test_a_picture_of_five_megabytes_costs_nothing(fold: str) -> None:
    picture = f"\r\n{fold}".join(["QUJD" * 18] * 70_000)
    body = card(f"PHOTO;ENCODING=b;TYPE=JPEG:{picture}", "FN:Ada", "EMAIL:ada@ada.example")
    assert len(body) > 5_000_000
    began = time.thread_time()
    record = only(body)
    assert time.thread_time() - began < 2
    assert (record.name, record.emails) == ("Ada", ("ada@ada.example",))


@pytest.mark.parametrize(
    "line",
    [
        'FN;X="' + '";X="' * 50_000,
        "FN" + ";TYPE=a" * 100_000,
        "FN" + ";" * 300_000 + ":",
        "ORG:" + "\\" * 300_001,
        "N:" + ";" * 300_000,
        "EMAIL:" + "a@" * 150_000,
        "CATEGORIES:" + "a,;" * 100_000,
        "TEL:" + "(0)" * 100_000,
        "URL:" + "a." * 150_000,
    ],
    ids=lambda line: line[:12],
)
def test_no_line_takes_long(line: str) -> None:
    began = time.thread_time()
    to_records(card("FN:Ada", line))
    assert time.thread_time() - began < 2


def test_a_card_without_an_end_ends_where_the_next_begins() -> None:
    body = b"BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nFN:Nobody\nBEGIN:VCARD\nFN:Cleo"
    assert [(record.line, record.name) for record in to_records(body)] == [(1, "Ada"), (3, "Bob"), (7, "Cleo")]


def test_a_card_inside_another_is_not_somebody_else() -> None:
    body = card("FN:Ada", "AGENT:", "BEGIN:VCARD", "FN:Her agent", "END:VCARD", "EMAIL:ada@ada.example")
    assert (only(body).name, only(body).emails) == ("Ada", ("ada@ada.example",))


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("TEL:12345",), "nameless"),
        (("FN: ", "N:;;;;"), "nameless"),
        (("FN:Book club", "KIND:group"), "group"),
        (("FN:Book club", "X-ADDRESSBOOKSERVER-KIND:group"), "group"),
        (("FN:Acme", "KIND:org"), "organisation"),
        (("FN:Acme", "ORG:Acme", "X-ABShowAs:COMPANY"), "organisation"),
        (("ORG:Acme",), "organisation"),
    ],
)
def test_of_whom_nobody_can_be_made_says_why(lines: tuple[str, ...], fault: str) -> None:
    assert only(card(*lines)).fault == fault


def test_what_is_no_address_is_left_out() -> None:
    record = only(
        card("FN:Ada", "EMAIL:ada at home", "EMAIL:<b>@ada.example", "URL:javascript:alert(1)", "URL:ada", "TEL:none")
    )
    assert (record.emails, record.addresses, record.phones) == ((), (), ())


def test_what_is_preferred_comes_first() -> None:
    record = only(card("FN:Ada", "EMAIL:old@ada.example", "EMAIL;TYPE=work,PREF:new@ada.example"))
    assert record.emails == ("new@ada.example", "old@ada.example")


def test_more_cards_than_anybody_knows_end_with_a_word() -> None:
    found = to_records(b"BEGIN:VCARD\nFN:Ada\nEND:VCARD\n" * 20_005)
    assert (len(found), found[-1].fault) == (20_001, "too_many")


@pytest.mark.parametrize("body", [b"", b" \r\n"])
def test_nothing_is_refused_as_empty(body: bytes) -> None:
    with pytest.raises(NetworkError, match="nothing in this file"):
        to_records(body)


@pytest.mark.parametrize(
    ("body", "is_one"),
    [(card("FN:Ada"), True), (b"\n begin : vcard\n", True), (b"a,b\nBEGIN the VCARD", False), (b"<opml/>", False)],
)
def test_a_card_is_told_by_its_beginning(body: bytes, is_one: bool) -> None:
    assert looks_like_vcard(body) is is_one


@given(records())
def test_what_is_written_is_read_again(record: CardRecord) -> None:
    assert unplaced(only(from_records([record]))) == unplaced(record)


@given(records())
def test_no_line_is_longer_than_other_programs_take(record: CardRecord) -> None:
    assert max(map(len, from_records([record]).split(b"\r\n"))) <= 75


LINES = ["BEGIN:VCARD", "END:VCARD", "FN:Ada", "AGENT:", "FN;ENCODING=QUOTED-PRINTABLE:a=", " x"]


@given(st.lists(st.sampled_from(LINES)))
def test_no_order_of_lines_is_too_much(lines: list[str]) -> None:
    body = "\n".join(["BEGIN:VCARD", *lines]).encode()
    assert all(record.line >= 1 for record in to_records(body))


@given(st.binary(max_size=300))
def test_no_bytes_are_too_much(body: bytes) -> None:
    assert all(record.name or record.fault for record in to_records(b"BEGIN:VCARD\n" + body))
