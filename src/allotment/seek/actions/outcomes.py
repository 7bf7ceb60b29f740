"""What came of asking to follow something: the same record for page, terminal and worker."""

from dataclasses import dataclass
from typing import Any, Literal

from allotment.networks.errors import NetworkError

Status = Literal["followed", "already", "failed", "waiting"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something could not be followed. The message is an English sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Followed:
    """One address and what came of it. `waiting`: it has to be looked for first, which the worker does."""

    address: str
    status: Status
    source_id: int | None = None
    source: str | None = None
    """The address of the source that is followed."""
    title: str | None = None
    kind: str | None = None
    person: str | None = None
    error: Problem | None = None
    follow_id: int | None = None

    def as_json(self) -> dict[str, Any]:
        """As the terminal's contract has it."""
        error = {"code": self.error.code, "message": self.error.message} if self.error else None
        names = ("address", "status", "source", "title", "kind", "person")
        return {name: getattr(self, name) for name in names} | {"error": error}


def failed(address: str, error: NetworkError) -> Followed:
    return Followed(address, "failed", error=Problem(error.code, error.message))
