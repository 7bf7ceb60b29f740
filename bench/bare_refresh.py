"""The refresh that ours is measured by: aiohttp, ElementTree, nh3 and SQLite with FTS5, and nothing around them.

    python -m bench.bare_refresh DATABASE LIST

No guard, no politeness, no edits, no people, no framework: about the least that can be done for a feed. A body that
is the same as before is not parsed again.
"""

import asyncio
import hashlib
import re
import sqlite3
import sys
from html import unescape
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import aiohttp
import nh3

AT_ONCE: Final = 50
A_BATCH: Final = 20
TAG: Final = re.compile(r"<[^>]*>")
SCHEMA: Final = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;
CREATE TABLE IF NOT EXISTS feed(id INTEGER PRIMARY KEY, address TEXT UNIQUE, etag TEXT, since TEXT, hash BLOB);
CREATE TABLE IF NOT EXISTS post(id INTEGER PRIMARY KEY, feed INT NOT NULL, guid TEXT NOT NULL, address TEXT, title TEXT,
  published TEXT, html TEXT, text TEXT, hash BLOB, UNIQUE(feed, guid));
CREATE INDEX IF NOT EXISTS newest ON post(feed, published DESC);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(title, text, content='post', content_rowid='id',
  tokenize="unicode61 remove_diacritics 2");
"""
Row = tuple[str, str, str, str, str]


class Bare:
    """One refresh of all feeds of a database."""

    def __init__(self, database: str) -> None:
        self.database = sqlite3.connect(database, isolation_level=None)
        self.database.executescript(SCHEMA)
        self.waiting: list[tuple[int, bytes, str, str, bytes]] = []

    def follow(self, addresses: list[str]) -> None:
        with self.database:
            self.database.executemany("INSERT OR IGNORE INTO feed(address) VALUES(?)", [(each,) for each in addresses])

    async def refresh(self) -> None:
        feeds = iter(self.database.execute("SELECT id, address, etag, since, hash FROM feed").fetchall())
        connector = aiohttp.TCPConnector(limit=AT_ONCE)
        async with aiohttp.ClientSession(connector=connector) as session:
            await asyncio.gather(*(self.walk(session, feeds) for _ in range(AT_ONCE)))
        self.write()

    async def walk(self, session: aiohttp.ClientSession, feeds: Any) -> None:
        for feed, address, etag, since, known in feeds:
            headers = {"If-None-Match": etag, "If-Modified-Since": since} if etag else {}
            async with session.get(address, headers=headers) as answer:
                body = await answer.read()
                digest = hashlib.blake2b(body, digest_size=16).digest()
                if answer.status == 200 and digest != known:
                    validators = (answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
                    self.waiting.append((feed, body, *validators, digest))
            if len(self.waiting) >= A_BATCH:
                self.write()

    def write(self) -> None:
        self.database.execute("BEGIN IMMEDIATE")
        for feed, body, etag, since, digest in self.waiting:
            known = dict(self.database.execute("SELECT guid, hash FROM post WHERE feed=?", (feed,)))
            new = [self.post(feed, row) for row in rows(body) if known.get(row[0]) is None]
            last = self.database.execute("SELECT coalesce(max(id), 0) FROM post").fetchone()[0]
            self.database.executemany(
                "INSERT INTO post(feed, guid, address, title, published, html, text, hash) VALUES(?,?,?,?,?,?,?,?)", new
            )
            self.database.execute(
                "INSERT INTO words(rowid, title, text) SELECT id, title, text FROM post WHERE id > ?", (last,)
            )
            self.database.execute("UPDATE feed SET etag=?, since=?, hash=? WHERE id=?", (etag, since, digest, feed))
        self.database.execute("COMMIT")
        self.waiting.clear()

    @staticmethod
    def post(feed: int, row: Row) -> tuple[Any, ...]:
        guid, address, title, published, markup = row
        html = nh3.clean(markup)
        text = " ".join(unescape(TAG.sub(" ", html)).split())
        return feed, guid, address, title, published, html, text, hashlib.blake2b(markup.encode()).digest()


def rows(body: bytes) -> list[Row]:
    items = ET.fromstring(body).iter("item")  # noqa: S314 - our own writers
    names = ("guid", "link", "title", "pubDate", "description")
    return [tuple(item.findtext(name, "") for name in names) for item in items]  # type: ignore[misc]


if __name__ == "__main__":
    bare = Bare(sys.argv[1])
    bare.follow(Path(sys.argv[2]).read_text(encoding="utf-8").split())
    asyncio.run(bare.refresh())
