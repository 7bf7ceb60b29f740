"""The real feeds and lists that lie beside the project; none of them may be copied into it."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def corpus_root() -> Path | None:
    """`../shared/corpus` of the project's root, or None where it is not there."""
    found = ROOT.parent / "shared" / "corpus"
    return found if found.is_dir() else None


def corpus(*parts: str) -> Path:
    """A folder or file of the corpus; skips the test, saying why, where there is none."""
    found = corpus_root()
    if found is None:
        pytest.skip("the corpus of real feeds is not beside the project (../shared/corpus)")
    return found.joinpath(*parts)


def feed_files(*folders: str) -> list[Path]:
    """Every feed of these folders, in order; none where there is no corpus."""
    found = corpus_root()
    if found is None:
        return []
    names = folders or ("feeds", "feed-history", "huge-feeds")
    files = (file for name in names for file in sorted(found.joinpath(name).rglob("*")))
    return [file for file in files if file.is_file() and file.name != "index.json"]
