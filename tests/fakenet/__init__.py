"""A small web on loopback, for tests: real sockets, starts in a millisecond, remembers who asked for what.

with FakeNet() as net:
    net.page("/feed", b"<rss/>", etag='"1"').redirect("/old", "/feed", status=301).hang("/stuck")
    door.get(net.address("/old"))
    assert [seen.path for seen in net.requests] == ["/old", "/feed"]
"""

from tests.fakenet.exchanges import Exchange, Seen
from tests.fakenet.server import FakeNet

__all__ = ["Exchange", "FakeNet", "Seen"]
