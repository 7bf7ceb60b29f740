"""The ladder every address climbs: its owner sees it, nobody is asked to sign in, a stranger finds nothing there."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST_QUERIES = 12


@dataclass(frozen=True, slots=True)
class Ladder:
    """The cast's browsers, and the validator."""

    owner: Client
    stranger: Client
    nobody: Client
    valid_html: Callable[[str], None]

    def climb_page(self, address: str, *, is_private: bool, takes_post: bool = False) -> str:
        """Every rung for something to look at; its HTML."""
        answer = self.owner.get(address)
        assert answer.status_code == HTTPStatus.OK, address
        html = answer.content.decode()
        self.valid_html(html)
        self._asks_to_sign_in(self.nobody.get(address))
        if is_private:
            assert self.stranger.get(address).status_code == HTTPStatus.NOT_FOUND
        for verb in ("put", "delete", *(() if takes_post else ("post",))):
            assert getattr(self.owner, verb)(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED, verb
        assert self.owner.head(address).status_code == HTTPStatus.OK
        return html

    def climb_act(self, address: str, data: dict[str, Any], *, is_private: bool, takes_get: bool = False) -> str:
        """Every rung for something to send, the owner last; where it leads."""
        if not takes_get:
            assert self.owner.get(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED
        self._asks_to_sign_in(self.nobody.post(address, data))
        if is_private:
            assert self.stranger.post(address, data).status_code == HTTPStatus.NOT_FOUND
        answer = self.owner.post(address, data)
        assert answer.status_code == HTTPStatus.SEE_OTHER, answer.content.decode()[-3000:]
        return answer.headers["Location"]

    def _asks_to_sign_in(self, answer: Any) -> None:
        assert answer.status_code == HTTPStatus.FOUND
        assert answer.headers["Location"].startswith("/sign-in/")


def queries_of(client: Client, address: str) -> list[str]:
    """What a page asks of the database, when everything was loaded once."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == HTTPStatus.OK
    return [query["sql"] for query in asked.captured_queries]
