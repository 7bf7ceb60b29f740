"""The rows of people, a file per noun."""

from allotment.people.models.depth import Depth
from allotment.people.models.field import Field
from allotment.people.models.importing import Import, ImportLine
from allotment.people.models.moment import Moment
from allotment.people.models.note import PrivateNote
from allotment.people.models.person import Person
from allotment.people.models.profile import Profile
from allotment.people.models.suggestion import Suggestion, Tending

__all__ = [
    "Depth",
    "Field",
    "Import",
    "ImportLine",
    "Moment",
    "Person",
    "PrivateNote",
    "Profile",
    "Suggestion",
    "Tending",
]
