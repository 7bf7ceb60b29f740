"""The pages of claims, as somebody uses them."""

from collections.abc import Callable

import pytest
from django.test import Client

from allotment.core.models import Owner
from allotment.sense.actions.claiming import claim, reclaim
from allotment.sense.models import Claim
from tests.cast import NOON
from tests.sense.test_pages import boxes, said, sent

pytestmark = pytest.mark.usefixtures("noon")


def test_from_a_claim_to_what_one_now_thinks(as_alice: Client, valid_html: Callable[[str], None]) -> None:
    assert "Write a first one" in as_alice.get("/claims/").content.decode()
    answer = as_alice.post("/claims/new/", {"text": "Short handovers are better"})
    assert answer.status_code == 303
    address = answer.headers["Location"]
    assert "Nobody else's view of it yet." in said(as_alice.get("/claims/").content.decode()).replace("&#x27;", "'")
    heard = {"person": "Ada", "stance": "differ", "why": "Ours are long", "context": "A ward"}
    assert as_alice.post(f"{address}view/", heard).status_code == 303
    typed = sent(as_alice.get(address).content.decode()) | {"what_i_think": "Not at night"}
    assert as_alice.post(address, typed).status_code == 303
    html = as_alice.get(address).content.decode()
    assert "Ada differs · today Ours are long A ward" in said(html)
    assert boxes(html)["what_i_think"] == "Not at night"
    assert "What stood here before" in html
    valid_html(html)
    rows = said(as_alice.get("/claims/").content.decode())
    assert "view of it yet" not in rows
    assert "That is all of it." in rows


@pytest.mark.parametrize("page", ["", "edit/"])
def test_the_second_of_two_tabs_sees_both_texts_and_may_then_keep_its_own(
    page: str, as_alice: Client, alice: Owner, valid_html: Callable[[str], None]
) -> None:
    made = claim(owner=alice, text="Tea helps", now=NOON)
    address = f"/claims/{made.pk}/{page}"
    typed = sent(as_alice.get(address).content.decode()) | {"what_i_think": "Mine"}
    reclaim(owner=alice, claim_id=made.pk, base=1, text="Tea calms", what_i_think="Theirs", now=NOON)
    answer = as_alice.post(address, typed)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "There now stand: What I now think Theirs" in said(html)
    assert boxes(html)["what_i_think"] == "Mine"
    valid_html(html)
    assert as_alice.post(address, sent(html)).status_code == 303
    made.refresh_from_db()
    assert (made.text, made.what_i_think) == ("Tea calms", "Mine")


def test_what_says_nothing_is_refused_kindly(as_alice: Client, alice: Owner) -> None:
    assert as_alice.post("/claims/new/", {"text": " "}).status_code == 400
    assert as_alice.post("/claims/new/", {"text": "x" * 501}).status_code == 400
    made = claim(owner=alice, text="Tea helps", now=NOON)
    assert as_alice.post(f"/claims/{made.pk}/", {"what_i_think": "Mine"}).status_code == 400
    assert as_alice.post(f"/claims/{made.pk}/edit/", {"text": "Mine"}).status_code == 400
    assert as_alice.post(f"/claims/{made.pk}/view/", {"stance": "x"}).status_code == 400
    assert not made.views.exists()
    assert Claim.objects.get().text == "Tea helps"


def test_a_view_is_taken_out_and_the_claim_let_go(as_alice: Client, alice: Owner) -> None:
    made = claim(owner=alice, text="Tea helps", now=NOON)
    as_alice.post(f"/claims/{made.pk}/view/", {"stance": "agree"})
    answer = as_alice.post(f"/claims/views/{made.views.get().pk}/remove/")
    assert answer.headers["Location"] == f"/claims/{made.pk}/"
    assert "Tea helps" in as_alice.get(f"/claims/{made.pk}/remove/").content.decode()
    assert as_alice.post(f"/claims/{made.pk}/remove/").headers["Location"] == "/claims/"
    assert not Claim.objects.exists()


@pytest.mark.parametrize("page", ["library", "reflections"])
def test_it_is_reached_from_ones_own_words(page: str, as_alice: Client) -> None:
    assert 'href="/claims/"' in as_alice.get(f"/{page}/").content.decode()
