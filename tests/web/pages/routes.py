"""Every address of the application, what it takes and who may see it. A test holds it against the resolver."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from allotment.core.accounts.actions import name_of_session
from allotment.core.models import Session
from allotment.people.models import Moment, Suggestion
from tests.network import Network


class Kind(Enum):
    """What an address answers to."""

    PAGE = "GET"
    FORM = "GET and POST"
    ACT = "POST"


@dataclass(frozen=True, slots=True)
class Route:
    """One address. `arguments` and `data` are taken from a network that is there."""

    name: str
    kind: Kind = Kind.PAGE
    arguments: Callable[[Network], list[Any]] = lambda _: []
    data: Callable[[Network], dict[str, Any]] = lambda _: {}
    query: str = ""
    is_open: bool = False
    """Nobody needs to sign in for it."""
    is_private: bool = False
    """It names something that is one owner's: a stranger finds nothing there."""

    def address(self, network: Network) -> str:
        return reverse(self.name, args=self.arguments(network)) + self.query


def post_of(network: Network) -> list[Any]:
    return [network.post.pk]


def person_of(network: Network) -> list[Any]:
    return [network.person.pk]


def moment_of(network: Network) -> list[Any]:
    return [Moment.objects.filter(person=network.person)[0].pk]


def suggestion_of(network: Network) -> list[Any]:
    return [Suggestion.objects.filter(owner=network.owner)[0].pk, "later"]


def source_of(network: Network) -> list[Any]:
    return [network.source.pk]


def resource_of(network: Network) -> list[Any]:
    """The photo."""
    return [network.resources[-1].pk]


def picture_of(network: Network) -> list[Any]:
    return [network.resources[-1].picture_id]


def question_of(network: Network) -> list[Any]:
    return [network.questions[0].pk]


def reflection_of(network: Network) -> list[Any]:
    return [network.reflections[0].pk]


def claim_of(network: Network) -> list[Any]:
    return [network.claim.pk]


def view_of(network: Network) -> list[Any]:
    return [network.claim.views.all()[0].pk]


A_REFLECTION = {"text": "Kettles teach.", "state": "messy", "prompts": "three"}
A_GUESS = "a-guess"
"""Where only a secret opens, and none can be had here; the tests of that area open it."""


class Again(SimpleUploadedFile):
    """A file that can be sent more than once."""

    def read(self, *sizes: int) -> bytes:
        self.seek(0)
        return bytes(super().read(*sizes))


BOOK = b"BEGIN:VCARD\nFN:Somebody from a book\nEND:VCARD\n"
SETTINGS = {
    "email": "",
    "time_zone": "Europe/London",
    "language": "en-gb",
    "day_starts_at": "04:00",
    "paused_until": "",
}
WISHES = {
    "ration_minutes": "25",
    "weekdays": ["0", "5"],
    "wider": "1",
    "quieter": "0",
    "serendipity": "-1",
    "interests": "",
    "muted": "",
    "own_addresses": "",
}
MOMENT = {"words": "talked about soil", "day": "2026-11-20", "time": "", "kind": "tea", "direction": "with"}
PASSWORDS = {"old": "a kettle, two cups and time", "new": "another kettle, more time"}

