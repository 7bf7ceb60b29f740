"""Homes filled for a bench, kept under `var/bench` between runs, and what a bench needs to know of them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from allotment.core.models import Owner

ROOT: Final = Path(__file__).resolve().parents[1]
KEPT: Final = ROOT / "var" / "bench"


def environment(home: Path) -> dict[str, str]:
    """That of a process that lives in this home, whatever the caller's own is."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("ALLOTMENT_")}
    return ours | {
        "ALLOTMENT_HOME": str(home),
        "ALLOTMENT_LOG": "warning",
        "DJANGO_SETTINGS_MODULE": "allotment.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }


def stamp() -> str:
    """Changes with what a volume is made by, and with how posts are packed. New tables do not make a volume old: it is
    migrated as any home is."""
    made_by = (ROOT / "bench" / "volumes.py", ROOT / "src" / "allotment" / "seek" / "models" / "post.py")
    return blake2b(b"".join(file.read_bytes() for file in made_by), digest_size=4).hexdigest()


def filled(posts: int, sources: int = 2_000) -> Path:
    """A home with so many posts; made on first use. A million take some minutes and three gigabytes."""
    home = KEPT / f"{posts}-posts-{sources}-sources-{stamp()}"
    done = home / "filled"
    if not done.exists():
        print(f"Filling a home with {posts:,} posts; it is kept in {home.relative_to(ROOT)}.", flush=True)
        home.mkdir(parents=True, exist_ok=True)
        program = [sys.executable, str(ROOT / "bench" / "volumes.py"), "--posts", str(posts), "--sources", str(sources)]
        subprocess.run(program, env=environment(home), stdout=subprocess.DEVNULL, check=True)
        done.touch()
    return home


def enter(home: Path) -> None:
    """Makes this process live in the home; once, before anything of the application is imported."""
    for name in [name for name in os.environ if name.startswith("ALLOTMENT_")]:
        del os.environ[name]
    os.environ.update(environment(home))
    import django

    django.setup()
    from allotment.cli.home import prepare

    prepare()


def the_owner() -> "Owner":
    from allotment.core.models import Owner
    from bench.volumes import OWNER

    return Owner.objects.get(name=OWNER)


def signed_in(owner: "Owner") -> str:
    """The value of a session cookie of this owner."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from allotment.core.accounts.sessions import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(owner.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = owner.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def has_today(owner: "Owner", now: datetime) -> None:
    """Sees to it that today has an edition: that of the volume's last day, whatever day it is for those who measure."""
    from allotment.seek.actions.editions import make_edition
    from allotment.seek.models import Edition
    from bench.volumes import END

    today = owner.day(now)
    if Edition.objects.filter(owner=owner, date=today).exists():
        return
    made = make_edition(owner=owner, day=owner.day(END), now=END)
    assert made is not None
    Edition.objects.filter(pk=made.pk).update(date=today)


@contextmanager
def rolled_back() -> Iterator[None]:
    """What is written inside is forgotten."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)
