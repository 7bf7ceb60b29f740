"""The door for terminals: the command `allotment`.

Names, options and JSON are a contract, written down in docs/reference/commands.md.
"""

import io
import os
import sys


def main() -> None:
    """Sets Django up once, then runs the command that was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allotment.config.settings")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # names in scripts that this terminal cannot show
    import click
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        click.echo(f"allotment: {error}", err=True)
        sys.exit(2)
    from allotment.cli.root import allotment

    allotment(prog_name="allotment")
