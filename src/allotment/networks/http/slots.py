"""One libcurl handle with its callbacks: it carries one request at a time, and is used again and again.

What libcurl calls back must never raise, so each callback turns what goes wrong into a note on the slot.
"""

import os
import socket
import tempfile
from collections import deque
from contextlib import suppress
from functools import cache
from pathlib import Path
from ssl import get_default_verify_paths
from typing import IO, Final

import certifi
import pycurl

from allotment.networks.http.guard import Guard
from allotment.networks.http.headers import header_line
from allotment.networks.http.politeness import Job, Politeness
from allotment.networks.http.records import ACCEPT

MOST_HEADER_LINES: Final = 512
"""libcurl itself stops at 300 KB of headers."""
IN_MEMORY: Final = 1024 * 1024
"""Bytes of one body. What is larger goes through a file, so that fifty large ones at once fit into memory."""
BUNDLES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
BUFFER: Final = 128 * 1024
REFUSE: Final = pycurl.SOCKET_BAD
STOP: Final = -1


@cache
def certificates() -> str:
    """Whom this machine trusts: SSL_CERT_FILE, else the system's bundle, else the one that comes with us."""
    found = (get_default_verify_paths().cafile, *BUNDLES)
    return next((path for path in found if path and Path(path).is_file()), certifi.where())


