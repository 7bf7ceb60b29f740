#!/bin/sh
# Makes .venv from the locked dependencies, and the `allotment` command in it. Does nothing when nothing changed,
# and needs no network then. Every program of .venv is called as `.venv/bin/python -m …`: a path may hold spaces.
set -eu
cd "$(dirname "$0")/.."

ready='import ensurepip, sqlite3, ssl, sys, venv; sys.exit(sys.version_info < (3, 12))'

works() { [ -n "$1" ] && "$1" -c "$ready" >/dev/null 2>&1; }

# A name on the path proves nothing (pyenv puts shims there that may refuse to run), so each candidate is tried.
find_python() {
    for candidate in "${ALLOTMENT_PYTHON:-}" python3.12 python3.13 python3.14 python3 python \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python; do
        if works "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    echo "Allotment needs Python 3.12 or newer, with its venv module, and found none." >&2
    echo "On Debian or Ubuntu: apt install python3 python3-venv. Elsewhere: https://www.python.org/downloads/." >&2
    echo "If it is there under another name, say which: ALLOTMENT_PYTHON=/path/to/python make setup." >&2
    return 1
}

fingerprint() { { pwd; cat "$@"; } | cksum; }

# written: NAME FINGERPRINT; true when the step NAME was last finished with that very fingerprint
done_before() { [ "$(cat ".venv/$1.done" 2>/dev/null)" = "$2" ]; }

if ! works .venv/bin/python || ! done_before place "$(pwd)"; then
    python=$(find_python)
    echo "Making .venv with $("$python" --version)."
    "$python" -m venv --clear .venv
    pwd >.venv/place.done
fi

locks=$(fingerprint requirements.lock requirements-dev.lock)
if ! done_before locks "$locks"; then
    echo "Installing the locked dependencies; a first time takes a minute or two."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
        -r requirements.lock -r requirements-dev.lock
    echo "$locks" >.venv/locks.done
fi

# setuptools is among the locked dependencies, so that this step asks nobody.
project=$(fingerprint pyproject.toml)
if ! done_before project "$project"; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .
    echo "$project" >.venv/project.done
fi

# The page that ours are measured by; nothing else needs it.
if [ "${1:-}" = bench ]; then
    locks=$(fingerprint requirements-bench.lock)
    if ! done_before bench "$locks"; then
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
        echo "$locks" >.venv/bench.done
    fi
fi
