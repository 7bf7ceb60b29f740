"""What an account's feed says about the account."""

import re
from typing import Final

_SET_PHRASE: Final = re.compile(r"(?:public posts|posts) (?:from|by) @.*", re.IGNORECASE | re.DOTALL)


def headline_of(description: str) -> str:
    """The feed's description, unless it is the sentence that Mastodon and GoToSocial write for everybody."""
    return "" if _SET_PHRASE.fullmatch(description.strip()) else description
