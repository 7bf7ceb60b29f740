"""An installation as people have it: a home of its own, the command `allotment`, web and worker as processes."""

import contextlib
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

ROOT: Final = Path(__file__).resolve().parents[1]
START_SECONDS: Final = 60
"""The tests of this project share two cores; alone it takes one second or two."""


@dataclass(frozen=True, slots=True)
class Running:
    """What `allotment up` said when it began."""

    address: str
    claim: str
    process: subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Installation:
    """One home and the environment that leads to it."""

    home: Path
    environment: Mapping[str, str]

    def run(self, *arguments: str, said: str = "", expect: int | None = 0) -> subprocess.CompletedProcess[str]:
        """One command to its end; `expect=None` takes any exit status."""
        done = subprocess.run(
            [sys.executable, "-m", "allotment", *arguments],
            env=self.environment,
            cwd=self.home,
            input=said,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert expect is None or done.returncode == expect, f"{arguments}: {done.stdout}{done.stderr}"
        return done

    def json(self, *arguments: str, expect: int | None = 0) -> Any:
        """What a command answers to programs."""
        return json.loads(self.run("--json", *arguments, expect=expect).stdout)

    @contextlib.contextmanager
    def up(self) -> Iterator[Running]:
        """Web and worker, until the block ends."""
        port, log = free_port(), self.home / "up.log"
        with log.open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "allotment", "up", "--port", str(port)],
                env=self.environment,
                cwd=self.home,
                stdout=said,
                stderr=said,
            )
        try:
            _until_answered(process, port, log)
            claim = re.search(r"https?://\S+/claim/\S+", log.read_text("utf-8"))
            yield Running(f"http://127.0.0.1:{port}", claim[0] if claim else "", process)
        finally:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
            process.kill()
            process.wait()


@contextlib.contextmanager
def fresh(home: Path, **variables: str) -> Iterator[Installation]:
    """An empty installation on the database that the tests run on: SQLite, or one more database of that PostgreSQL."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ALLOTMENT_", "PYTEST_", "DJANGO_"))
    }
    named = {"ALLOTMENT_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    with _database() as database:
        yield Installation(home, kept | named | database | variables)


@contextlib.contextmanager
def _database() -> Iterator[dict[str, str]]:
    server = os.environ.get("ALLOTMENT_DATABASE_URL", "")
    if not server:
        yield {}
        return
    name = f"installation_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield {"ALLOTMENT_DATABASE_URL": f"{server.rpartition('/')[0]}/{name}"}
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _until_answered(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"Nothing answers at port {port}. It said:\n{log.read_text('utf-8')}")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
