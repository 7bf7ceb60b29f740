"""`allotment up`, `worker` and `doctor`: what keeps it going."""

import os
import sys
import threading

import click
from django.conf import settings

from allotment.cli.asking import Asking, command
from allotment.core.backup.locking import at_home

DEFAULT_PORT = 8420


@command(name="up")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535))
def up_command(asking: Asking, host: str, port: int) -> None:
    """Serve the pages and do the due work, until stopped."""
    from allotment.cli.home import prepare_files
    from allotment.cli.serving import serve

    prepare_files()
    address = settings.ADDRESS or f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104 - a comparison
    greet(asking, address)
    with at_home(settings.HOME):
        serve(host, port)


def greet(asking: Asking, address: str) -> None:
    """Prints the address, and the one-time link where nobody lives here yet."""
    from allotment.core import clock
    from allotment.core.accounts.actions import offer_claim

    token = offer_claim(now=clock.now())
    link = f"{address}/claim/{token}/" if token else None

    def words() -> None:
        click.echo(f"Allotment is at {address}/")
        if link:
            click.echo(f"Nobody lives here yet. Open this link once, within a day, to make it yours:\n  {link}")
        click.echo("Stop it with Ctrl+C.")

    asking.answer({"address": address, "claim": link}, words)
    sys.stdout.flush()


@command(name="worker")
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
@click.option("--with-parent", is_flag=True, hidden=True, help="Stop when standard input ends.")
def worker_command(asking: Asking, once: bool, with_parent: bool) -> None:
    """Do due work only: look at sources, make editions, send what has to be sent."""
    from allotment.worker import loop

    if once:
        done = loop.run_once()
        asking.answer(done, lambda: click.echo("What was due is done."))
        return
    stop = threading.Event()
    if with_parent:
        threading.Thread(target=_stop_with_parent, args=(stop,), daemon=True).start()
    with at_home(settings.HOME):
        loop.run(stop)


def _stop_with_parent(stop: threading.Event) -> None:
    """The parent holds the other end of standard input: when it ends, however it ends, so do we."""
    while os.read(sys.stdin.fileno(), 4096):
        pass
    stop.set()


@command(name="doctor")
def doctor_command(asking: Asking) -> None:
    """Check the installation and say what to mend."""
    from allotment.cli.doctoring import examine

    findings = examine()

    def words() -> None:
        for finding in findings:
            click.echo(f"{'  ok  ' if finding.ok else 'mend  '}{finding.what}")
            if not finding.ok:
                click.echo(f"      {finding.mend}")

    asking.answer([{"name": f.name, "ok": f.ok, "what": f.what, "mend": f.mend} for f in findings], words)
    if not all(finding.ok for finding in findings):
        sys.exit(1)
