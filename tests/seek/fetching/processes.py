"""Real worker processes on a home of their own, for what only killing them can show."""

import subprocess
import sys
from collections.abc import Sequence

from tests.installation import ROOT, Installation

ADD_SOURCES = """
import sys
import django
django.setup()
from allotment.core import clock
from allotment.networks.addresses import url_key
from allotment.seek.models import Source
now = clock.now()
Source.objects.bulk_create(
    Source(kind="feed", address=address, address_key=url_key(address), next_look_at=now) for address in sys.argv[1:]
)
"""
FETCH = """
import re
import sys
from pathlib import Path
from allotment.__main__ import main
sys.argv = ["allotment", "--json", "fetch"]
try:
    main()
finally:
    print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1], file=sys.stderr)
"""
"""The system's own count of a process' most memory begins with its parent's, so it has to look at itself."""
AUDIT = """
import django
django.setup()
from django.db.models import Count
from allotment.core.search import Ask, Words
from allotment.seek.models import Post, Source
from allotment.seek.searchable import POSTS
print(Post.objects.count())
print(Post.objects.values("source", "address").annotate(times=Count("pk")).filter(times__gt=1).count())
found = POSTS.newest(Ask(every=((Words("think"),),)), limit=10**6)
print(len(found) - len(set(found)))
print(len(set(found) ^ set(Post.objects.values_list("pk", flat=True))))
print(Source.objects.filter(looked_at=None).count())
"""


def add_sources(home: Installation, addresses: Sequence[str]) -> None:
    home.run("owner", "add", "me")
    python(home, ADD_SOURCES, *addresses)


def audit(home: Installation) -> list[int]:
    """How many posts; how many are there twice; words twice; posts without words or words without posts; sources that
    were never looked at."""
    return [int(line) for line in python(home, AUDIT).split()]


def python(home: Installation, code: str, *arguments: str) -> str:
    environment = {**home.environment, "DJANGO_SETTINGS_MODULE": "allotment.config.settings"}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def fetch_weighed(home: Installation) -> tuple[str, int]:
    """What `allotment fetch` said, and the most memory it had, in KiB."""
    told = subprocess.run(
        [sys.executable, "-c", FETCH], env=home.environment, cwd=home.home, capture_output=True, text=True, check=False
    )
    return told.stdout, int(told.stderr.split()[-1])


def fetching(home: Installation) -> subprocess.Popen[bytes]:
    """`allotment fetch`, on its way."""
    return subprocess.Popen(
        [sys.executable, "-m", "allotment", "--json", "fetch"],
        env=home.environment,
        cwd=home.home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
