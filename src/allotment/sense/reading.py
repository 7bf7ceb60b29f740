"""What somebody typed, pasted or shared to keep: an address with words about it, or a thought. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from allotment.networks.addresses import canonical, is_web_address

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BARE: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,24}(?:[/?#]\S*)?", re.IGNORECASE)
"""An address as people say it: allotment.example/today."""
_LOOSE_END: Final = ".,;:!?)]}»”\N{RIGHT SINGLE QUOTATION MARK}'"


@dataclass(frozen=True, slots=True)
class Understood:
    """An address, perhaps none, and the words beside it."""

    address: str
    words: str


def understood(text: str) -> Understood:
    """One address with or without words is a link; no address, or several of them, are words."""
    text = text.strip()
    found = _ADDRESS.findall(text)
    if len(found) == 1:
        address = found[0].rstrip(_LOOSE_END)
        spelled = canonical(address)
        if is_web_address(spelled):
            before, _, after = text.partition(address)
            return Understood(spelled, " ".join(filter(None, (_tidy(before), _tidy(after)))))
    if not found and _BARE.fullmatch(text):
        spelled = canonical(f"https://{text}")
        if is_web_address(spelled):
            return Understood(spelled, "")
    return Understood("", text)


def _tidy(words: str) -> str:
    return words.strip().strip('<>"').strip()
