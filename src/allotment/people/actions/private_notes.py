"""The private note about somebody, and all of them under a new key."""

from dataclasses import dataclass

from django.db import transaction

from allotment.core.errors import NotFound
from allotment.core.models import Owner
from allotment.core.sealing import KeyLost, drop_old_keys, seal, set_keys_aside, turn_key, unseal
from allotment.people.models import Person, PrivateNote
from allotment.people.searchable import put_people


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many notes were sealed anew, how many no key here opens, and how many of those were let go."""

    sealed: int
    lost: int
    forgotten: int


@transaction.atomic
def write_note(*, owner: Owner, person_id: int, base: int, text: str, is_searched: bool) -> PrivateNote:
    """Writes the note about somebody; an empty text takes it away. Raises EditedMeanwhile, or KeyLost where what is
    sealed already cannot be opened."""
    person = Person.objects.visible_to(owner).filter(pk=person_id).first()
    if person is None:
        raise NotFound
    note, _ = PrivateNote.objects.get_or_create(person=person, defaults={"owner": owner})
    text = text.replace("\r\n", "\n").strip()
    like = note.sealed or PrivateNote.objects.exclude(sealed="").values_list("sealed", flat=True).first() or ""
    sealed = seal(text, like=like) if text else ""
    note.save_over(base=base, sealed=sealed, is_searched=is_searched and bool(text))
    put_people([person.pk])
    return note


def reseal_notes(*, forget: bool = False) -> Resealed:
    """Makes a new key and seals every note with it; killed at any moment, it can be begun again. Old keys go only
    when everything was opened. `forget` lets go of the notes that no key here opens."""
    notes = dict(PrivateNote.objects.exclude(sealed="").order_by("pk").values_list("pk", "sealed"))
    lost = {pk for pk, sealed in notes.items() if not opens(sealed)}
    forgotten = _forget({pk: notes[pk] for pk in lost}) if forget else 0
    if len(lost) == len(notes):
        if forget:
            set_keys_aside()
        return Resealed(0, len(lost) - forgotten, forgotten)
    turn_key()
    done = 0
    for pk in notes.keys() - lost:
        done += PrivateNote.objects.filter(pk=pk, sealed=notes[pk]).update(sealed=seal(unseal(notes[pk])))
    if not lost or forget:
        drop_old_keys()
    return Resealed(done, len(lost) - forgotten, forgotten)


def opens(sealed: str) -> bool:
    """Whether a key here opens it."""
    try:
        unseal(sealed)
    except KeyLost:
        return False
    return True


def _forget(lost: dict[int, str]) -> int:
    notes = PrivateNote.objects
    return sum(notes.filter(pk=pk, sealed=sealed).update(sealed="", is_searched=False) for pk, sealed in lost.items())
