"""What pages and commands need of people, as frozen records; a file per noun."""

from allotment.people.queries.card import PersonCard, SealedNote, names_beginning, person_of, sealed_notes
from allotment.people.queries.finding import Wanted
from allotment.people.queries.moments import MomentLine, MomentsPage, a_page_of_moments, moments_with
from allotment.people.queries.people import (
    PeoplePage,
    PersonLine,
    ProfileLine,
    a_page_of_people,
    field_names,
    name_of,
    people_of,
)

__all__ = [
    "MomentLine",
    "MomentsPage",
    "PeoplePage",
    "PersonCard",
    "PersonLine",
    "ProfileLine",
    "SealedNote",
    "Wanted",
    "a_page_of_moments",
    "a_page_of_people",
    "field_names",
    "moments_with",
    "name_of",
    "names_beginning",
    "people_of",
    "person_of",
    "sealed_notes",
]
