"""A learning question from its page: let it rest, open it again, say what is known now."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from allotment.core.models import Owner
from allotment.seek.models import Question
from tests.browser.conftest import KINDS, OpenPage
from tests.cast import NOON
from tests.network import plant


@pytest.mark.parametrize(("width", "scripts"), list(KINDS.values()), ids=list(KINDS))
def test_a_question_rests_is_opened_again_and_answered(
    width: int,
    scripts: bool,
    alice: Owner,
    noon: object,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
) -> None:
    asked = plant(alice, mark="quillwort", now=NOON).questions[0]
    page = open_page(width=width, scripts=scripts, owner=alice)
    page.goto("/questions/")
    axe(page)
    page.get_by_role("link", name=asked.text, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(asked.text)
    axe(page)
    fits(page)
    page.get_by_role("button", name="Let it rest").click()
    expect(page.get_by_text("It rests.")).to_be_visible()
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_text("Open until")).to_be_visible()
    page.get_by_role("link", name="Answered").click()
    axe(page)
    page.get_by_label("What I know now").fill("That it sings before it boils.")
    page.get_by_role("button", name="It is answered").click()
    expect(page.get_by_text("That it sings before it boils.")).to_be_visible()
    axe(page)
    fits(page)
    asked.refresh_from_db()
    assert asked.state == Question.State.ANSWERED
