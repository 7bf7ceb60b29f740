"""Whom a card is about."""

from typing import Any

import pytest

from allotment.networks.records import CardRecord
from allotment.people.importing.deciding import Acquaintance, Circle, alike, decide, profiles_of


def acquaintance(pk: int, name: str, *said: CardRecord, **columns: str) -> Acquaintance:
    keys = {profile.address_key for record in said for profile in profiles_of(record)}
    return Acquaintance(pk, name, {"headline": "", "place": "", "organisation": ""} | columns, keys)


def circle(*people: Acquaintance) -> Circle:
    made = Circle()
    for who in people:
        made.learn(who)
    return made


def card(name: str, line: int = 1, **said: Any) -> CardRecord:
    return CardRecord(line, name, **said)


def met(record: CardRecord, known: Circle) -> int:
    """The id of who is meant; 0 for somebody new."""
    (intent,) = decide([record], known)
    assert intent.who is not None
    return intent.who.id


ADA = card("Ada Lovelace", emails=("ada@ada.example",), addresses=("https://ada.example/",))


@pytest.mark.parametrize(
    "record",
    [
        card("A. King", emails=("ada@ada.example",)),
        card("Ada", addresses=("http://www.ada.example",)),
        card("ADA LÓVELACE"),
    ],
    ids=["by mail", "by site and a word of the name", "by name"],
)
def test_who_is_there_is_recognised(record: CardRecord) -> None:
    assert met(record, circle(acquaintance(7, "Ada Lovelace", ADA))) == 7


@pytest.mark.parametrize("address", ["https://www.linkedin.com/in/ada", "https://mastodon.example/@ada"])
def test_a_profile_of_a_service_is_ones_own(address: str) -> None:
    known = circle(acquaintance(7, "Countess", card("Countess", addresses=(address,))))
    assert met(card("Ada Lovelace", addresses=(address,)), known) == 7


@pytest.mark.parametrize(
    "shared",
    [
        {"addresses": ("https://acme.example/",)},
        {"emails": ("info@acme.example",)},
        {"phones": ("+44207946000",)},
    ],
    ids=["an employer's site", "a mailbox of several", "a telephone"],
)
def test_what_several_share_tells_nobody_apart(shared: dict[str, Any]) -> None:
    bob = card("Bob Stone", **shared)
    assert met(card("Ada Lovelace", **shared), circle(acquaintance(7, "Bob Stone", bob))) == 0
    assert met(card("Robert Stone", **shared), circle(acquaintance(7, "Bob Stone", bob))) == 7


def test_of_two_who_share_a_site_each_is_somebody() -> None:
    shared = ("https://acme.example/",)
    ada, bob = card("Ada", 1, addresses=shared), card("Bob", 2, addresses=shared)
    first, second = decide([ada, bob], Circle())
    assert (first.outcome, second.outcome) == ("added", "added")
    assert [len(each.profiles) for each in (first, second)] == [1, 0]


def test_a_site_that_bears_the_name_is_ones_own() -> None:
    known = circle(acquaintance(7, "Notes on nursing", card("", addresses=("https://ingridsolberg.example/",))))
    assert met(card("Ingrid Solberg", addresses=("https://ingridsolberg.example/",)), known) == 7


def test_the_same_name_in_another_organisation_is_somebody_else() -> None:
    john = acquaintance(7, "John Smith", organisation="Acme")
    assert met(card("John Smith", organisation="OpenAI"), circle(john)) == 0
    assert met(card("John Smith", organisation="ACME"), circle(john)) == 7
    assert met(card("John Smith"), circle(john)) == 7


def test_only_what_was_not_known_is_written() -> None:
    known = circle(acquaintance(7, "Ada Lovelace", ADA, headline="Mathematician"))
    mails = ("ada@ada.example", "al@ada.example")
    record = card("Ada Lovelace", headline="Engineer", place="Turin", emails=mails, fields=("maths",))
    (intent,) = decide([record], known)
    assert (intent.outcome, intent.columns) == ("filled", {"place": "Turin"})
    assert [profile.handle for profile in intent.profiles] == ["al@ada.example"]
    assert intent.fields == ("maths",)


def test_the_same_card_twice_is_one_person() -> None:
    first, again, more = decide([ADA, ADA, card("Ada Lovelace", 3, place="Turin")], Circle())
    assert (first.outcome, again.outcome, more.outcome) == ("added", "known", "filled")
    assert first.who is again.who is more.who


def test_a_card_with_a_fault_changes_nothing() -> None:
    known = Circle()
    (intent,) = decide([card("Book club", fault="group")], known)
    assert (intent.outcome, intent.who, known.by_name) == ("failed", None, {})


def test_names_are_alike_by_a_word() -> None:
    assert alike("José Ruiz", "Ruiz, Jose")
    assert not alike("Li", "Licia")
    assert not alike("Ada Lovelace", "Bob Stone")
