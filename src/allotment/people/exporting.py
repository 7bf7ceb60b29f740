"""The people of an owner as records that address books understand. Private notes stay at home."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError
from allotment.core.models import Owner
from allotment.networks import people_csv, vcard
from allotment.networks.records import CardRecord
from allotment.people.models import Person

WRITERS = {"vcf": vcard.from_records, "csv": people_csv.from_records}
"""By the ending of a file."""


class NoSuchKind(AllotmentError):
    """A file of a kind that no address book reads."""

    code = "no_such_kind"
    status = 404
    sentence = _("People go out as vCard (.vcf) or as a table (.csv).")


def book_of(cards: Sequence[CardRecord], *, kind: str) -> bytes:
    """The file of that kind, named by its ending. Raises NoSuchKind."""
    if kind not in WRITERS:
        raise NoSuchKind
    return WRITERS[kind](cards)


def cards_of(*, owner: Owner, person_id: int | None = None) -> list[CardRecord]:
    """Those in the network first, then by name. Three queries."""
    people = Person.objects.visible_to(owner)
    if person_id is not None:
        people = people.filter(pk=person_id)
    found = people.order_by("-state", "sort_key", "id").prefetch_related("fields", "profiles")
    return [_card(number, person) for number, person in enumerate(found, 1)]


def _card(number: int, person: Person) -> CardRecord:
    profiles = list(person.profiles.all())
    return CardRecord(
        line=number,
        name=person.name,
        fields=tuple(field.name for field in person.fields.all()),
        emails=_bare(profile.address for profile in profiles if profile.kind == "email"),
        phones=_bare(profile.address for profile in profiles if profile.kind == "telephone"),
        addresses=tuple(profile.address for profile in profiles if not profile.is_direct),
        pronouns=person.pronouns,
        headline=person.headline,
        organisation=person.organisation,
        place=person.place,
        time_zone=person.time_zone,
        languages=tuple(filter(None, (part.strip() for part in person.languages.split(",")))),
    )


def _bare(addresses: Iterable[str]) -> tuple[str, ...]:
    """Without the scheme in front."""
    return tuple(address.partition(":")[2] for address in addresses)
