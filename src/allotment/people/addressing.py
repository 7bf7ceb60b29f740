"""Where somebody is found, from whatever was typed: a site, an account, an e-mail address, a telephone. Pure."""

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from allotment.core.errors import AllotmentError
from allotment.networks.addresses import is_web_address, profile_of, understand, url_key
from allotment.networks.errors import NetworkError
from allotment.people.actions.adding import ProfileToNote

_MAIL: Final = re.compile(r"(?:mailto:)?([^\s@:/<>]+@[^\s@:/<>]+\.[^\s@:/<>.]+)", re.IGNORECASE)
_TELEPHONE: Final = re.compile(r"(?:tel:)?(\+?[\d][\d ()./-]{4,28}\d)", re.ASCII | re.IGNORECASE)
LONGEST: Final = 2000


class NotAnAddress(AllotmentError):
    """Nobody could be found by it."""

    code = "bad_address"
    sentence = _("That is no address. A site, an account such as @ada@example.social or an e-mail address will do.")


def profile_in(text: str) -> ProfileToNote:
    """Raises NotAnAddress, with the sentence that helps."""
    text = text.strip()
    if len(text) > LONGEST:
        raise NotAnAddress
    if found := _MAIL.fullmatch(text):
        address = f"mailto:{found[1]}"
        return ProfileToNote("email", address, url_key(address.casefold()), found[1])
    if found := _TELEPHONE.fullmatch(text):
        address = "tel:" + re.sub(r"[^\d+]", "", found[1])
        return ProfileToNote("telephone", address, url_key(address), found[1])
    try:
        understood = understand(text)
    except NetworkError as error:
        raise NotAnAddress from error
    address = understood.page_address or understood.feed_address or ""
    if not is_web_address(address):
        raise NotAnAddress
    profile = understood.profile or profile_of(address)
    place = profile.address or address
    return ProfileToNote(profile.kind or understood.kind, place, url_key(place), profile.handle or "")
