"""Whose lease a row carries, so that a process that died holds on to nothing for longer than it takes to notice.

A lease expires by itself; this is for the process that is started right after another was killed on this machine.
A process is told by its number and by when it started, since numbers are used again.
"""

import os
import socket
from pathlib import Path


def this_process() -> str:
    """The name under which this process holds leases."""
    number = os.getpid()
    return f"{socket.gethostname()[:40]}:{number}:{_started(number)}"


def has_died(holder: str) -> bool:
    """Whether it ran on this machine and does no longer. Of other machines nothing is known."""
    host, _, rest = holder.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname()[:40] or not rest.isdigit():
        return False
    return _started(int(rest)) != holder.rpartition(":")[2]


def _started(number: int) -> str:
    """When the process of that number started, in the system's own ticks; empty when there is none."""
    if not Path("/proc/self/stat").exists():
        return _answers(number)
    try:
        told = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return told.rpartition(")")[2].split()[19]


def _answers(number: int) -> str:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        pass
    return "alive"
