"""What a profile's feed says about the profile."""


def name_of(title: str) -> str:
    """`@ann.example - Ann Bee` is Ann Bee; without a name, the handle stays."""
    handle, dash, name = title.partition(" - ")
    return name.strip() if dash and handle.startswith("@") and name.strip() else title
