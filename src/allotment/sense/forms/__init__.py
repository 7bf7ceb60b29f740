"""What owners type into the pages of sense, turned into values."""

from allotment.sense.forms.keeping import KeepForm, ResourceForm
from allotment.sense.forms.narrowing import LibraryForm
from allotment.sense.forms.reflecting import ReflectionForm
from allotment.sense.forms.using import UseForm

__all__ = ["KeepForm", "LibraryForm", "ReflectionForm", "ResourceForm", "UseForm"]
