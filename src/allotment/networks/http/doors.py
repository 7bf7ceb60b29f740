"""The one way out. Nothing else in Allotment opens a connection to the web."""

import os
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Final, Self

from allotment.networks.http.guard import Guard, IPNetwork
from allotment.networks.http.politeness import Politeness
from allotment.networks.http.records import Failed, Outcome, Request, Retrieved
from allotment.networks.http.runs import Run
from allotment.networks.http.transports import Limits, Transport

_ORPHANS: Final[list[Transport]] = []
"""A parent's connections in a forked child: to close them here would end the parent's conversations."""


class Door:
    """Fetches from the web, politely and never from a private place.

    Several threads may use one door: each run has connections of its own. A child process may too: it begins
    with none. What `fetch_many` returns belongs to the thread and the process that began to iterate over it.
    Addresses in `allow_networks` are the operator's own: the guard lets them through, and they may be asked
    more than `per_host` times at once. `resolve` answers for DNS, in libcurl's words:
    `host:port:address[,address]`. Times are in seconds.
    """

    def __init__(
        self,
        *,
        allow_networks: Sequence[IPNetwork] = (),
        user_agent: str,
        concurrency: int = 50,
        per_host: int = 2,
        connect_seconds: float = 10,
        whole_seconds: float = 30,
        redirects: int = 5,
        resolve: Sequence[str] = (),
    ) -> None:
        self._guard = Guard(allow_networks)
        self._limits = Limits(concurrency, per_host, connect_seconds, whole_seconds, redirects)
        self._user_agent = user_agent
        self._resolve = tuple(resolve)
        self._idle: list[Transport] = []
        self._process = os.getpid()

    def get(self, address: str, **fields: Any) -> Retrieved:
        """Fetches one address; `fields` are Request's. Raises NetworkError."""
        return self._one(Request(address, **fields))

    def post(self, address: str, body: bytes, headers: Sequence[tuple[str, str]] = ()) -> Retrieved:
        """Sends `body`. Raises NetworkError."""
        return self._one(Request(address, method="POST", body=body, headers=tuple(headers), accept="*/*"))

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[Outcome]:
        """Outcomes in the order of completion; requests are taken as there is room for them.

        In memory are the bodies on their way, at most `concurrency` (of each 1 MiB, the rest is in a file),
        and the one just handed out. The time its consumer takes counts against nobody's time-out.
        """
        transport = self._transport()
        try:
            politeness = Politeness(self._guard, self._limits.per_host, transport.own)
            yield from Run(transport, politeness, self._limits, requests).outcomes()
        finally:
            self._idle.append(transport)

    def close(self) -> None:
        """Closes the connections kept for the next run."""
        while self._idle:
            self._idle.pop().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _one(self, request: Request) -> Retrieved:
        (outcome,) = self.fetch_many([request])
        if isinstance(outcome, Failed):
            raise outcome.error
        return outcome

    def _transport(self) -> Transport:
        if self._process != os.getpid():
            _ORPHANS.extend(self._idle)
            self._idle, self._process = [], os.getpid()
        try:
            return self._idle.pop()
        except IndexError:
            return Transport(self._guard, self._limits, self._user_agent, self._resolve)
