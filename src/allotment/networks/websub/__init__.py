"""WebSub: being told at once when a feed has news."""

from allotment.networks.websub.client import subscribe
from allotment.networks.websub.convert import Signature, signature_of

__all__ = ["Signature", "signature_of", "subscribe"]
