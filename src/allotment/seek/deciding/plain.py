"""What comes from outside, as a column takes it."""

LONGEST_ADDRESS = 2000
NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})


def plain(words: str, most: int) -> str:
    """No NUL, no half of a surrogate pair, no white space at the ends, at most that many characters."""
    kept = words.replace("\x00", "")
    if not kept.isascii():
        kept = kept.encode("utf-8", "ignore").decode()
    return kept.strip()[:most]


def web_address(address: str | None) -> str:
    """An http address as written; empty for what is none, or too long to be one."""
    if not address or len(address) > LONGEST_ADDRESS or not address.startswith(("https://", "http://")):
        return ""
    return plain(address, LONGEST_ADDRESS)


def language_tag(said: str | None) -> str:
    """`de-AT` for `de_at`; empty for what is no tag (BCP 47, as far as feeds use it)."""
    head, *rest = (said or "").strip().replace("_", "-").split("-")
    head = head.lower()
    if not (2 <= len(head) <= 3 and head.isascii() and head.isalpha()) or head in NO_LANGUAGE:
        return ""
    if not all(part.isascii() and part.isalnum() for part in rest) or len("-".join([head, *rest])) > 12:
        return head
    return "-".join([head, *(part.upper() if len(part) == 2 else part for part in rest)])
