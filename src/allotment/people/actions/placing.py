"""Where somebody is found: another address of theirs, or one less."""

from django.db import transaction
from django.utils.translation import gettext as _

from allotment.core.errors import AllotmentError, NotFound
from allotment.core.models import Owner
from allotment.people.actions.adding import ProfileToNote, note_profile
from allotment.people.models import Person, Profile
from allotment.people.searchable import put_people


class ProfileTaken(AllotmentError):
    """Another of the owner's people is found there."""

    code = "profile_taken"
    status = 409

    def __init__(self, whose: Person) -> None:
        super().__init__(_("That address belongs to %(name)s already.") % {"name": whose.name})


@transaction.atomic
def add_profile(*, owner: Owner, person_id: int, profile: ProfileToNote) -> Profile:
    """That somebody is found there, too; raises ProfileTaken where it is somebody else's."""
    person = Person.objects.visible_to(owner).filter(pk=person_id).first()
    if person is None:
        raise NotFound
    noted = note_profile(owner=owner, person=person, profile=profile)
    if noted.person_id != person.pk:
        raise ProfileTaken(noted.person)
    put_people([person.pk])
    return noted


@transaction.atomic
def remove_profile(*, owner: Owner, profile_id: int) -> Profile:
    """They are not found there any more. What comes from that address goes on coming."""
    profile = Profile.objects.filter(owner=owner, pk=profile_id).first()
    if profile is None:
        raise NotFound
    Profile.objects.filter(pk=profile.pk).delete()
    put_people([profile.person_id])
    return profile
