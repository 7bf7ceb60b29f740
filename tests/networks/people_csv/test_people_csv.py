"""Tables of people, in and out."""

import csv
import io
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.errors import NetworkError
from allotment.networks.people_csv import from_records, looks_like_people, to_records
from allotment.networks.records import CardRecord
from tests.corpus import corpus
from tests.networks.card_records import records

ADA = {"name": "Ada Lovelace", "organisation": "Analytical Engines", "headline": "Engineer", "fault": ""}
JANE = {"name": "Jane Doe", "organisation": "Anthropic", "addresses": ("https://www.linkedin.com/in/janedoe",)}
CORPUS: dict[str, list[dict[str, object]]] = {
    "duplicates-and-empty-rows.csv": [
        JANE | {"line": 5},
        {"name": "John Smith", "organisation": "OpenAI, Inc.", "emails": ("john@example.com",)},
        {"name": "Aki Vega", "headline": "Partner"},
        JANE | {"line": 8},
    ],
    "no-blank-line-3-line-notes.csv": [
        {"name": "DEBUG TEST", "addresses": ("https://test.url/",), "emails": ("debug@test.com",)}
    ],
    "no-preamble.csv": [ADA | {"line": 2, "emails": ("ada@example.com",)}],
    "notes-padded-commas.csv": [{"name": "Ada Lovelace", "organisation": "Acme, Inc.", "line": 5}],
    "quoted-notes.csv": [ADA | {"line": 5}],
}
REFUSED = {"not-linkedin.csv": "unreadable"}


@pytest.mark.parametrize(("name", "expected"), CORPUS.items())
def test_every_export_is_read(name: str, expected: list[dict[str, object]]) -> None:
    found = to_records((corpus("linkedin-csv") / name).read_bytes())
    told = [{key: getattr(record, key) for key in wanted} for record, wanted in zip(found, expected, strict=True)]
    assert told == expected


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_another_table_is_refused(name: str, code: str) -> None:
    body = (corpus("linkedin-csv") / name).read_bytes()
    with pytest.raises(NetworkError, match="has to be called Name") as raised:
        to_records(body)
    assert raised.value.code == code
    assert not looks_like_people(body)


def test_no_export_is_without_its_outcome() -> None:
    assert {path.name for path in corpus("linkedin-csv").iterdir()} - {"index.json"} == {*CORPUS, *REFUSED}


@pytest.mark.parametrize("name", ["variant-2col-at-prefix.csv", "variant-3col.csv", "variant-actor-url-no-csv-ext.txt"])
def test_mastodons_lists_of_follows_are_not_of_people(name: str) -> None:
    assert not looks_like_people((corpus("mastodon-csv") / name).read_bytes())


def only(body: str | bytes) -> CardRecord:
    (record,) = to_records(body if isinstance(body, bytes) else body.encode())
    return record


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_delimiter_and_any_mark_will_do(delimiter: str, encoding: str) -> None:
    body = "Name,E-mail,Company\r\nŁucja 李,lucja@ada.example,Acme\r\n".replace(",", delimiter)
    record = only(body.encode(encoding))
    assert (record.name, record.emails, record.organisation) == ("Łucja 李", ("lucja@ada.example",), "Acme")


def test_what_an_old_spreadsheet_wrote_is_read() -> None:
    assert only("Name\r\nJosé\r\n".encode("cp1252")).name == "José"


def test_googles_and_outlooks_columns_are_known() -> None:
    google = only(
        "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Organization Name,"
        "Organization Title,Address 1 - City,Address 1 - Country,Website 1 - Value,Phone 1 - Value\n"
        "Ada,Lovelace,maths ::: * myContacts,Home,ada@ada.example ::: a@ada.example,al@ada.example,Acme,"
        "Engineer,Turin,Italy,ada.example,+44 (0)20 7946 0000\n"
    )
    assert google.name == "Ada Lovelace"
    assert google.fields == ("maths",)
    assert google.emails == ("ada@ada.example", "a@ada.example", "al@ada.example")
    assert (google.organisation, google.headline, google.place) == ("Acme", "Engineer", "Turin, Italy")
    assert (google.addresses, google.phones) == (("https://ada.example/",), ("+442079460000",))
    outlook = only(
        'First Name,Middle Name,Last Name,Company,Job Title,Business City,Business Country/Region,"E-mail Address",'
        '"E-mail 2 Address",Web Page\nAda,K,Lovelace,Acme,Engineer,Turin,Italy,ada@ada.example,b@ada.example,\n'
    )
    assert (outlook.name, outlook.place) == ("Ada K Lovelace", "Turin, Italy")
    assert outlook.emails == ("ada@ada.example", "b@ada.example")


def test_rows_are_short_long_and_empty() -> None:
    body = b"Name,Email\nAda\n,\n,,,,\n\nBob,bob@ada.example,what is this\n"
    assert [(record.line, record.name) for record in to_records(body)] == [(2, "Ada"), (6, "Bob")]


@pytest.mark.parametrize(
    ("row", "fault"), [(",,Acme", "organisation"), (",nobody,", "nameless"), ('"Ada,,\nBob,,', "unclosed")]
)
def test_of_whom_nobody_can_be_made_says_why(row: str, fault: str) -> None:
    assert to_records(f"Name,Email,Company\n{row}\n".encode())[0].fault == fault


def test_a_quotation_that_is_never_closed_swallows_nobody() -> None:
    found = to_records(b'Name,Note\nAda,"a "" b\nBob,"two\nlines"\nCleo,\n')
    assert [(record.line, record.name, record.fault) for record in found] == [
        (2, "", "unclosed"),
        (3, "Bob", ""),
        (5, "Cleo", ""),
    ]


def test_quotations_that_are_never_closed_are_given_up_some_time() -> None:
    began = time.thread_time()
    found = to_records(b"Name,Note\n" + b'Ada,"open ""\n' * 200_000)
    assert time.thread_time() - began < 10
    assert [record.fault for record in found] == ["unclosed"] * 100


def test_a_cell_that_calculates_is_text() -> None:
    record = only('Name,Company\n"=HYPERLINK(""http://ada.example"")",+cmd|calc\n')
    assert (record.name, record.organisation) == ('=HYPERLINK("http://ada.example")', "+cmd|calc")


@given(st.text(min_size=1, max_size=20))
def test_no_cell_that_goes_out_calculates(text: str) -> None:
    table = from_records([CardRecord(1, name=text, note=text, headline=text)]).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r")] == []


@given(st.lists(records(), max_size=3))
def test_what_is_written_is_read_again(some: list[CardRecord]) -> None:
    again = to_records(from_records(some))
    assert [replace(record, line=1) for record in again] == some


@given(st.binary(max_size=300))
def test_no_bytes_are_too_much(body: bytes) -> None:
    assert all(record.name or record.fault for record in to_records(b"Name,Email\n" + body))


def test_more_rows_than_anybody_knows_end_with_a_word() -> None:
    found = to_records(b"Name\n" + b"Ada\n" * 20_005)
    assert (len(found), found[-1].fault) == (20_001, "too_many")
