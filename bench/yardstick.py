"""The page that ours are measured by: thirty posts by Starlette, sqlite3 and Jinja2, nobody signed in, nothing else.

`YARDSTICK_DATABASE` names the SQLite file. Served as ours is: `granian --interface asgi bench.yardstick:app`.
"""

import os
import sqlite3
import threading
from datetime import datetime

from jinja2 import DictLoader, Environment
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

BASE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{% block title %}{% endblock %}</title>
<link rel="stylesheet" href="/static/app.css"></head><body><nav><a href="/">Today</a> <a href="/people/">People</a>
<a href="/sources/">Sources</a> <a href="/search/">Search</a></nav><main>{% block main %}{% endblock %}</main></body>
</html>"""
LIST = """{% extends "base.html" %}{% block title %}Posts{% endblock %}{% block main %}{% for p in posts %}
<article id="p{{ p.id }}"><h2><a href="{{ p.address }}">{{ p.title }}</a></h2>
<p>{{ p.author }} in <a href="/sources/{{ p.source_id }}/">{{ p.source }}</a>
<time datetime="{{ p.when.isoformat() }}">{{ p.when.strftime("%d %b %Y %H:%M") }}</time></p>
<p>{{ p.excerpt }}</p>{% if p.author %}<footer><a href="/posts/{{ p.id }}/">open</a></footer>{% endif %}</article>
{% else %}<p>Nothing yet.</p>{% endfor %}{% endblock %}"""
SQL = """SELECT p.id, p.title, p.address, p.author, p.published_at, p.excerpt, s.id, s.title FROM seek_post p
JOIN seek_source s ON s.id = p.source_id WHERE p.id < ? ORDER BY p.id DESC LIMIT 30"""
NAMES = ("id", "title", "address", "author", "when", "excerpt", "source_id", "source")

template = Environment(loader=DictLoader({"base.html": BASE, "list.html": LIST}), autoescape=True).get_template(
    "list.html"
)
kept = threading.local()


def connection() -> sqlite3.Connection:
    if not hasattr(kept, "connection"):
        kept.connection = sqlite3.connect(os.environ["YARDSTICK_DATABASE"])
        kept.connection.executescript("PRAGMA mmap_size=268435456; PRAGMA cache_size=-32768")
    found: sqlite3.Connection = kept.connection
    return found


def page(before: int) -> str:
    posts = [dict(zip(NAMES, row, strict=True)) for row in connection().execute(SQL, (before,))]
    for post in posts:
        post["when"] = datetime.fromisoformat(post["when"])
    html: str = template.render(posts=posts)
    return html


async def posts(request: Request) -> HTMLResponse:
    return HTMLResponse(page(int(request.query_params["before"])))


app = Starlette(routes=[Route("/posts/", posts)])
