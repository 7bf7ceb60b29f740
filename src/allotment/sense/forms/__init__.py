"""What owners type into the pages of sense, turned into values."""

from allotment.sense.forms.claiming import ClaimForm, ThinkForm, ViewForm
from allotment.sense.forms.keeping import KeepForm, ResourceForm
from allotment.sense.forms.narrowing import LibraryForm
from allotment.sense.forms.reflecting import ReflectionForm
from allotment.sense.forms.using import UseForm

__all__ = [
    "ClaimForm",
    "KeepForm",
    "LibraryForm",
    "ReflectionForm",
    "ResourceForm",
    "ThinkForm",
    "UseForm",
    "ViewForm",
]
