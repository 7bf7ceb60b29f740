"""Web and worker under one roof: granian serves, and one worker process beside it is started again when it dies.

Whatever happens to this process, `kill -9` included, those that it started end with it: each looks twice a second
whether it is still there.
"""

import errno
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
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

from allotment.cli.parents import end_with
from allotment.core.errors import AllotmentError

log = logging.getLogger(__name__)

WEB_WORKERS: Final = 2
THREADS: Final = 4
RESTART_SECONDS: Final = 2.0
PATIENCE: Final = 5
"""Seconds that pages and due work have to come to an end."""


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


def serve(address: str, port: int) -> None:
    """Serves until it is told to stop."""
    _read_in()
    connections.close_all()
    stopping = threading.Event()
    companion = threading.Thread(target=_accompany, args=(stopping,), daemon=True)
    server = Server(
        settings.WSGI_APPLICATION,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=WEB_WORKERS,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    )
    server.on_startup(lambda: _end_with_terminal(server.signal_handler_interrupt))
    companion.start()
    try:
        server.serve(target_loader=partial(_load, os.getpid()))
    finally:
        stopping.set()
        companion.join(timeout=2 * PATIENCE)


def _read_in() -> None:
    """Loads the pages once, before the web processes are forked off: they start sooner and share the memory."""
    import_string(settings.WSGI_APPLICATION)
    get_resolver().url_patterns  # noqa: B018 - reading it loads every view


def _end_with_terminal(stop: Callable[..., None]) -> None:
    """A terminal that is closed ends it, where granian would start its workers anew."""
    signal.signal(signal.SIGHUP, stop)


def _load(parent: int, _target: str) -> Callable[..., Any]:
    """Runs in each web process."""
    end_with(parent, lambda: os.kill(os.getpid(), signal.SIGTERM), grace=PATIENCE)
    application: Callable[..., Any] = import_string(settings.WSGI_APPLICATION)
    return application


def _accompany(stopping: threading.Event) -> None:
    """Keeps one worker process running, in a session of its own: what is typed on the terminal reaches only us."""
    while not stopping.is_set():
        process = subprocess.Popen(
            [sys.executable, "-m", "allotment", "worker", "--with-parent", str(os.getpid())],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        while process.poll() is None and not stopping.wait(0.5):
            pass
        if process.returncode is None:
            _end(process)
            return
        log.warning("The worker ended with %s and is started again.", process.returncode)
        stopping.wait(RESTART_SECONDS)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Asks it to go; what it held is due again if it has to be killed."""
    process.terminate()
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
