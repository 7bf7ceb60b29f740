"""Finding what can be followed."""

from allotment.networks.discovery.discovering import discover
from allotment.networks.discovery.records import Found, Getter

__all__ = ["Found", "Getter", "discover"]
