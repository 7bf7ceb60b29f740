"""One door, several threads and processes."""

import os
import threading

from allotment.networks.http import Door, Outcome, Request, Retrieved
from tests.fakenet import FakeNet


def test_threads_share_a_door(net: FakeNet, door: Door) -> None:
    for name in "abcd":
        net.page(f"/{name}", name * 1000, delay=0.005)
    got: dict[str, list[Outcome]] = {}

    def visit(name: str) -> None:
        got[name] = [*door.fetch_many([Request(net.address(f"/{name}"))] * 20)]

    threads = [threading.Thread(target=visit, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name, outcomes in got.items():
        bodies = {outcome.body for outcome in outcomes if isinstance(outcome, Retrieved)}
        assert (bodies, len(outcomes)) == ({name.encode() * 1000}, 20)


def test_a_child_has_connections_of_its_own_and_leaves_its_parents_alone(net: FakeNet, door: Door) -> None:
    net.page("/x", b"x")
    door.get(net.address("/x"))
    child = os.fork()
    if child == 0:
        try:
            good = door.get(net.address("/x")).body == b"x"
            door.close()
            os._exit(0 if good else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert net.connections == 2
    assert door.get(net.address("/x")).body == b"x"
    assert net.connections == 2
