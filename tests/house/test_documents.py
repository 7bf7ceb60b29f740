import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest

import allotment
from allotment.cli.root import allotment as allotment_command
from allotment.networks.addresses.services import RULES
from tests.house.tree import PACKAGE, ROOT, File, files, modules, ours

RECORDS = "docs/decisions/"
SECTIONS = ["Context", "Choice", "Roads not taken", "When to revisit"]
PAGE = 90
"""Lines a decision record may have: what fits on a page, read at one go."""

MINE = re.compile(r"\bALLOTMENT_[A-Z_]*[A-Z]\b")


def documents() -> list[File]:
    return [file for file in files() if file.path.endswith(".md") and file.ours]


def records() -> list[File]:
    return ours(".md", below=RECORDS)


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).exists() else ""


@pytest.mark.parametrize("record", records(), ids=lambda record: Path(record.path).stem)
def test_a_decision_record_is_complete(record: File) -> None:
    assert re.fullmatch(r"docs/decisions/\d{4}-[a-z0-9-]+\.md", record.path)
    head = "\n".join(record.text.splitlines()[:6])
    assert head.startswith("# ")
    assert re.search(r"status\W+(proposed|accepted|superseded)", head, re.IGNORECASE)
    assert re.search(r"\b20\d\d-\d\d-\d\d\b", head)
    assert [title for title in re.findall(r"^## (.+)$", record.text, re.MULTILINE) if title in SECTIONS] == SECTIONS
    assert record.lines <= PAGE


def test_no_two_decision_records_share_a_number() -> None:
    numbers = [Path(record.path).name[:4] for record in records()]
    assert len(set(numbers)) == len(numbers)


def declared() -> list[str]:
    """Every dependency of pyproject.toml, by its bare name."""
    project: dict[str, Any] = tomllib.loads(text_of("pyproject.toml"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return [re.split(r"[\[<>=~! ;]", one)[0] for one in wanted]


def test_every_dependency_has_its_reasons_in_a_decision_record() -> None:
    told = "\n".join(record.text for record in records()).lower()
    missing = [name for name in declared() if not re.search(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])", told)]
    assert missing == []


def test_every_dependency_is_locked_with_hashes() -> None:
    locked = text_of("requirements-dev.lock")
    pins = dict(re.findall(r"^([a-z0-9._-]+)==.*?\\\n +(--hash=sha256:)", locked, re.MULTILINE))
    assert [name for name in declared() if name.lower() not in pins] == []
    assert not re.search(r"^\s*(--index-url|--extra-index-url|--find-links|-i )", locked, re.MULTILINE)


def test_both_locks_agree() -> None:
    def versions(path: str) -> dict[str, str]:
        return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text_of(path), re.MULTILINE))

    development = versions("requirements-dev.lock")
    assert {name: development.get(name) for name in versions("requirements.lock")} == versions("requirements.lock")


def test_the_changelog_begins_with_this_version() -> None:
    newest = re.search(r"^## \[?v?(\d+\.\d+\.\d+)", text_of("CHANGELOG.md"), re.MULTILINE)
    assert newest
    assert newest[1] == allotment.__version__


RUN_MAKE = re.compile(r"(?:^\s*|&& |; )make ([a-z][a-z-]*)", re.MULTILINE)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))


def code_of(markdown: str) -> str:
    """What stands in fences and between backticks."""
    fenced = re.findall(r"^```.*?\n(.*?)^```", markdown, re.MULTILINE | re.DOTALL)
    indented = re.findall(r"^(?: {4}|\t)(.+)$", markdown, re.MULTILINE)
    return "\n".join([*fenced, *indented, *re.findall(r"`([^`\n]+)`", markdown)])


def test_every_make_command_in_the_documents_exists() -> None:
    told = {(file.path, word) for file in documents() for word in RUN_MAKE.findall(code_of(file.text))}
    assert sorted(one for one in told if one[1] not in targets()) == []


def test_every_target_says_what_it_is_for() -> None:
    makefile = text_of("Makefile")
    assert sorted(targets() - set(re.findall(r"^([a-z-]+):.* ## ", makefile, re.MULTILINE))) == []


