"""Runs a command against a PostgreSQL of its own: `python scripts/with_postgres.py -- command …`.

The command finds the server's address in `ALLOTMENT_DATABASE_URL`; its exit status is ours.
"""

import os
import signal
import subprocess
import sys
from types import FrameType

import postgres


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _leave)
    try:
        with postgres.running() as address:
            print(f"With {postgres.find_programs().source}.", flush=True)
            return subprocess.run(command, env=os.environ | {"ALLOTMENT_DATABASE_URL": address}, check=False).returncode
    except postgres.UnavailableError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _leave(number: int, _frame: FrameType | None) -> None:
    """Turned into an exception, so that the server is stopped and its folder removed."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
