"""`allotment up`, `worker` and `doctor`: what keeps it going."""

import sys
import threading
from ipaddress import ip_address

import click
from django.conf import settings

from allotment.cli.asking import Asking, command

DEFAULT_PORT = 8420


@command(name="up")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535))
def up_command(asking: Asking, host: str, port: int) -> None:
    """Serve the pages and do the due work, until stopped."""
    from allotment.cli.home import prepare_files
    from allotment.cli.serving import place, serve

    numeric = place(host, port)
    prepare_files()
    greet(asking, settings.ADDRESS or address_of(numeric, port))
    sys.exit(serve(numeric, port))


def address_of(numeric: str, port: int) -> str:
    """Where this machine's own browser finds it."""
    where = ip_address(numeric.partition("%")[0])
    if where.is_unspecified:
        return f"http://127.0.0.1:{port}"
    return f"http://[{where}]:{port}" if where.version == 6 else f"http://{where}:{port}"


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
def worker_command(asking: Asking, once: bool) -> None:
    """Do due work only: look at sources, make editions, send what has to be sent."""
    from allotment.worker import loop

    if once:
        done = loop.run_once()
        asking.answer(done, lambda: tell_done(done))
        return
    loop.run(threading.Event())


def tell_done(done: dict[str, int]) -> None:
    """What was due, by chore."""
    did = ", ".join(f"{name} ({rows})" for name, rows in done.items() if rows)
    click.echo(f"What was due is done: {did}." if did else "Nothing was due.")


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

    asking.answer([finding.as_json() for finding in findings], words)
    if not all(finding.ok for finding in findings):
        sys.exit(1)
