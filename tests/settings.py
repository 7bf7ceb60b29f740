"""Allotment's own settings, in a home that belongs to this run of the tests alone and is gone after it."""

import atexit
import os
import shutil
import tempfile

KEPT = {"ALLOTMENT_DATABASE_URL", "ALLOTMENT_CHROMIUM"}

if (
    "PYTEST_XDIST_WORKER" not in os.environ
):  # the processes of one run share a home; their databases have names of their own
    for name in [name for name in os.environ if name.startswith("ALLOTMENT_") and name not in KEPT]:
        del os.environ[name]
    os.environ["ALLOTMENT_HOME"] = tempfile.mkdtemp(prefix="allotment-tests-")
    atexit.register(shutil.rmtree, os.environ["ALLOTMENT_HOME"], ignore_errors=True)

from allotment.config.settings import *  # noqa: E402, F403 - the home has to be known first

PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]