PAGES = [
    Route("today"),
    Route("day", arguments=lambda network: [network.yesterday]),
    Route("kept"),
    Route("let-go"),
    Route("kept-under", arguments=lambda network: [network.resources[-1].tags.get().pk], is_private=True),
    Route("resource", arguments=resource_of, is_private=True),
    Route("preview"),
    Route("post", arguments=post_of, is_private=True),
    Route("people"),
    Route("candidates"),
    Route("person", arguments=person_of, is_private=True),
    Route("moments", query="?direction=from"),
    Route("sources"),
    Route("follow-batch", arguments=lambda network: [network.batch.pk], is_private=True),
    Route("question", arguments=question_of, is_private=True),
    Route("import", arguments=lambda network: [network.brought.pk], is_private=True),
    Route("search", query="?q=kettle"),
    Route("sessions"),
    Route("reflections"),
    Route("library"),
    Route("claims"),
    Route("reflection", arguments=reflection_of, is_private=True),
]
FORMS = [
    Route("welcome", Kind.FORM, data=lambda _: {"addresses": "https://new.example/"}),
    Route("follow", Kind.FORM, data=lambda _: {"addresses": "https://new.example/"}),
    Route("keeping", Kind.FORM, data=lambda _: {"name": "A reader"}),
    Route("keep", Kind.FORM, data=lambda _: {"what": "https://new.example/ on kettles"}),
    Route("edit-resource", Kind.FORM, resource_of, lambda _: {"title": "A sketch", "version": "1"}, is_private=True),
    Route("tend-post", Kind.FORM, post_of, lambda _: {"wish": "more"}, is_private=True),
    Route("add-person", Kind.FORM, data=lambda _: {"name": "Ada"}),
    Route("profiles", Kind.FORM, person_of, lambda _: {"address": "ada@ada.example"}, is_private=True),
    Route("private-note", Kind.FORM, person_of, lambda _: {"text": "Kind.", "version": 2}, is_private=True),
    Route("edit-person", Kind.FORM, person_of, lambda _: {"name": "Ada", "version": 1}, is_private=True),
    Route("person-moments", Kind.FORM, person_of, lambda _: {"line": "yesterday: tea"}, is_private=True),
    Route("tend-person", Kind.FORM, person_of, lambda _: {"depth": "3", "rhythm": ""}, is_private=True),
    Route("tending", Kind.FORM, data=lambda _: {"suggestions": "on"}),
    Route("moment", Kind.FORM, moment_of, lambda _: MOMENT, is_private=True),
    Route("import-people", Kind.FORM, data=lambda _: {"book": Again("book.vcf", BOOK)}),
    Route("source", Kind.FORM, source_of, lambda _: {"why": "for the soil"}, is_private=True),
    Route("questions", Kind.FORM, data=lambda _: {"text": "How do bees sleep?"}),
    Route("edit-question", Kind.FORM, question_of, lambda _: {"text": "How do wasps sleep?"}, is_private=True),
    Route("answer-question", Kind.FORM, question_of, lambda _: {"known_now": "In turns."}, is_private=True),
    Route("new-reflection", Kind.FORM, data=lambda _: A_REFLECTION),
    Route("edit-reflection", Kind.FORM, reflection_of, lambda _: A_REFLECTION | {"version": "1"}, is_private=True),
    Route("use-reflection", Kind.FORM, reflection_of, lambda _: {"outcome": "used"}, is_private=True),
    Route("use-resource", Kind.FORM, resource_of, lambda _: {"outcome": "used"}, is_private=True),
    Route("remove-reflection", Kind.FORM, reflection_of, is_private=True),
    Route("claim", Kind.FORM, claim_of, lambda _: {"what_i_think": "Less so.", "version": "1"}, is_private=True),
    Route("new-claim", Kind.FORM, data=lambda _: {"text": "Kettles teach."}),
    Route("edit-claim", Kind.FORM, claim_of, lambda _: {"text": "Kettles teach.", "version": "1"}, is_private=True),
    Route("view-claim", Kind.FORM, claim_of, lambda _: {"stance": "agree"}, is_private=True),
    Route("remove-claim", Kind.FORM, claim_of, is_private=True),
    Route("settings", Kind.FORM, data=lambda _: SETTINGS),
    Route("reading", Kind.FORM, data=lambda _: WISHES),
    Route("delivery", Kind.FORM, data=lambda _: {"mail_edition": "on"}),
    Route("password", Kind.FORM, data=lambda _: PASSWORDS),
]
ACTS = [
    Route("anew", Kind.ACT),
    Route("read-post", Kind.ACT, post_of, is_private=True),
    Route("keep-post", Kind.ACT, post_of, is_private=True),
    Route("pass-post", Kind.ACT, post_of, is_private=True),
    Route("share", Kind.ACT, data=lambda _: {"address": "https://shared.example/", "text": "On kettles"}),
    Route("take-back-token", Kind.ACT, lambda network: [network.token.pk], is_private=True),
    Route("copy-again", Kind.ACT, resource_of, is_private=True),
    Route("let-go-resource", Kind.ACT, resource_of, is_private=True),
    Route("remove-resource", Kind.ACT, resource_of, is_private=True),
    Route("welcome-person", Kind.ACT, lambda network: [network.candidate.pk], is_private=True),
    Route("remove-profile", Kind.ACT, lambda network: [network.person.profiles.all()[0].pk], is_private=True),
    Route("answer-suggestion", Kind.ACT, suggestion_of, is_private=True),
    Route("hush-reciprocity", Kind.ACT),
    Route("remove-moment", Kind.ACT, moment_of, is_private=True),
    Route("agree-import", Kind.ACT, lambda network: [network.preview.pk], is_private=True),
    Route("leave-import", Kind.ACT, lambda network: [network.preview.pk], is_private=True),
    Route("undo-import", Kind.ACT, lambda network: [network.brought.pk], is_private=True),
    Route("less-of-person", Kind.ACT, person_of, is_private=True),
    Route("pause-source", Kind.ACT, source_of, lambda _: {"until": "2027-01-01"}, is_private=True),
    Route("look-at-source", Kind.ACT, source_of, is_private=True),
    Route("stop-following", Kind.ACT, source_of, is_private=True),
    Route("follow-again", Kind.ACT, lambda network: [network.failed.pk], is_private=True),
    Route("rest-question", Kind.ACT, question_of, is_private=True),
    Route("renew-question", Kind.ACT, question_of, is_private=True),
    Route("edition-feed-address", Kind.ACT),
    Route("returning", Kind.ACT, data=lambda _: {"wanted": "yes"}),
    Route("remove-view", Kind.ACT, view_of, is_private=True),
    Route("turn-reflection", Kind.ACT, reflection_of, lambda _: {"state": "settled"}, is_private=True),
    Route(
        "end-session",
        Kind.ACT,
        data=lambda network: {"name": name_of_session(Session.objects.filter(owner=network.owner)[0].session_key)},
        is_private=True,
    ),
    Route("sign-out", Kind.ACT),
]
OPEN = [
    Route("sign-in", Kind.FORM, is_open=True),
    Route("claim", Kind.FORM, lambda _: [A_GUESS], is_open=True),
    Route("hub", Kind.FORM, lambda _: [A_GUESS], is_open=True),
    Route("edition-feed", arguments=lambda network: [network.feed_token], is_open=True),
    Route("manifest", is_open=True),
    Route("service-worker", is_open=True),
    Route("offline", is_open=True),
    Route("health", is_open=True),
    Route("styleguide", is_open=True),
]
FILES = [
    Route("picture", arguments=picture_of, is_private=True),
    Route("picture-small", arguments=picture_of, is_private=True),
    Route("export-people", arguments=lambda _: ["vcf"]),
]
SEEN = [*PAGES, *FORMS]
"""What an owner looks at."""
BY_TOKEN = [Route("api-keep", Kind.ACT, is_open=True)]
"""For programs; tests/api has what they are told."""
EVERY = [*SEEN, *FILES, *ACTS, *OPEN, *BY_TOKEN]
