"""The forms of sense, a file per act."""

from allotment.sense.forms.keeping import KeepForm, ResourceForm
from allotment.sense.forms.reflecting import ReflectionForm

__all__ = ["KeepForm", "ReflectionForm", "ResourceForm"]
