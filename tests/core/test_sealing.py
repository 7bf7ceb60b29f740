"""Words sealed with a key that lies beside the database: made once, turned, lost and wrong."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.conf import LazySettings

from allotment.core.sealing import KEPT, KeyLost, drop_old_keys, key_file, seal, set_keys_aside, turn_key, unseal


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: LazySettings) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.mark.parametrize("text", ["", "Kind.", "Ναυσικά 🌱\n" * 5000])
def test_what_is_sealed_opens_and_shows_nothing(text: str) -> None:
    sealed = seal(text)
    assert unseal(sealed) == text
    assert sealed != seal(text)
    assert "Kind" not in sealed


def test_the_key_is_for_its_user_only_and_nothing_else_is_left_behind(home: Path) -> None:
    seal("Kind.")
    assert key_file().stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.iterdir()] == ["notes-key"]


def test_of_many_who_make_a_first_key_all_use_one() -> None:
    with ThreadPoolExecutor(16) as pool:
        sealed = list(pool.map(seal, map(str, range(64))))
    assert [unseal(one) for one in sealed] == [str(number) for number in range(64)]
    assert len(key_file().read_text().split()) == 1


def test_a_turned_key_seals_and_the_old_one_opens_until_it_is_dropped() -> None:
    first = seal("first")
    for number in range(KEPT):
        turn_key()
        assert unseal(first) == "first", number
    newest = seal("newest")
    drop_old_keys()
    assert unseal(newest) == "newest"
    with pytest.raises(KeyLost):
        unseal(first)


@pytest.mark.parametrize(
    "key", [None, "", "no key at all", Fernet.generate_key().decode(), "\N{SNOWMAN}"], ids=range(5)
)
def test_a_lost_or_wrong_key_opens_nothing_and_no_second_one_comes_into_use(key: str | None) -> None:
    sealed = seal("Kind.")
    kept = key_file().read_bytes()
    if key is None:
        key_file().unlink()
    else:
        key_file().write_text(key, encoding="utf-8")
    with pytest.raises(KeyLost):
        unseal(sealed)
    with pytest.raises(KeyLost):
        seal("another", like=sealed)
    assert key_file().exists() is (key is not None)
    key_file().write_bytes(kept)
    assert unseal(sealed) == "Kind."


def test_what_was_tampered_with_does_not_open() -> None:
    sealed = seal("Kind.")
    with pytest.raises(KeyLost):
        unseal(sealed[:-4] + "AAA=")
    with pytest.raises(KeyLost):
        unseal("ключ")


def test_keys_that_open_nothing_are_set_aside_for_a_fresh_one(home: Path) -> None:
    key_file().write_text("no key at all")
    set_keys_aside()
    set_keys_aside()
    assert unseal(seal("Kind.")) == "Kind."
    assert (home / "notes-key.before").read_text() == "no key at all"


def test_a_disk_that_is_full_leaves_the_key_as_it_was(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = seal("Kind.")

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        turn_key()
    assert unseal(sealed) == "Kind."
    assert sorted(path.name for path in home.iterdir()) == ["notes-key", "preparing.lock"]
