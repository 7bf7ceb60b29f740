"""Web and worker under one roof: granian serves, and one worker process beside it is started again when it dies."""

import logging
import os
import subprocess
import sys
import threading
import time

from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

log = logging.getLogger(__name__)

WEB_WORKERS = 2
THREADS = 4
RESTART_SECONDS = 2


def serve(host: str, port: int) -> None:
    """Serves until it is told to stop; the worker ends with it, even when this process is killed."""
    connections.close_all()
    stopping = threading.Event()
    companion = threading.Thread(target=_accompany, args=(stopping,), daemon=True)
    companion.start()
    server = Server(
        "allotment.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WEB_WORKERS,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )
    try:
        server.serve()
    finally:
        stopping.set()
        companion.join(timeout=15)


def _accompany(stopping: threading.Event) -> None:
    """Keeps one worker process running; it holds our pipe and stops when the pipe ends."""
    while not stopping.is_set():
        process = subprocess.Popen(
            [sys.executable, "-m", "allotment", "worker", "--with-parent"],
            stdin=subprocess.PIPE,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        while process.poll() is None and not stopping.wait(0.5):
            pass
        if stopping.is_set():
            process.communicate(timeout=12)
            return
        log.warning("The worker ended with %s and is started again.", process.returncode)
        time.sleep(RESTART_SECONDS)
