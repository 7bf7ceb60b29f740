"""An address book comes in, is looked at, and goes back: wide and narrow, with scripts and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from allotment.core.models import Owner
from allotment.people.actions import add_person
from allotment.people.models import Person
from allotment.worker.loop import run_once
from tests.browser.conftest import KINDS, OpenPage
from tests.cast import NOON

BOOK = """BEGIN:VCARD
FN:Ada Lovelace
ORG:Analytical Engines
EMAIL:ada@ada.example
END:VCARD
BEGIN:VCARD
FN:Bob
ADR:;;;Turin;;;Italy
END:VCARD
BEGIN:VCARD
FN:Book club
KIND:group
END:VCARD
"""


@pytest.mark.parametrize(("width", "scripts"), KINDS.values(), ids=KINDS)
def test_an_address_book_comes_in_and_goes_back(
    alice: Owner, open_page: OpenPage, axe: Callable[[Page], None], width: int, scripts: bool
) -> None:
    add_person(owner=alice, name="Bob", now=NOON)
    page = open_page(owner=alice, width=width, scripts=scripts)
    page.goto("/people/")
    page.get_by_role("link", name="Bring in an address book").click()
    axe(page)
    book = FilePayload(name="contacts.vcf", mimeType="text/vcard", buffer=BOOK.encode())
    page.get_by_label("Your address book, as a file").set_input_files(book)
    page.get_by_role("button", name="Look through it").click()
    expect(page.get_by_role("heading", name="This is what would come in")).to_be_visible()
    expect(page.get_by_text("This is a group; only people come in.")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_role("heading", name="They are coming in")).to_be_visible()
    axe(page)
    run_once()
    if not scripts:
        page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("One person came in, as somebody you may come to know.")).to_be_visible()
    assert Person.objects.get(name="Bob").place == "Turin, Italy"
    axe(page)
    page.get_by_role("button", name="Take all of it back").click()
    expect(page.get_by_role("heading", name="It is being taken back")).to_be_visible()
    run_once()
    if not scripts:
        page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("Everything is as it was before.")).to_be_visible()
    assert list(Person.objects.values_list("name", "place")) == [("Bob", "")]
