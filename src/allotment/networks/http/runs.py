"""One run of the door over many requests: what starts when, what follows a redirect, what comes out."""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import pycurl

from allotment.networks.errors import NetworkError
from allotment.networks.http import sentences
from allotment.networks.http.headers import read_headers, seconds_to_wait
from allotment.networks.http.politeness import Host, Job, Politeness
from allotment.networks.http.records import Failed, Outcome, Request, Retrieved
from allotment.networks.http.slots import MOST_HEADER_LINES, Slot
from allotment.networks.http.targets import Target, target
from allotment.networks.http.transports import Limits, Transport
from allotment.networks.http.unpacking import unpacked

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
PERMANENT: Final = frozenset({301, 308})
UNPACKING: Final = frozenset({pycurl.E_BAD_CONTENT_ENCODING, pycurl.E_WRITE_ERROR})
"""What libcurl says of a body that it cannot unpack; the second only when we did not stop it ourselves."""
LONGEST_SLEEP: Final = 0.25
BREATH: Final = 0.005
"""Seconds the consumer may take before the connections are looked after again, between two outcomes."""
UNCOUNTED: Final = 0.05
"""Seconds: what the consumer takes beyond this is given back to the requests on their way."""


class Run:
    """Feeds a transport from an iterable, lazily. One thread at a time, as a generator is."""

    def __init__(
        self, transport: Transport, politeness: Politeness, limits: Limits, requests: Iterable[Request]
    ) -> None:
        self.transport = transport
        self.politeness = politeness
        self.limits = limits
        self.requests = iter(requests)
        self.exhausted = False
        self.hops: deque[Job] = deque()
        self.failed: deque[Failed] = deque()
        self.active: dict[pycurl.Curl, Slot] = {}
        self.outside = 0.0
        """Seconds spent with the consumer: they count for nobody."""

    def outcomes(self) -> Iterator[Outcome]:
        try:
            while True:
                yield from self.refusals()
                if not self.active:
                    return
                self.transport.work()
                yield from self.finished()
                self.transport.rest(LONGEST_SLEEP)
        finally:
            self.abandon()

    def now(self) -> float:
        return time.monotonic() - self.outside

    def refusals(self) -> Iterator[Outcome]:
        """Fills up, and tells what failed without a connection."""
        self.fill()
        while self.failed:
            left = time.monotonic()
            yield self.failed.popleft()
            self.come_back(left)
            self.fill()

    def finished(self) -> Iterator[Outcome]:
        for curl, code in self.transport.done():
            slot = self.active.pop(curl)
            outcome = self.settle(slot, code)
            self.fill()
            if outcome is not None:
                left = time.monotonic()
                yield outcome
                self.come_back(left)

    def come_back(self, left: float) -> None:
        """Looks after the connections when the consumer took its time with an outcome."""
        away = time.monotonic() - left
        if away < BREATH:
            return
        self.outside += away
        if away > UNCOUNTED:
            for slot in self.active.values():
                slot.allow_more(away)
        self.transport.work()

    def fill(self) -> None:
        """Starts what may start."""
        while len(self.active) < self.limits.concurrency:
            job = self.next_job()
            if job is None:
                return
            self.start(job)

    def next_job(self) -> Job | None:
        """An admitted job: redirects first, then who waited for a host, then the caller's next ones."""
        while self.hops:
            job = self.hops.popleft()
            if self.admitted(job, first=True):
                return job
        return self.politeness.next_waiting() or self.next_new_job()

    def next_new_job(self) -> Job | None:
        while not self.exhausted and not self.failed and not self.politeness.full:
            request = next(self.requests, None)
            if request is None:
                self.exhausted = True
                return None
            try:
                job = Job(request, target(request.address))
            except NetworkError as error:
                self.failed.append(Failed(request, error))
                return None
            if self.admitted(job):
                return job
        return None

    def admitted(self, job: Job, *, first: bool = False) -> bool:
        host = self.politeness.host(job.target.host)
        if host.resting:
            self.failed.append(Failed(job.request, sentences.asked_to_wait(host.name, host.wait)))
            return False
        return self.politeness.admit(job, host, first=first)

    def start(self, job: Job) -> None:
        now = self.now()
        job.began = job.began or now
        slot = self.transport.slot()
        left = self.limits.whole_seconds if job.began == now else job.began + self.limits.whole_seconds - now
        slot.begin(job, self.politeness, left)
        self.active[slot.curl] = slot
        self.transport.add(slot)

    def settle(self, slot: Slot, code: int) -> Outcome | None:
        """What became of a finished request; None when a redirect leads on."""
        job = slot.job
        host = job.host if job else None
        if job is None or host is None:
            raise AssertionError("a slot finished that never began")
        try:
            return self.failure(slot, code, job) if code else self.answer(slot, job, host)
        except NetworkError as error:
            return Failed(job.request, error)
        finally:
            self.politeness.release(host)
            self.transport.give_back(slot)

    def failure(self, slot: Slot, code: int, job: Job) -> Failed | None:
        name = job.target.host
        if slot.too_large or code == pycurl.E_FILESIZE_EXCEEDED:
            error = sentences.too_large(name, slot.limit)
        elif slot.no_room:
            error = sentences.no_room(name)
        elif slot.refused is not None and code == pycurl.E_COULDNT_CONNECT:
            error = sentences.refused_place(name, slot.refused)
        elif code in UNPACKING and job.request.method == "GET" and not job.as_it_is:
            self.hops.append(replace(job, as_it_is=True))
            return None
        else:
            error = sentences.error_of_code(code, name)
        return Failed(job.request, error)

    def answer(self, slot: Slot, job: Job, host: Host) -> Outcome | None:
        status = slot.curl.getinfo(pycurl.RESPONSE_CODE)
        if len(slot.lines) == MOST_HEADER_LINES:
            raise sentences.too_many_headers(host.name)
        if status in REDIRECTS and (place := slot.curl.getinfo_raw(pycurl.REDIRECT_URL)):
            self.hops.append(self.next_hop(job, status, place.decode("utf-8", "replace")))
            return None
        headers = read_headers(slot.lines)
        if 200 <= status < 300 or status == 304:
            return self.retrieved(slot, job, status, headers)
        wait = seconds_to_wait(headers, status, datetime.now(UTC))
        if status == 429 or (status == 503 and wait):
            for other in self.politeness.rest(host, wait):
                self.failed.append(Failed(other.request, sentences.asked_to_wait(host.name, wait)))
        raise sentences.error_of_status(status, host.name, wait)

    def retrieved(self, slot: Slot, job: Job, status: int, headers: dict[str, str]) -> Retrieved:
        request, address = job.request, job.target.address
        if status == 304 and not (request.etag or request.last_modified or request.headers):
            raise sentences.unasked_304(job.target.host)
        moved = address if job.seen and job.permanent else None
        body = slot.body() if slot.size else b""
        return Retrieved(request, address, status, headers, self.unpacked(job, body), moved)

    def unpacked(self, job: Job, body: bytes) -> bytes:
        if not job.as_it_is:
            return body
        found, limit = unpacked(body, job.request.max_bytes), job.request.max_bytes
        if found is None:
            raise sentences.error_of_code(pycurl.E_BAD_CONTENT_ENCODING, job.target.host)
        if len(found) > limit:
            raise sentences.too_large(job.target.host, limit)
        return found

    def next_hop(self, job: Job, status: int, place: str) -> Job:
        """The job one redirect further. Raises NetworkError where we do not follow."""
        host, here = job.target.host, job.target.address
        if not place.lower().startswith(("http:", "https:")):
            raise sentences.refused_scheme(host)
        there = self.without_foreign_login(job, target(place))
        seen = (*job.seen, here)
        if there.address in seen or len(seen) > self.limits.redirects:
            raise sentences.going_in_circles(host)
        without_body = job.without_body or (job.request.method == "POST" and status in (301, 302, 303))
        if job.request.method == "POST" and not without_body and there.host != host:
            raise sentences.body_elsewhere(host)
        return Job(
            job.request,
            there,
            began=job.began,
            seen=seen,
            permanent=job.permanent and status in PERMANENT,
            first_origin=job.first_origin or job.target.origin,
            without_body=without_body,
        )

    def without_foreign_login(self, job: Job, there: Target) -> Target:
        """A login goes along within its own origin only; one that a redirect brings is never used."""
        return replace(there, login=job.target.login if there.origin == job.target.origin else None)

    def abandon(self) -> None:
        for slot in self.active.values():
            self.transport.give_back(slot)
        self.active.clear()
