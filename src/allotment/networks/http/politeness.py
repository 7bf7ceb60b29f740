"""Who may be asked how often.

Two at once for each host, and nobody who asked us to wait; the operator's own hosts are exempt.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from allotment.networks.http.guard import Guard
from allotment.networks.http.records import Request
from allotment.networks.http.targets import Target

MOST_WAITING: Final = 2_000
"""How many requests may wait for their host before no more are taken from the caller."""


@dataclass(slots=True, eq=False)
class Host:
    """What is known of one host in this run."""

    name: str
    own: bool = False
    """In the operator's networks, as far as seen."""
    foreign: bool = False
    """At least one of its addresses is not the operator's."""
    active: int = 0
    resting: bool = False
    wait: int | None = None
    waiting: deque["Job"] = field(default_factory=deque)


@dataclass(slots=True, eq=False)
class Job:
    """One request on its way, over all its redirects."""

    request: Request
    target: Target
    host: Host | None = None
    began: float = 0.0
    """By the run's own clock; zero until the first connection."""
    seen: tuple[str, ...] = ()
    """Addresses left behind by redirects."""
    permanent: bool = True
    first_origin: str = ""
    """Whose the request's own headers are; empty before the first redirect."""
    without_body: bool = False
    """A redirect turned a POST into a GET."""
    as_it_is: bool = False
    """Asked for a second time, to be unpacked here: libcurl could not."""


class Politeness:
    """The hosts of one run."""

    def __init__(self, guard: Guard, per_host: int, own: set[str]) -> None:
        self.guard = guard
        self.own = own
        """Names known to lead into the operator's networks; what is learned is added."""
        self.per_host = per_host
        self.hosts: dict[str, Host] = {}
        self.waiting = 0
        self.free: deque[Host] = deque()
        """Hosts that have somebody waiting and, since lately, room."""

    def host(self, name: str) -> Host:
        host = self.hosts.get(name)
        if host is None:
            own = name in self.own or self.guard.allows(name.strip("[]"))
            host = self.hosts[name] = Host(name, own=own)
        return host

    def admit(self, job: Job, host: Host, *, first: bool = False) -> bool:
        """Whether the job may start now; if not, it waits for its host."""
        job.host = host
        if host.own or host.active < self.per_host:
            host.active += 1
            return True
        (host.waiting.appendleft if first else host.waiting.append)(job)
        self.waiting += 1
        return False

    @property
    def full(self) -> bool:
        return self.waiting >= MOST_WAITING

    def release(self, host: Host) -> None:
        host.active -= 1
        if host.waiting:
            self.free.append(host)
        elif not (host.active or host.resting or host.own or host.foreign):
            self.hosts.pop(host.name, None)

    def next_waiting(self) -> Job | None:
        """A job whose host has room again, already admitted."""
        while self.free:
            host = self.free[0]
            if host.waiting and (host.own or host.active < self.per_host):
                host.active += 1
                self.waiting -= 1
                return host.waiting.popleft()
            self.free.popleft()
        return None

    def met(self, host: Host, address: str) -> None:
        """A connection to `address` was opened in the name of the host."""
        if not self.guard.allows(address):
            host.foreign, host.own = True, False
            self.own.discard(host.name)
        elif not host.foreign and not host.own:
            host.own = True
            self.own.add(host.name)
            self.free.append(host)

    def rest(self, host: Host, wait: int | None) -> list[Job]:
        """The host asked for a rest: nothing more goes there. Returns who was waiting."""
        if host.own:
            return []
        host.resting, host.wait = True, wait
        dropped = list(host.waiting)
        self.waiting -= len(dropped)
        host.waiting.clear()
        return dropped
