"""The same refresh by `reader`, the feed library of lemon24: `python -m bench.reader_refresh DATABASE LIST`."""

import sys
from pathlib import Path

from reader import make_reader

if __name__ == "__main__":
    reader = make_reader(sys.argv[1])
    for address in Path(sys.argv[2]).read_text(encoding="utf-8").split():
        reader.add_feed(address, exist_ok=True)
    reader.update_feeds(scheduled=False, workers=10)
