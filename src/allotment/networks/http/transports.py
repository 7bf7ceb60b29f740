"""A libcurl multi handle with its slots: the connections that one run uses, kept for the next."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import pycurl

from allotment.networks.http.guard import Guard
from allotment.networks.http.slots import Slot


@dataclass(frozen=True, slots=True)
class Limits:
    """How much, how many, how long (seconds)."""

    concurrency: int
    per_host: int
    connect_seconds: float
    whole_seconds: float
    redirects: int


class Transport:
    """Not for two threads at once, and not across a fork: the door sees to both."""

    def __init__(self, guard: Guard, limits: Limits, user_agent: str, resolve: tuple[str, ...]) -> None:
        self.guard = guard
        self.limits = limits
        self.user_agent = user_agent
        self.resolve = resolve
        self.multi = pycurl.CurlMulti()
        self.multi.setopt(pycurl.M_MAXCONNECTS, limits.concurrency)
        self.idle: list[Slot] = []
        self.own: set[str] = set()
        """Hosts known to be the operator's: a connection that is used again does not pass the guard again."""

    def slot(self) -> Slot:
        if self.idle:
            return self.idle.pop()
        return Slot(self.guard, self.user_agent, self.resolve, self.limits.connect_seconds)

    def add(self, slot: Slot) -> None:
        self.multi.add_handle(slot.curl)

    def give_back(self, slot: Slot) -> None:
        """Takes the slot out, finished or not. One that did something uncommon is not kept."""
        self.multi.remove_handle(slot.curl)
        slot.clear()
        if slot.common:
            self.idle.append(slot)
        else:
            slot.curl.close()

    def work(self) -> None:
        self.multi.perform()

    def rest(self, longest: float) -> None:
        """Sleeps until there is something to do, at most `longest` seconds."""
        wanted = self.multi.timeout()
        if not wanted:
            return
        seconds = longest if wanted < 0 else min(longest, wanted / 1000)
        if self.multi.select(seconds) < 0:
            # No socket yet, only a name being looked up.
            time.sleep(min(seconds, 0.005))

    def done(self) -> Iterator[tuple[pycurl.Curl, int]]:
        """Finished handles with libcurl's code, 0 for success."""
        more = 1
        while more:
            more, succeeded, broken = self.multi.info_read()
            for curl in succeeded:
                yield curl, 0
            for curl, code, _ in broken:
                yield curl, code

    def close(self) -> None:
        for slot in self.idle:
            slot.curl.close()
        self.idle.clear()
        self.multi.close()
