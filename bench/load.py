"""Requests over a few connections that stay open, on loopback, for a bounded time; each connection asks again as
soon as it is answered. A quarter of a millisecond of CPU a request, so two thousand a second at most."""

import asyncio
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Answered:
    """How long each answer took, in milliseconds, and how many were no 200."""

    milliseconds: list[float] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0
    bytes_of_one: int = 0

    @property
    def per_second(self) -> float:
        return len(self.milliseconds) / self.seconds

    def percentile(self, share: float) -> float:
        ranked = sorted(self.milliseconds)
        return ranked[min(int(len(ranked) * share), len(ranked) - 1)]


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def first_answer(address: str, *, cookie: str = "", seconds: float = 30) -> int:
    """The status of the first answer, asked for every few milliseconds until something listens."""
    until = time.monotonic() + seconds
    request = urllib.request.Request(address, headers={"Cookie": cookie})  # noqa: S310 - a port of ours
    while True:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                answer.read()
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


def ask_for(port: int, paths: Sequence[str], *, seconds: float, connections: int = 16, cookie: str = "") -> Answered:
    """`paths` one after the other and again from the start; at the same time over so many connections."""
    answered = Answered()
    heads = [
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nAccept: text/html\r\n\r\n".encode()
        for path in paths
    ]
    asyncio.run(_all(port, heads, seconds, connections, answered))
    return answered


async def _all(port: int, heads: list[bytes], seconds: float, connections: int, answered: Answered) -> None:
    began = time.perf_counter()
    until = began + seconds
    each = (_one(port, heads[start:] + heads[:start], until, answered) for start in range(connections))
    await asyncio.gather(*each)
    answered.seconds = time.perf_counter() - began


async def _one(port: int, heads: list[bytes], until: float, answered: Answered) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    number = 0
    while (began := time.perf_counter()) < until:
        writer.write(heads[number % len(heads)])
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(_length(head))
        answered.milliseconds.append((time.perf_counter() - began) * 1000)
        answered.failed += not head.startswith(b"HTTP/1.1 200")
        answered.bytes_of_one = len(body)
        number += 1
    writer.close()


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":", 1)[1])
    raise ValueError("An answer without its length cannot be told from the next.")
