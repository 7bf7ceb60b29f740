"""Writers on loopback for the refresh bench: so many feeds of thirty entries, invented, all seeded.

    python -m bench.writers --feeds 500 --port 8790

Each feed has its ETag and Last-Modified and answers 304 to who knows them. `/turn/KIND` sets what the next look finds:
`same` (as it was), `some` (one new entry in each tenth feed) or `deaf` (as it was, and validators are not heard).
`/list.opml` and `/list.txt` name all of them. Ends when its input does, so that it never outlives who started it.
"""

import argparse
import asyncio
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Final

from bench.volumes import Language

ENTRIES: Final = 30
NEWEST: Final = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
KINDS: Final = ("same", "some", "deaf")


class Writers:
    """All feeds, as they are now."""

    def __init__(self, feeds: int, latency: float) -> None:
        self.language = Language(22, words=8_000, sentences=8_000)
        self.latency = latency
        self.deaf = False
        self.entries = [[self.entry(feed, number) for number in range(ENTRIES)] for feed in range(feeds)]
        self.bodies = [self.body(feed) for feed in range(feeds)]

    def entry(self, feed: int, number: int) -> str:
        written = NEWEST - timedelta(hours=feed % 24 + 26 * (ENTRIES - number))
        home = f"https://writer-{feed}.example/{number}"
        markup = self.language.markup(self.language.paragraphs() + self.language.paragraphs(), feed * 1000 + number)
        return (
            f"<item><title>{self.language.title()}</title><link>{home}</link><guid>{home}</guid>"
            f"<pubDate>{format_datetime(written)}</pubDate><description>{escape(markup)}</description></item>"
        )

    def body(self, feed: int) -> bytes:
        items = "".join(reversed(self.entries[feed][-ENTRIES:]))
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
            f"<title>Writer {feed}</title><link>https://writer-{feed}.example/</link>"
            f"<description>Notes</description>{items}</channel></rss>"
        ).encode()

    def turn(self, kind: str) -> None:
        self.deaf = kind == "deaf"
        if kind == "some":
            for feed in range(0, len(self.bodies), 10):
                self.entries[feed].append(self.entry(feed, len(self.entries[feed])))
                self.bodies[feed] = self.body(feed)

    def tag(self, feed: int) -> str:
        return f'"{feed}-{len(self.entries[feed])}"'

    def answer(self, feed: int, asked: str) -> bytes:
        tag = self.tag(feed)
        since = format_datetime(NEWEST + timedelta(minutes=len(self.entries[feed])), usegmt=True)
        head = f"ETag: {tag}\r\nLast-Modified: {since}\r\nContent-Type: application/rss+xml\r\n"
        if not self.deaf and f"if-none-match: {tag}" in asked.lower():
            return f"HTTP/1.1 304 Not Modified\r\n{head}\r\n".encode()
        body = self.bodies[feed]
        return f"HTTP/1.1 200 OK\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


class Talk(asyncio.Protocol):
    """One connection."""

    transport: asyncio.Transport

    def __init__(self, writers: Writers, port: int) -> None:
        self.writers, self.port, self.heard = writers, port, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while b"\r\n\r\n" in self.heard:
            head, _, self.heard = self.heard.partition(b"\r\n\r\n")
            asked = head.decode("latin1")
            answer = self.answer(asked.split(" ", 2)[1], asked)
            asyncio.get_running_loop().call_later(self.writers.latency, self.say, answer)

    def say(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)

    def answer(self, path: str, asked: str) -> bytes:
        if path.startswith("/feeds/"):
            return self.writers.answer(int(path.rpartition("/")[2].removesuffix(".xml")), asked)
        places = [f"http://127.0.0.1:{self.port}/feeds/{feed}.xml" for feed in range(len(self.writers.bodies))]
        if path.startswith("/turn/"):
            self.writers.turn(path.removeprefix("/turn/"))
            said = ""
        elif path == "/list.txt":
            said = "\n".join(places)
        elif path == "/list.opml":
            outlines = "".join(f'<outline type="rss" text="Writer" xmlUrl="{place}"/>' for place in places)
            said = f'<opml version="2.0"><body>{outlines}</body></opml>'
        else:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        return f"HTTP/1.1 200 OK\r\nContent-Length: {len(said)}\r\n\r\n{said}".encode()


async def serve(feeds: int, port: int, latency: float) -> None:
    writers, loop = Writers(feeds, latency), asyncio.get_running_loop()
    await loop.create_server(lambda: Talk(writers, port), "127.0.0.1", port, backlog=1024)
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    asked = parser.parse_args()
    asyncio.run(serve(asked.feeds, asked.port, asked.latency))


if __name__ == "__main__":
    main()
