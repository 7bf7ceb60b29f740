"""How people and what happened with them are searched; a file per noun."""

from allotment.people.searchable import moments, people
from allotment.people.searchable.people import PEOPLE, named, put_people, take_people

__all__ = ["PEOPLE", "SEARCHABLES", "named", "put_people", "take_people"]

SEARCHABLES = [people.SEARCHABLE, moments.SEARCHABLE]
