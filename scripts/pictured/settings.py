"""Allotment's own settings, with two changes for the pictures: what day it is, and where the web is.

`PICTURES_PORT` is where all names lead; `PICTURES_DAY` and `PICTURES_BEGAN` (a moment, and when by the real clock it
was that moment) set the clock of every process alike.
"""

import os
import time
from datetime import datetime, timedelta
from typing import Any

import pycurl
import time_machine

from allotment.config.settings import *  # noqa: F403 - they are the settings
from allotment.networks.http import slots, transports

if "PICTURES_DAY" in os.environ:
    began = timedelta(seconds=time.time() - float(os.environ["PICTURES_BEGAN"]))
    time_machine.travel(datetime.fromisoformat(os.environ["PICTURES_DAY"]) + began, tick=True).start()


class Slot(slots.Slot):
    """A handle whose every name leads to the invented sites."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.curl.setopt(pycurl.CONNECT_TO, [f"::127.0.0.1:{os.environ['PICTURES_PORT']}"])


vars(transports)["Slot"] = Slot
