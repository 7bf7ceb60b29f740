"""What a browser fetches for a page stays light: measured as it is sent, packed with Brotli."""

import re
from pathlib import Path
from typing import Final

import brotli
import pytest

from tests.house.tree import ROOT

STATIC: Final = ROOT / "src/allotment/web/static"
TEMPLATES: Final = ROOT / "src/allotment/web/templates"
KB: Final = 1000
WITHOUT_FONTS: Final = 31 * KB
"""Of the page's 40 KB; the rest is for its HTML."""

FONTS: Final = 105 * KB
"""Of the page's 150 KB: every Latin face, italics too; a second alphabet costs more, where it is used."""


def named_by(template: str) -> list[str]:
    return re.findall(r'{% static "([^"]+)" %}', (TEMPLATES / template).read_text())


def sent(file: Path) -> int:
    return len(brotli.compress(file.read_bytes(), quality=11))


def test_every_file_that_the_page_names_is_there() -> None:
    assert [name for name in named_by("base.html") if not (STATIC / name).is_file()] == []


def test_styles_and_scripts_are_light() -> None:
    files = [STATIC / name for name in named_by("base.html") if name.endswith((".css", ".js", ".svg"))]
    assert sum(map(sent, files)) <= WITHOUT_FONTS


def test_the_latin_fonts_are_light() -> None:
    fonts = [file for file in STATIC.rglob("*.woff2") if "latin-ext" not in file.name]
    assert len(fonts) == 4
    assert sum(file.stat().st_size for file in fonts) <= FONTS


def test_our_own_javascript_stays_small() -> None:
    lines = sum(len(file.read_text().splitlines()) for file in (STATIC / "js").glob("*.js"))
    assert lines <= 800


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("css/**/*.css")), ids=lambda sheet: sheet.name)
def test_every_sheet_keeps_to_its_layer(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL).strip()
    if sheet.name == "fonts.css":
        assert text.count("@font-face") == 8
    else:
        assert re.match(r"@layer (tokens|base|layout|components|pages)\b", text)


def test_every_address_in_a_sheet_is_a_file_of_ours() -> None:
    for sheet in STATIC.rglob("*.css"):
        for address in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text()):
            assert (sheet.parent / address).resolve().is_file(), f"{sheet.name}: {address}"


@pytest.mark.parametrize("folder", sorted((STATIC / "vendor").glob("*-*")), ids=lambda folder: folder.name)
def test_what_is_borrowed_says_its_version_and_licence(folder: Path) -> None:
    assert re.search(r"-\d+\.\d+\.\d+$", folder.name)
    assert (folder / "LICENSE").read_text().strip()
