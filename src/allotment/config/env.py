"""Reads what the environment says about this installation, and fails loudly where it makes no sense."""

import os
from collections.abc import Mapping, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


class Env:
    """Typed readings of `ALLOTMENT_*`. A value may stand in a file instead, named by `ALLOTMENT_X_FILE`."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self.variables = os.environ if variables is None else variables

    def text(self, name: str, default: str = "") -> str:
        """The words of a variable, or of the file that its `_FILE` names; white space at the ends is dropped."""
        path = self.variables.get(f"{name}_FILE")
        if path is None:
            return self.variables.get(name, default).strip()
        if name in self.variables:
            raise ImproperlyConfigured(f"{name} and {name}_FILE are both set: keep one of them.")
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{name}_FILE names {path}, which cannot be read: {error}") from error

    def flag(self, name: str, *, default: bool = False) -> bool:
        """yes or no."""
        value = self.text(name).lower()
        if not value:
            return default
        if value in TRUE or value in FALSE:
            return value in TRUE
        raise ImproperlyConfigured(f"{name} is {value!r}: say yes or no.")

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number within bounds."""
        value = self.text(name)
        if not value:
            return default
        if value.isascii() and value.isdigit() and least <= int(value) <= most:
            return int(value)
        raise ImproperlyConfigured(f"{name} is {value!r}: it takes a whole number from {least} to {most}.")

    def choice(self, name: str, default: str, choices: Sequence[str]) -> str:
        """One of a few words."""
        value = self.text(name, default).lower() or default
        if value in choices:
            return value
        raise ImproperlyConfigured(f"{name} is {value!r}: it takes one of {', '.join(choices)}.")

    def networks(self, name: str) -> tuple[IPv4Network | IPv6Network, ...]:
        """Networks in CIDR notation, separated by commas."""
        found = []
        for part in filter(None, (part.strip() for part in self.text(name).split(","))):
            try:
                found.append(ip_network(part))
            except ValueError as error:
                raise ImproperlyConfigured(
                    f"{name} names {part!r}, which is no network: write it like 127.0.0.0/8."
                ) from error
        return tuple(found)
