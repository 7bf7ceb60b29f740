"""Web and worker under one roof: granian serves, and a worker beside it does the due work."""

import errno
import os
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.db import connections
from django.urls import get_resolver
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from allotment.cli.family import Child, end_with, keep
from allotment.core.errors import AllotmentError
from allotment.worker import loop

WEB_PROCESSES: Final = 2
THREADS: Final = 4
PATIENCE: Final = 4
"""Seconds that a page has to be finished when it is over."""
PAGES_FIRST: Final = 1.0
"""Seconds that the worker leaves to the pages in the beginning."""


class NoPlace(AllotmentError):
    """The pages cannot be served there."""

    code = "no_place"
    status = 409


def place(host: str, port: int) -> str:
    """The numeric address of a host that is this machine's and whose port is free; raises NoPlace.

    granian itself would share a port that somebody else listens on."""
    try:
        family, kind, protocol, _name, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except socket.gaierror as error:
        raise NoPlace(_("There is no host called “%(host)s”.") % {"host": host}) from error
    except OSError as error:
        raise NoPlace(_why_not(error.errno) % {"host": host, "port": port, "why": error.strerror}) from error
    return str(where[0])


def _why_not(number: int | None) -> str:
    if number == errno.EADDRINUSE:
        return _("Something listens on port %(port)s already. Choose another with --port.")
    if number == errno.EACCES:
        return _("Port %(port)s is for the system's own services. Choose one above 1023 with --port.")
    if number == errno.EADDRNOTAVAIL:
        return _("%(host)s is not an address of this machine.")
    return _("Nothing can listen on %(host)s, port %(port)s: %(why)s.")


def serve(address: str, port: int) -> int:
    """Serves until it is told to stop; the exit status."""
    import_string(settings.WSGI_APPLICATION)
    get_resolver().url_patterns  # noqa: B018 - reading it imports every view, once for all children
    connections.close_all()
    return keep(
        [
            Child("web", partial(_web, address, port), needed=True),
            Child("worker", _work, needed=False, start_at=time.monotonic() + PAGES_FIRST),
        ]
    )


def _work() -> None:
    loop.run(threading.Event())


def _web(address: str, port: int) -> None:
    server = Server(
        settings.WSGI_APPLICATION,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=WEB_PROCESSES,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    )
    server.serve(target_loader=partial(_load, os.getpid()))


def _load(parent: int, _target: str) -> Callable[..., Any]:
    """Runs in each web process."""
    end_with(parent)
    application: Callable[..., Any] = import_string(settings.WSGI_APPLICATION)
    return application
