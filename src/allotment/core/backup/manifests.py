"""What an archive says of itself."""

import json
from dataclasses import dataclass
from typing import Any, Self

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
KEPT_FILES = ("secret-key",)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The archive's own words, none of them believed before the rest was held against them."""

    format: int
    made_at: str
    version: str
    engine: str
    migrations: frozenset[tuple[str, str]]
    sha256: dict[str, str]

    def as_json(self) -> str:
        told = {name: getattr(self, name) for name in ("format", "made_at", "version", "engine", "sha256")}
        return json.dumps(told | {"migrations": sorted(map(list, self.migrations))}, indent=1)

    @classmethod
    def read(cls, text: bytes) -> Self:
        """Raises ValueError, TypeError, KeyError or RecursionError for what is none."""
        told = json.loads(text)
        return cls(
            format=int(told["format"]),
            made_at=_line(told["made_at"]),
            version=_line(told["version"]),
            engine=_line(told["engine"]),
            migrations=frozenset((str(app), str(name)) for app, name in told["migrations"]),
            sha256={str(name): str(digest) for name, digest in dict(told["sha256"]).items()},
        )


def _line(value: Any) -> str:
    """A short text that can be shown on a terminal."""
    return "".join(letter for letter in str(value)[:60] if letter.isprintable())