def anchors(markdown: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", markdown, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def broken_links(file: File) -> list[str]:
    broken = []
    for target in re.findall(r"(?<!`)\]\(([^)\s]+)\)", file.text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        aim = (ROOT / file.path).parent / path if path else ROOT / file.path
        if not aim.exists() or (anchor and aim.suffix == ".md" and anchor not in anchors(aim.read_text("utf-8"))):
            broken.append(f"{file.path}: {target}")
    return broken


def test_every_link_in_the_documents_leads_somewhere() -> None:
    assert [link for file in documents() for link in broken_links(file)] == []


def test_every_setting_is_described_and_every_described_setting_is_read() -> None:
    read = {name for file, _tree in modules() for name in MINE.findall(file.text)}
    described = set(MINE.findall(text_of("docs/reference/settings.md")))
    # NAME_FILE reads a secret from a file, for every setting alike
    assert {name for name in read ^ described if not name.endswith("_FILE")} == set()


def test_what_helps_development_only_is_described_for_developers() -> None:
    read = {name for file in ours(".py", ".sh", below="scripts/") for name in MINE.findall(file.text)}
    described = set(MINE.findall(text_of("CONTRIBUTING.md") + text_of("docs/reference/settings.md")))
    assert read - described == set()


def test_headings_go_down_one_step_at_a_time() -> None:
    for file in documents():
        prose = re.sub(r"```.*?```", "", file.text, flags=re.DOTALL)
        levels = [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), file.path


def test_the_package_carries_the_licence_it_names() -> None:
    licence = text_of("LICENSE")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE\n                       Version 3, 19 November 2007" in licence
    assert licence.rstrip().endswith("<https://www.gnu.org/licenses/>.")


GUIDE = "docs/guide/"
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+\.png)\)")
MOST_PICTURE_BYTES = 3 * 2**20


def guide() -> list[File]:
    return ours(".md", below=GUIDE)


def pictures_of(file: File) -> set[Path]:
    return {((ROOT / file.path).parent / path).resolve() for _words, path in PICTURE.findall(file.text)}


@pytest.mark.parametrize("page", guide(), ids=lambda page: Path(page.path).stem)
def test_every_page_of_the_guide_has_a_picture_that_says_what_it_shows(page: File) -> None:
    shown = PICTURE.findall(page.text)
    assert shown
    assert all(len(words) > 20 for words, _path in shown)


def test_every_picture_is_there_and_is_shown_somewhere() -> None:
    shown = {path for file in documents() for path in pictures_of(file)}
    taken = set((ROOT / GUIDE / "pictures").glob("*.png"))
    assert {path.name for path in shown ^ taken} == set()


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / GUIDE / "pictures").iterdir()) < MOST_PICTURE_BYTES


def test_every_page_of_the_guide_is_in_its_contents() -> None:
    contents = text_of(f"{GUIDE}README.md")
    assert [page.path for page in guide() if f"({Path(page.path).name})" not in contents + "(README.md)"] == []


RUN_ALLOTMENT = re.compile(r"(?:^|(?<!-u)[\s/`])allotment ((?:--json )?[a-z]+(?: [a-z]+)?)", re.MULTILINE)


def commands() -> set[str]:
    """Every command, and every group with each of its own."""
    context = click.Context(allotment_command)
    found = set()
    for name in allotment_command.list_commands(context):
        command = allotment_command.get_command(context, name)
        found |= {f"{name} {own}" for own in command.commands} if isinstance(command, click.Group) else {name}
    return found


def test_every_command_in_the_documents_exists() -> None:
    known, unknown = commands(), []
    for file in documents():
        for told in RUN_ALLOTMENT.findall(code_of(file.text)):
            words = told.removeprefix("--json ").split()
            if words[0] not in known and " ".join(words) not in known:
                unknown.append((file.path, told))
    assert unknown == []


def test_the_guide_names_every_command() -> None:
    told = "\n".join(code_of(page.text) for page in guide())
    assert [name for name in sorted(commands()) if f"allotment {name}" not in told and f"`{name}`" not in told] == []


TOUR = "docs/tour.md"
IN_THE_TREE = re.compile(r"[a-z_-]+/(?:[\w./-]*)")


def test_every_path_of_the_tour_leads_somewhere() -> None:
    told = {word for word in re.findall(r"`([^`\n]+)`", text_of(TOUR)) if IN_THE_TREE.fullmatch(word)}
    assert len(told) > 40
    assert sorted(path for path in told if not (ROOT / path).exists() and not (ROOT / PACKAGE / path).exists()) == []


def test_every_name_of_the_tour_is_in_the_code() -> None:
    code = "\n".join(file.text for file, _tree in modules())
    told = set(re.findall(r"`([A-Za-z_]\w+(?:\.\w+)?)`", text_of(TOUR)))
    assert len(told) > 40
    assert sorted(name for name in told if not re.search(rf"\b{name.rpartition('.')[2]}\b", code)) == []


def test_the_tour_can_be_walked_in_one_go() -> None:
    assert len(text_of(TOUR).splitlines()) < 250


def test_every_service_that_is_understood_stands_in_the_guide() -> None:
    told = text_of(f"{GUIDE}following.md").lower().replace(".", "").replace(" ", "")
    short = {"mastodon": "fediverse", "devto": "devto", "writeas": "writeas", "microblog": "microblog"}
    kinds = {short.get(rule.kind, rule.kind) for rule in RULES}
    assert sorted(kind for kind in kinds if kind not in told) == []


def test_the_people_of_the_pictures_live_nowhere() -> None:
    people = ours(".txt", below="scripts/pictured/people/")
    hosts = {host for file in people for host in re.findall(r"(?:^host: |https://)([\w.-]+)", file.text, re.MULTILINE)}
    assert len(people) > 15
    assert [host for host in sorted(hosts) if not host.endswith(".example")] == []
