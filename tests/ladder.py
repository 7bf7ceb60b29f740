"""The ladder that every page climbs: its owner sees it, nobody is asked to sign in, a stranger finds nothing there."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

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

    def climb(self, address: str, *, private: bool = True, queries: int = MOST_QUERIES, verbs: str = "GET") -> str:
        """Every rung for one page; its HTML. `private`: the address names something that is the owner's alone."""
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = self.owner.get(address)
        assert answer.status_code == HTTPStatus.OK, address
        assert len(asked) <= queries, "\n".join(query["sql"] for query in asked.captured_queries)
        html = answer.content.decode()
        self.valid_html(html)
        signed_out = self.nobody.get(address)
        assert signed_out.status_code == HTTPStatus.FOUND
        assert signed_out.headers["Location"].startswith("/sign-in/")
        if private:
            assert self.stranger.get(address).status_code == HTTPStatus.NOT_FOUND
        wrong = self.owner.delete(address)
        assert wrong.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        if verbs == "GET":
            assert self.owner.post(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED
        return html

    def climb_act(self, address: str, data: dict[str, str] | None = None) -> str:
        """Every rung for a form's address, the owner last; where it leads."""
        assert self.owner.get(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED
        assert self.nobody.post(address, data).headers["Location"].startswith("/sign-in/")
        assert self.stranger.post(address, data).status_code == HTTPStatus.NOT_FOUND
        answer = self.owner.post(address, data)
        assert answer.status_code == HTTPStatus.SEE_OTHER
        return answer.headers["Location"]
