"""Words sealed at rest, with keys that are neither in the database nor in a backup (docs/decisions/0061-sealing.md).

The file `notes-key` in the home holds a key a line: the first seals, all of them open.
"""

import os
import tempfile
from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from allotment.core.backup.locking import preparing
from allotment.core.errors import AllotmentError

FILE: Final = "notes-key"
KEPT: Final = 2
"""The key in use and the one before it: a process that read the file a moment ago may still seal with that."""


class KeyLost(AllotmentError):
    """No key here opens what was sealed."""

    code = "notes_key"
    status = 409
    sentence = _(
        "The key to your private notes is not here, or it is another one: they stay sealed until the right file "
        "notes-key is back in Allotment's home. Everything else goes on."
    )


def key_file() -> Path:
    return Path(settings.HOME) / FILE


def seal(text: str, *, like: str = "") -> str:
    """Seals a text. `like`, something that is sealed already, has to open first, so that no second key comes into
    use while the right one is away; without anything sealed, a first key is made. Raises KeyLost."""
    if like:
        unseal(like)
    elif not key_file().exists():
        _make()
    return _box(_keys()).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """The text; raises KeyLost."""
    try:
        return _box(_keys()).decrypt(sealed).decode()
    except (InvalidToken, ValueError) as error:
        raise KeyLost from error


def turn_key() -> None:
    """Puts a new key before the others. What they sealed still opens."""
    with preparing(settings.HOME):
        _write([Fernet.generate_key().decode("ascii"), *_keys()])


def drop_old_keys() -> None:
    """Keeps what `KEPT` says, once everything is sealed anew."""
    with preparing(settings.HOME):
        _write(_keys()[:KEPT])


def set_keys_aside() -> None:
    """Where nothing is left that they could open: the next note begins with a key of its own."""
    with preparing(settings.HOME):
        if key_file().exists():
            key_file().replace(key_file().with_name(f"{FILE}.before"))


def _keys() -> list[str]:
    try:
        return key_file().read_text(encoding="ascii").split()
    except (OSError, UnicodeError) as error:
        raise KeyLost from error


def _box(keys: list[str]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:  # no key, or something that is none
        raise KeyLost from error


def _make() -> None:
    """A first key. Of several processes that make one, all use that of the first: a link is made once or not at all,
    and never half."""
    written = _written([Fernet.generate_key().decode("ascii")])
    try:
        os.link(written, key_file())
    except FileExistsError:
        return
    finally:
        written.unlink()


def _write(keys: list[str]) -> None:
    _box(keys)
    _written(keys).replace(key_file())


def _written(keys: list[str]) -> Path:
    """A file beside the key's, for its user only, whole and on the disk."""
    number, name = tempfile.mkstemp(dir=settings.HOME, prefix=f".{FILE}-")
    try:
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write("".join(f"{key}\n" for key in keys))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        Path(name).unlink()
        raise
    return Path(name)
