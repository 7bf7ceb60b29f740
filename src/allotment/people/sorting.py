"""The order of names."""

import unicodedata


def sort_key(name: str) -> str:
    """The name as it is sorted: without accents and case."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))[:200]
