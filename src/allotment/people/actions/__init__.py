"""What an owner does with people, and how upper areas tell that something happened; a file per act."""

from allotment.people.actions.adding import ProfileToNote, add_person, note_profile, put_in_fields
from allotment.people.actions.describing import NotAPerson, PersonWords, describe_person, welcome, write_down
from allotment.people.actions.noting import NOT_NOTED, change_moment, moment_for, note_moment, remove_moment
from allotment.people.actions.placing import ProfileTaken, add_profile, remove_profile
from allotment.people.actions.private_notes import Resealed, opens, reseal_notes, write_note
from allotment.people.actions.recording import hear_anew, record_moment, take_back_moment
from allotment.people.actions.suggesting import answer_suggestion, hush_reciprocity, suggest, tending_of
from allotment.people.actions.tending import tend_person
from allotment.people.sorting import sort_key

__all__ = [
    "NOT_NOTED",
    "NotAPerson",
    "PersonWords",
    "ProfileTaken",
    "ProfileToNote",
    "Resealed",
    "add_person",
    "add_profile",
    "answer_suggestion",
    "change_moment",
    "describe_person",
    "hear_anew",
    "hush_reciprocity",
    "moment_for",
    "note_moment",
    "note_profile",
    "opens",
    "put_in_fields",
    "record_moment",
    "remove_moment",
    "remove_profile",
    "reseal_notes",
    "sort_key",
    "suggest",
    "take_back_moment",
    "tend_person",
    "tending_of",
    "welcome",
    "write_down",
    "write_note",
]
