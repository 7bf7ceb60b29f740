"""What running processes use, read from /proc; a bench that needs it says so where there is none."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")
TICK: Final = os.sysconf("SC_CLK_TCK")


def can_be_read() -> bool:
    return (PROC / "self" / "task").exists()


def tree(pid: int) -> list[int]:
    """The process and all that it started."""
    found = [pid]
    for task in (PROC / str(pid) / "task").glob("*"):
        with suppress(OSError):
            found += [one for child in (task / "children").read_text().split() for one in tree(int(child))]
    return found


def command_of(pid: int) -> list[str]:
    with suppress(OSError):
        return (PROC / str(pid) / "cmdline").read_text().split("\0")
    return []


def web_of(pid: int) -> list[int]:
    """The processes of `allotment up` that answer requests: all but the worker beside them."""
    return [one for one in tree(pid) if "worker" not in command_of(one)]


def cpu_seconds(pids: Sequence[int]) -> float:
    """User and system, of those of them that are still there."""
    ticks = 0
    for pid in pids:
        with suppress(OSError):
            fields = (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def memory_mib(pids: Sequence[int]) -> float:
    """Proportional share: what is shared by two counts half for each."""
    kib = 0
    for pid in pids:
        with suppress(OSError):
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
            kib += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kib / 1024


@contextmanager
def running(command: Sequence[str], env: dict[str, str], cwd: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A process with whatever it starts; asked to stop at the end, and made to where it does not listen."""
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env=env, cwd=cwd, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until_quiet(pids: Sequence[int], *, seconds: float) -> None:
    """Until two seconds pass in which they use next to nothing, or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        before = cpu_seconds(pids)
        time.sleep(2)
        if cpu_seconds(pids) - before <= 2 / TICK:
            return
