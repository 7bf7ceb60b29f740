"""Is a page valid HTML? Asks vnu, the W3C's checker, where it can be had; else html5lib, which knows less."""

import contextlib
import fcntl
import hashlib
import json
import shutil
import socket
import subprocess
import tarfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import html5lib

ROOT: Final = Path(__file__).resolve().parents[1]
CACHE: Final = ROOT / "build" / "vnu"
VERSION: Final = "26.9.27"
PACKAGE_HASH: Final = "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7"
START_SECONDS: Final = 90
"""Java reads all its schemas first; on a busy machine that takes a while."""


class Validator(Protocol):
    """What reads a page and lists what is wrong with it."""

    @property
    def name(self) -> str: ...

    def faults(self, html: str) -> list[str]: ...


@contextlib.contextmanager
def best() -> Iterator[Validator]:
    """The best validator this machine can run."""
    jar = _jar()
    if jar is None:
        yield Grammar("html5lib, since npm or Java is missing, or npm cannot reach its registry")
        return
    with _service(jar) as address:
        yield Checker(f"vnu {VERSION}", address)


@dataclass(frozen=True, slots=True)
class Grammar:
    """html5lib, strict: finds what is badly nested or never closed."""

    name: str

    def faults(self, html: str) -> list[str]:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(html)
        lines = html.splitlines()
        return [f"{line}: {code} {data}: {lines[line - 1].strip()}" for (line, _), code, data in parser.errors]


@dataclass(frozen=True, slots=True)
class Checker:
    """vnu as a service on loopback, since starting it for each page would take seconds."""

    name: str
    address: str

    def faults(self, html: str) -> list[str]:
        request = urllib.request.Request(  # noqa: S310 - our own address on loopback
            f"{self.address}/?out=json", html.encode(), {"Content-Type": "text/html; charset=utf-8"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            messages = json.load(answer)["messages"]
        return [
            f"{message.get('lastLine')}: {message['message']}: {message.get('extract', '').strip()}"
            for message in messages
            if message["type"] == "error" or message.get("subType") == "warning"
        ]


def _jar() -> Path | None:
    """vnu, fetched once with `npm pack` and kept in `build/`; None where it cannot be had."""
    jar = CACHE / f"vnu-{VERSION}.jar"
    if not shutil.which("java"):
        return None
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the test processes all want it at once
        if not jar.exists():
            _fetch(jar)
    return jar if jar.exists() else None


def _fetch(jar: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        return
    command = [npm, "pack", "--silent", "--pack-destination", str(CACHE), f"vnu-jar@{VERSION}"]
    subprocess.run(command, cwd=CACHE, capture_output=True, check=False, timeout=180)
    package = CACHE / f"vnu-jar-{VERSION}.tgz"
    if not package.exists():
        return
    if hashlib.sha256(package.read_bytes()).hexdigest() != PACKAGE_HASH:
        raise RuntimeError(f"{package} is not the vnu we know: remove it and look where npm fetches from.")
    with tarfile.open(package) as archive:
        member = archive.extractfile("package/build/dist/vnu.jar")
        assert member is not None
        partial = jar.with_suffix(".partial")
        partial.write_bytes(member.read())
    partial.rename(jar)
    package.unlink()


@contextlib.contextmanager
def _service(jar: Path) -> Iterator[str]:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    bound = "-Dnu.validator.servlet.bind-address=127.0.0.1"
    command = ["java", "-Xmx256m", bound, "-cp", str(jar), "nu.validator.servlet.Main", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(process, address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    checker = Checker("", address)
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            checker.faults("<!doctype html><html lang=en><title>ready</title>")
            return
        time.sleep(0.2)
    raise RuntimeError(f"vnu did not answer at {address}.")