class Opened:
    """A fresh socket's number. libcurl takes a copy of it; ours closes when nobody holds this any longer."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number

    def fileno(self) -> int:
        return self.number

    def __del__(self) -> None:
        with suppress(OSError):
            os.close(self.number)


class Slot:
    """A handle, and what its callbacks learn about the request it carries."""

    def __init__(self, guard: Guard, user_agent: str, resolve: tuple[str, ...], connect_seconds: float) -> None:
        self.guard = guard
        self.curl = pycurl.Curl()
        self.lines: deque[bytes] = deque(maxlen=MOST_HEADER_LINES)
        self.buffer = bytearray()
        self.file: IO[bytes] | None = None
        self.size = 0
        self.limit = 0
        self.too_large = False
        self.no_room = False
        self.refused: str | None = None
        self.job: Job | None = None
        self.politeness: Politeness | None = None
        self.seconds = 0.0
        self.connect_seconds = connect_seconds
        self.extended = 0.0
        self.common = True
        self._prepare(user_agent, resolve, connect_seconds)

    def _prepare(self, user_agent: str, resolve: tuple[str, ...], connect_seconds: float) -> None:
        set_option = self.curl.setopt
        set_option(pycurl.NOSIGNAL, 1)
        set_option(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
        set_option(pycurl.FOLLOWLOCATION, 0)
        set_option(pycurl.PROXY, "")
        set_option(pycurl.NETRC, pycurl.NETRC_IGNORED)
        set_option(pycurl.HTTPAUTH, pycurl.HTTPAUTH_BASIC)
        set_option(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_2TLS)
        set_option(pycurl.ACCEPT_ENCODING, "")
        set_option(pycurl.USERAGENT, user_agent)
        set_option(pycurl.BUFFERSIZE, BUFFER)
        set_option(pycurl.CAINFO, certificates())
        set_option(pycurl.CONNECTTIMEOUT_MS, milliseconds(connect_seconds))
        set_option(pycurl.OPENSOCKETFUNCTION, self._open)
        set_option(pycurl.HEADERFUNCTION, self.lines.append)
        set_option(pycurl.WRITEFUNCTION, self._write)
        if resolve:
            set_option(pycurl.RESOLVE, list(resolve))

    def begin(self, job: Job, politeness: Politeness, seconds: float) -> None:
        """Loads the handle. `seconds` is what is left of the whole time."""
        self.job, self.politeness = job, politeness
        self.size = 0
        self.curl.setopt(pycurl.URL, job.target.address)
        self.curl.setopt(pycurl.HTTPHEADER, headers_to_send(job))
        if seconds != self.seconds:
            self.allow(seconds)
        if job.request.max_bytes != self.limit:
            self.limit = job.request.max_bytes
            self.curl.setopt(pycurl.MAXFILESIZE_LARGE, max(1, self.limit))
        if job.request.method != "GET" or job.target.login or job.as_it_is:
            self._begin_uncommon(job)

    def allow(self, seconds: float) -> None:
        """How long the request may take as a whole, from its beginning; may change on the way."""
        self.seconds = seconds
        self.curl.setopt(pycurl.TIMEOUT_MS, milliseconds(seconds))

    def allow_more(self, seconds: float) -> None:
        """Gives back time that was not the server's fault."""
        self.extended += seconds
        self.allow(self.seconds + seconds)
        self.curl.setopt(pycurl.CONNECTTIMEOUT_MS, milliseconds(self.connect_seconds + self.extended))

    def _begin_uncommon(self, job: Job) -> None:
        self.common = False
        if job.as_it_is:
            self.curl.setopt(pycurl.ACCEPT_ENCODING, "identity")
            self.curl.setopt(pycurl.HTTP_CONTENT_DECODING, 0)
        if job.target.login:
            self.curl.setopt(pycurl.USERPWD, job.target.login.encode())
        if job.request.method == "HEAD":
            self.curl.setopt(pycurl.NOBODY, 1)
        elif job.request.method == "POST" and not job.without_body:
            self.curl.setopt(pycurl.POST, 1)
            self.curl.setopt(pycurl.POSTFIELDS, job.request.body or b"")

    def body(self) -> bytes:
        if self.file is None:
            return bytes(self.buffer)
        self.file.seek(0)
        return self.file.read()

    def clear(self) -> None:
        """Forgets the request, so that what it brought is freed now and not at the next one."""
        self.job = self.politeness = self.refused = None
        self.too_large = self.no_room = False
        self.lines.clear()
        if self.extended:
            self.extended = 0.0
            self.curl.setopt(pycurl.CONNECTTIMEOUT_MS, milliseconds(self.connect_seconds))
        if self.size:
            self.buffer = bytearray()
        if self.file is not None:
            self.file.close()
            self.file = None

    def _write(self, chunk: bytes) -> int | None:
        self.size += len(chunk)
        if self.size > self.limit:
            self.too_large = True
            return STOP
        if self.size <= IN_MEMORY:
            self.buffer += chunk
            return None
        return self._write_to_file(chunk)

    def _write_to_file(self, chunk: bytes) -> int | None:
        try:
            if self.file is None:
                self.file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the request
                self.file.write(self.buffer)
                self.buffer = bytearray()
            self.file.write(chunk)
        except OSError:
            self.no_room = True
            return STOP
        return None

    def _open(self, purpose: int, place: pycurl.CurlSockAddr) -> "Opened | int":
        """Every connection passes here, with the address that the name resolved to."""
        del purpose  # There is only one.
        try:
            address, port = str(place.addr[0]), int(place.addr[1])
            why = self.guard.why_not(address, port)
            host = self.job.host if self.job else None
            if host is not None and self.politeness is not None and self.guard.allow_networks:
                self.politeness.met(host, address)
            if why is None:
                return Opened(socket.socket(place.family, place.socktype, place.protocol).detach())
            self.refused = why
        except (OSError, ValueError, IndexError, TypeError):
            pass
        return REFUSE


def milliseconds(seconds: float) -> int:
    """For libcurl, to whom 0 means for ever."""
    return max(1, int(seconds * 1000))


def headers_to_send(job: Job) -> list[str | bytes]:
    request = job.request
    lines = [ACCEPT_LINE if request.accept is ACCEPT else header_line("Accept", request.accept)]
    if request.etag:
        lines.append(header_line("If-None-Match", request.etag))
    if request.last_modified:
        lines.append(header_line("If-Modified-Since", request.last_modified))
    if request.headers and job.first_origin in ("", job.target.origin):
        lines.extend(header_line(name, value) for name, value in request.headers)
    return [line for line in lines if line is not None]


ACCEPT_LINE: Final = f"Accept: {ACCEPT}"
