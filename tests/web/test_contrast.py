"""Every pair of inks that the sheets use can be read, by day and by night: measured from tokens.css itself."""

import re
from typing import Final

import pytest

from tests.house.tree import ROOT

TOKENS: Final = ROOT / "src/allotment/web/static/css/tokens.css"
BASE: Final = ROOT / "src/allotment/web/static/css/base.css"
PARTS: Final = ROOT / "src/allotment/web/static/css/components/parts.css"
DAY, NIGHT = 0, 1
TEXT, SHAPE = 4.5, 3.0
PAIR: Final = r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)"


def inks() -> dict[str, tuple[str, str]]:
    found = re.findall(rf"--([a-z]+): {PAIR}", TOKENS.read_text())
    return {name: (day, night) for name, day, night in found}


def behind(sheet: str, selector: str) -> tuple[str, str]:
    """The background that a rule gives to the words it matches."""
    found = re.search(rf"{re.escape(selector)} {{\s*background: {PAIR}", sheet)
    assert found
    return found[1], found[2]


def luminance(colour: str) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("light", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("ground", ["paper", "wash"])
@pytest.mark.parametrize("ink", ["ink", "soft", "leaf", "carrot"])
def test_an_ink_can_be_read(ink: str, ground: str, light: int) -> None:
    assert contrast(inks()[ink][light], inks()[ground][light]) >= TEXT


@pytest.mark.parametrize("light", [DAY, NIGHT], ids=["day", "night"])
def test_what_is_chosen_or_found_can_be_read(light: int) -> None:
    for ground in (behind(BASE.read_text(), "::selection"), behind(PARTS.read_text(), "mark")):
        assert contrast(inks()["ink"][light], ground[light]) >= TEXT


@pytest.mark.parametrize("light", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("ground", ["paper", "wash"])
@pytest.mark.parametrize("shape", ["edge", "carrot", "leaf"])
def test_the_edge_of_what_is_used_can_be_seen(shape: str, ground: str, light: int) -> None:
    assert contrast(inks()[shape][light], inks()[ground][light]) >= SHAPE


def test_black_on_white_measures_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_browser_is_told_the_paper_for_its_own_frame() -> None:
    page = (ROOT / "src/allotment/web/templates/base.html").read_text()
    assert tuple(re.findall(r'name="theme-color" content="(#[0-9a-f]{6})"', page)) == inks()["paper"]
