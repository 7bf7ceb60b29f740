"""Address books as vCard 2.1, 3.0 and 4.0, in and out."""

from allotment.networks.vcard.convert import looks_like_vcard, to_records
from allotment.networks.vcard.writing import from_records

__all__ = ["from_records", "looks_like_vcard", "to_records"]
