"""One question to the fake web and the ways to answer it, well and badly."""

import socket
import struct
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

REASONS: Final = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 404: "Not Found"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What arrived. Header names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def host(self) -> str:
        """Without the port."""
        return self.headers.get("host", "").rpartition(":")[0] or self.headers.get("host", "")


@dataclass(slots=True)
class Exchange:
    """A question that waits for its answer. `over` is set when the fake web closes."""

    seen: Seen
    connection: socket.socket
    over: threading.Event
    keep: bool = field(default=True)
    """Whether the connection stays open for the next question."""

    def send(self, data: bytes) -> None:
        """These bytes, as they are."""
        self.connection.sendall(data)

    def answer(self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        """A well-formed answer."""
        lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if status != 304:
            lines.append(f"Content-Length: {len(body)}")
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        self.send(head)
        if body and self.seen.method != "HEAD" and status != 304:
            self.send(body)

    def stream(self, chunks: Iterable[bytes], *, pause: float = 0.0) -> None:
        """Bytes one after the other, with a rest between them; then the connection closes."""
        self.keep = False
        for chunk in chunks:
            self.send(chunk)
            if pause and self.over.wait(pause):
                return

    def hang(self) -> None:
        """Says nothing, until the fake web closes."""
        self.keep = False
        self.over.wait()

    def reset(self) -> None:
        """Slams the door: the other side reads ECONNRESET."""
        self.keep = False
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
