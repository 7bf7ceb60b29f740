"""The pages of reflections, as somebody uses them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from allotment.core.models import Owner
from allotment.sense.actions.writing import write
from allotment.sense.models import Reflection
from allotment.sense.records import Written
from tests.cast import NOON
from tests.core.search import shelf

pytestmark = pytest.mark.usefixtures("noon")
NEW = "/reflections/new/"
TYPED = {"prompts": "three", "state": "messy"}


def put(owner: Owner, **words: Any) -> Reflection:
    return write(owner=owner, written=Written(**words), now=NOON)


def said(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def boxes(html: str) -> dict[str, str]:
    """What stands in the boxes to write in."""
    return {
        name: text.removeprefix("\r\n").removeprefix("\n")
        for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>(.*?)</textarea>', html, re.DOTALL)
    }


def test_the_first_one_is_written_and_read(as_alice: Client, valid_html: Callable[[str], None]) -> None:
    assert "Write a first one" in as_alice.get("/reflections/").content.decode()
    answer = as_alice.post(NEW, TYPED | {"text": "A *kettle*", "now_what": "Tea", "learned_from": "Ada, Ben"})
    assert answer.status_code == 303
    html = as_alice.get(answer.headers["Location"]).content.decode()
    assert "<em>kettle</em>" in html
    assert "So what?" not in html
    assert "Learned from Ada and Ben" in said(html)
    valid_html(html)


def test_nothing_at_all_is_said_kindly_and_what_was_chosen_stays(as_alice: Client) -> None:
    answer = as_alice.post(NEW, TYPED | {"text": " ", "state": "growing", "learned_from": "Ada"})
    assert answer.status_code == 400
    html = answer.content.decode()
    assert "There is no word in it yet." in html
    assert 'value="Ada"' in html
    assert re.search(r'value="growing"[^>]*checked', html)
    assert not Reflection.objects.exists()


def test_it_begins_with_what_it_is_about(as_alice: Client, alice: Owner, bob: Owner) -> None:
    post = shelf.post(shelf.source("Notes", alice), "Slow tea", "Patience.")
    theirs = shelf.post(shelf.source("Others", bob), "Fast tea", "Haste.")
    html = as_alice.get(NEW, {"about": [f"post-{post.pk}", f"post-{theirs.pk}", "x-1", "post-x"]}).content.decode()
    assert re.search(rf'value="post-{post.pk}"[^>]*checked', html)
    assert "Fast tea" not in html
    answer = as_alice.post(NEW, TYPED | {"text": "Tea", "about": [f"post-{post.pk}"]})
    assert "Slow tea" in as_alice.get(answer.headers["Location"]).content.decode()
    assert "Tea" in as_alice.get(f"/posts/{post.pk}/").content.decode()


def test_a_look_at_it_keeps_nothing_and_loses_nothing(as_alice: Client, valid_html: Callable[[str], None]) -> None:
    typed = TYPED | {"text": "A *kettle* [[On tea]] <script>alert(1)</script>", "preview": "yes"}
    answer = as_alice.post(NEW, typed)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "<em>kettle</em>" in html
    assert "/reflections/new/?title=On+tea" in html
    assert "<script>alert" not in html
    assert boxes(html)["text"].startswith("A *kettle* [[On tea]] &lt;script&gt;")
    valid_html(html)
    part = as_alice.post(NEW, typed, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="preview"')
    assert not Reflection.objects.exists()


def test_the_other_page_of_prompts_loses_no_word(as_alice: Client) -> None:
    typed = TYPED | {"text": "one", "so_what": "two", "now_what": "three", "learned_from": "Ada", "switch": "yes"}
    html = as_alice.post(NEW, typed).content.decode()
    assert boxes(html)["text"] == "one\n\ntwo\n\nthree"
    assert "So what?" not in html
    assert 'value="Ada"' in html
    again = as_alice.post(NEW, typed | {"prompts": "blank", "text": "all", "so_what": "", "now_what": ""})
    assert boxes(again.content.decode())["text"] == "all"
    assert "So what?" in again.content.decode()


def test_a_name_leads_to_where_it_is_written_or_could_be(as_alice: Client, alice: Owner) -> None:
    first = put(alice, title="First", text="[[On tea]] [[Not yet]]")
    tea = put(alice, title="On tea", text="See [[First]]")
    html = as_alice.get(f"/reflections/{first.pk}/").content.decode()
    assert f'href="/reflections/{tea.pk}/"' in html
    assert 'href="/reflections/new/?title=Not+yet"' in html
    assert "Where you come back to it" in html
    assert 'value="Not yet"' in as_alice.get("/reflections/new/?title=Not+yet").content.decode()


def sent(html: str) -> dict[str, Any]:
    """What a browser sends of the form as it stands."""
    form = html[html.index('<form class="form"') : html.rindex("</form>")]
    found: dict[str, Any] = boxes(form)
    for tag in re.findall(r"<input[^>]*>", form):
        said = dict(re.findall(r' ([\w-]+)="([^"]*)"', tag))
        if "name" in said and (said["type"] not in {"radio", "checkbox"} or " checked" in tag):
            found[said["name"]] = said.get("value", "")
    return {name: re.sub(r"\r?\n", "\r\n", text) for name, text in found.items()}


def test_the_second_of_two_tabs_sees_both_texts_and_may_then_keep_its_own(
    as_alice: Client, alice: Owner, valid_html: Callable[[str], None]
) -> None:
    kept = put(alice, text="A kettle", so_what="Patience", now_what="Tea", prompts="three", title="Tea")
    address = f"/reflections/{kept.pk}/edit/"
    first = second = sent(as_alice.get(address).content.decode())
    first = first | {"text": "The first tab", "so_what": "More patience", "learned_from": "Ada"}
    as_alice.post(address, first)
    answer = as_alice.post(address, second | {"text": "The second tab", "now_what": "Coffee"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "This was changed meanwhile" in html
    assert re.search(r"<dt>What\?</dt>\s*<dd[^>]*>The first tab</dd>", html)
    assert html.count('<dd class="as-written">') == 1
    again = sent(html)
    assert (again["text"], again["so_what"], again["now_what"]) == ("The second tab", "More patience", "Coffee")
    assert again["learned_from"] == "Ada"
    valid_html(html)
    kept.refresh_from_db()
    assert kept.text == "The first tab"
    assert as_alice.post(address, again).status_code == 303
    kept.refresh_from_db()
    assert (kept.text, kept.so_what, kept.now_what) == ("The second tab", "More patience", "Coffee")
    assert [credit.person.name for credit in kept.credits.all()] == ["Ada"]


def test_a_look_and_the_other_page_forget_nothing_of_what_was_there(as_alice: Client, alice: Owner) -> None:
    kept = put(alice, text="A kettle", so_what="Patience", prompts="three")
    address = f"/reflections/{kept.pk}/edit/"
    typed = sent(as_alice.get(address).content.decode()) | {"so_what": "Haste"}
    as_alice.post(address, typed | {"so_what": "Nobody sees this"})
    looked = sent(as_alice.post(address, typed | {"preview": "yes"}).content.decode())
    switched = sent(as_alice.post(address, looked | {"switch": "yes"}).content.decode())
    answer = as_alice.post(address, switched)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Nobody sees this" in html
    assert sent(html)["text"] == "A kettle\r\n\r\nHaste"


def test_without_the_version_that_was_seen_nothing_is_written_over(as_alice: Client, alice: Owner) -> None:
    kept = put(alice, text="A kettle")
    answer = as_alice.post(f"/reflections/{kept.pk}/edit/", TYPED | {"text": "Mine"})
    assert answer.status_code == 400
    kept.refresh_from_db()
    assert kept.text == "A kettle"


def test_the_list_can_be_narrowed_to_a_state(as_alice: Client, alice: Owner) -> None:
    put(alice, text="Still a mess")
    put(alice, text="Firm ground", state="settled")
    html = as_alice.get("/reflections/?state=settled").content.decode()
    assert "Firm ground" in html
    assert "Still a mess" not in html
    assert "That is all of these." in html
    assert "None of yours is in that state" in as_alice.get("/reflections/?state=growing").content.decode()


@pytest.mark.parametrize("before", ["", "x", "2026-11-22~1", "2026-99-99T00:00:00+00:00~1", "~", "\x00~\x00"])
def test_any_place_to_go_on_from_is_a_page(before: str, as_alice: Client) -> None:
    assert as_alice.get("/reflections/", {"before": before, "state": "x"}).status_code == 200


def test_it_is_turned_and_at_last_let_go(as_alice: Client, alice: Owner) -> None:
    kept = put(alice, text="A mess")
    as_alice.post(f"/reflections/{kept.pk}/turn/", {"state": "settled"})
    assert "Settled, tended today" in as_alice.get(f"/reflections/{kept.pk}/").content.decode()
    assert as_alice.post(f"/reflections/{kept.pk}/turn/", {"state": "x"}).status_code == 404
    assert "A mess" in as_alice.get(f"/reflections/{kept.pk}/remove/").content.decode()
    assert as_alice.post(f"/reflections/{kept.pk}/remove/").headers["Location"] == "/reflections/"
    assert not Reflection.objects.exists()


def test_what_was_made_of_somebody_stands_on_their_page(as_alice: Client, alice: Owner) -> None:
    put(alice, text="Tea", title="On tea", credits={"from": ("Ada",)})
    ada = Reflection.objects.get().credits.get().person
    html = as_alice.get(f"/people/{ada.pk}/").content.decode()
    assert "On tea" in html
    assert "learned from them · today" in said(html)
