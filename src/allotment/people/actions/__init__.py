"""What an owner does with people, and how upper areas tell that something happened; a file per act."""

from allotment.people.actions.adding import ProfileToNote, add_person, note_profile, put_in_fields, sort_key
from allotment.people.actions.describing import describe_person, welcome
from allotment.people.actions.recording import record_moment

__all__ = [
    "ProfileToNote",
    "add_person",
    "describe_person",
    "note_profile",
    "put_in_fields",
    "record_moment",
    "sort_key",
    "welcome",
]
