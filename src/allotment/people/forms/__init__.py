"""What owners type into the pages of people, turned into values; a file per noun."""

from allotment.people.forms.moments import ChangeMomentForm, MomentForm
from allotment.people.forms.people import AddForm, NoteForm, PersonForm, ProfileForm, boxes
from allotment.people.forms.tending import TendingChoicesForm, TendingForm

__all__ = [
    "AddForm",
    "ChangeMomentForm",
    "MomentForm",
    "NoteForm",
    "PersonForm",
    "ProfileForm",
    "TendingChoicesForm",
    "TendingForm",
    "boxes",
]
