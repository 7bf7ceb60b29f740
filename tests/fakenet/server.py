"""The fake web itself: routes, a listening socket, a thread for each connection."""

import contextlib
import itertools
import socket
import ssl
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import TracebackType
from typing import BinaryIO, Self

from tests.fakenet.exchanges import Exchange, Seen

type Act = Callable[[Exchange], None]


class FakeNet:
    """Listens on `host`, a loopback address, at a free port. `delay` (seconds) is put before every answer."""

    def __init__(self, *, host: str = "127.0.0.1", delay: float = 0.0, tls: ssl.SSLContext | None = None) -> None:
        self.host = host
        self.delay = delay
        self.tls = tls
        self.requests: list[Seen] = []
        self.connections = 0
        self._acts: dict[str, Act] = {}
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._active: Counter[str] = Counter()
        self._peak: Counter[str] = Counter()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family, backlog=512)
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def address(self, path: str = "/", *, host: str | None = None) -> str:
        """Where a path lives. Another `host` must be made to lead here (the door's `resolve`)."""
        name = host or (f"[{self.host}]" if ":" in self.host else self.host)
        return f"{'https' if self.tls else 'http'}://{name}:{self.port}{path}"

    def peak(self, host: str | None = None) -> int:
        """How many questions were open at once at most, for one host name or for all."""
        return self._peak[host or ""]

    def paths(self) -> list[str]:
        return [seen.path for seen in self.requests]

    def forget(self) -> None:
        """What was seen so far."""
        with self._lock:
            self.requests.clear()
            self._peak.clear()

    def act(self, path: str, act: Act) -> Self:
        """Answers with whatever `act` does. The path may carry a query; one without matches any."""
        self._acts[path] = act
        return self

    def page(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        kind: str = "text/html; charset=utf-8",
        headers: Mapping[str, str] | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        delay: float = 0.0,
    ) -> Self:
        """An answer; with a validator it says 304 to who has it already."""
        content = body.encode() if isinstance(body, str) else body
        validators = {"ETag": etag, "Last-Modified": last_modified}
        sent = {"Content-Type": kind} | {k: v for k, v in validators.items() if v} | dict(headers or {})

        def act(exchange: Exchange) -> None:
            self._over.wait(delay)
            asked = exchange.seen.headers
            same = etag is not None and asked.get("if-none-match") == etag
            if etag is None and last_modified is not None:
                same = asked.get("if-modified-since") == last_modified
            exchange.answer(304 if same else status, b"" if same else content, sent)

        return self.act(path, act)

    def redirect(self, path: str, to: str, *, status: int = 302, delay: float = 0.0) -> Self:
        return self.page(path, status=status, headers={"Location": to}, delay=delay)

    def raw(self, path: str, data: bytes | Iterable[bytes], *, pause: float = 0.0) -> Self:
        """These bytes and nothing else, status line and all; then the connection closes."""
        chunks = [data] if isinstance(data, bytes) else data
        return self.act(path, lambda exchange: exchange.stream(chunks, pause=pause))

    def slow(self, path: str, body: bytes, *, pause: float) -> Self:
        """One byte at a time."""
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        return self.raw(path, [head, *(bytes([byte]) for byte in body)], pause=pause)

    def endless(self, path: str, chunk: bytes = b"x" * 65536) -> Self:
        head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
        return self.act(path, lambda exchange: exchange.stream(itertools.chain([head], itertools.repeat(chunk))))

    def hang(self, path: str) -> Self:
        return self.act(path, lambda exchange: exchange.hang())

    def reset(self, path: str, after: bytes = b"") -> Self:
        """Breaks the connection after these bytes."""

        def act(exchange: Exchange) -> None:
            exchange.send(after)
            # The bytes must have left before the reset, which would take them back.
            time.sleep(0.02)
            exchange.reset()

        return self.act(path, act)

    def bomb(self, path: str, size: int) -> Self:
        """A gzip body that unpacks to `size` bytes."""
        head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"

        def chunks() -> Iterator[bytes]:
            packer = zlib.compressobj(9, wbits=31)
            yield head
            for _ in range(size >> 20):
                yield packer.compress(bytes(1 << 20))
            yield packer.flush()

        return self.act(path, lambda exchange: exchange.stream(chunks()))

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection = self.tls.wrap_socket(plain, server_side=True) if self.tls else plain
            with self._lock:
                self._open.add(connection)
            try:
                self._converse(connection)
            finally:
                with self._lock:
                    self._open.discard(connection)
                connection.close()

    def _converse(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as stream:
            while (seen := read_question(stream)) is not None:
                exchange = Exchange(seen, connection, self._over)
                self._answer(exchange)
                if not exchange.keep:
                    return

    def _answer(self, exchange: Exchange) -> None:
        seen = exchange.seen
        with self._lock:
            self.requests.append(seen)
            for name in ("", seen.host):
                self._active[name] += 1
                self._peak[name] = max(self._peak[name], self._active[name])
        try:
            self._over.wait(self.delay)
            act = self._acts.get(seen.path) or self._acts.get(seen.path.partition("?")[0])
            if act is None:
                exchange.answer(404, b"Not here.")
            else:
                act(exchange)
        finally:
            with self._lock:
                for name in ("", seen.host):
                    self._active[name] -= 1


def read_question(stream: BinaryIO) -> Seen | None:
    """The next request of a connection; None when there is no more."""
    method, _, rest = stream.readline(65536).decode("latin-1").partition(" ")
    if not rest:
        return None
    headers: dict[str, str] = {}
    while (line := stream.readline(65536).decode("latin-1").strip()) != "":
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", "0")))
    return Seen(method, rest.rpartition(" ")[0], headers, body)
