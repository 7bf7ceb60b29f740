"""Where this installation keeps what is its own: the database, its key, its pictures."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from platformdirs import user_data_path

CHECKOUT = Path(__file__).resolve().parents[3]


def home_path(named: str) -> Path:
    """`ALLOTMENT_HOME`, else `var/` of a checkout, else the platform's folder for data; made when missing."""
    if named:
        path = Path(named).expanduser().resolve()
    elif (CHECKOUT / "manage.py").exists() and (CHECKOUT / "pyproject.toml").exists():
        path = CHECKOUT / "var"
    else:
        path = user_data_path("allotment", appauthor=False)
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ImproperlyConfigured(f"ALLOTMENT_HOME: {path} cannot be made: {error}") from error
    return path


def secret_key(home: Path, given: str) -> str:
    """The key that signs sessions: the one given, else one made once and kept in the home for its user only."""
    if given:
        if len(given) < 32:
            raise ImproperlyConfigured("ALLOTMENT_SECRET_KEY is too short: use at least 32 characters.")
        return given
    path = home / "secret-key"
    try:
        with open(path, "x", encoding="ascii", opener=_private) as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError as error:
        raise ImproperlyConfigured(f"{path} cannot be written: {error}") from error
    return path.read_text(encoding="ascii")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
