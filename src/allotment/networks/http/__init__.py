"""The door to the web: `Door`, and the records it takes and gives."""

from allotment.networks.http.doors import Door
from allotment.networks.http.guard import IPNetwork
from allotment.networks.http.records import Failed, Outcome, Request, Retrieved

__all__ = ["Door", "Failed", "IPNetwork", "Outcome", "Request", "Retrieved"]
