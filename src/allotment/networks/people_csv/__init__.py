"""Tables of people: LinkedIn's connections, Google's and Outlook's contacts, and whatever names its columns."""

from allotment.networks.people_csv.convert import looks_like_people, to_records
from allotment.networks.people_csv.writing import from_records

__all__ = ["from_records", "looks_like_people", "to_records"]
