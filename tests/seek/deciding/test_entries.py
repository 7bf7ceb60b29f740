from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from allotment.networks.records import EntryRecord
from allotment.seek.deciding import Known, Matched, keyed, matched
from tests.seek.deciding.examples import entry, remembered


def again(before: Sequence[EntryRecord], after: Sequence[EntryRecord]) -> Matched:
    """The second look at a feed that held `before` and holds `after` now."""
    known = remembered(keyed(1, before))
    by_guid = {each.guid_key: each for each in known}
    return matched(keyed(1, after), by_guid, known)


def titles(found: Matched) -> list[str]:
    return [each.entry.title for each in found.new]


def test_at_a_first_look_everything_is_new() -> None:
    found = matched(keyed(1, [entry("a"), entry("b")]), {})
    assert [each.entry.guid for each in found.new] == ["a", "b"]


def test_the_same_feed_again_brings_nothing() -> None:
    entries = [entry("a"), entry("b")]
    assert again(entries, entries) == Matched(unchanged=2)


def test_a_new_entry_is_new_and_the_others_are_not() -> None:
    found = again([entry("a")], [entry("b"), entry("a")])
    assert titles(found) == ["About b"]
    assert found.unchanged == 1


def test_a_feed_that_shortens_changes_nothing() -> None:
    assert again([entry("a"), entry("b"), entry("c")], [entry("c")]) == Matched(unchanged=1)


def test_other_words_under_the_same_guid_are_an_edit() -> None:
    found = again([entry("a")], [entry("a", words="<p>I was wrong.</p>")])
    assert [(each.post_id, each.edited) for each in found.replaced] == [(0, True)]
    assert not found.new


def test_another_address_under_the_same_guid_is_noted_without_calling_it_an_edit() -> None:
    found = again([entry("a")], [entry("a", address="https://ada.example/new/a")])
    assert [(each.post_id, each.edited) for each in found.replaced] == [(0, False)]


def test_a_guid_that_changes_is_recognised_by_its_address() -> None:
    before = entry("a")
    after = replace(before, guid="urn:uuid:1", address="http://www.ada.example/a/?utm_source=rss")
    found = again([before], [after])
    assert [(each.post_id, each.edited) for each in found.replaced] == [(0, False)]


def test_a_site_that_moves_with_all_its_guids_is_recognised_by_titles_and_dates() -> None:
    before = [
        entry(f"https://old.example/{n}", f"Post {n}", address=f"https://old.example/{n}", days=n) for n in range(9)
    ]
    after = [
        entry(f"https://new.example/{n}", f"Post {n}", address=f"https://new.example/{n}", days=n) for n in range(9)
    ]
    found = again(before, [replace(each, content=old.content) for each, old in zip(after, before, strict=True)])
    assert not found.new
    assert [(each.post_id, each.edited) for each in found.replaced] == [(n, False) for n in range(9)]


def test_an_undated_entry_without_address_is_recognised_by_its_words() -> None:
    before = entry("a", address="", days=None)
    assert not again([before], [replace(before, guid="b")]).new


def test_a_feed_of_one_entry_whose_link_is_always_the_home_page_loses_none() -> None:
    monday = entry("1", "Monday", address="https://ada.example/", days=2)
    tuesday = entry("2", "Tuesday", address="https://ada.example/", days=1)
    assert titles(again([monday], [tuesday])) == ["Tuesday"]


def test_a_letter_with_one_title_and_one_link_for_all_its_numbers_loses_none() -> None:
    first = entry("1", "Letter", address="https://ada.example/", days=8, words="first")
    second = entry("2", "Letter", address="https://ada.example/", days=1, words="second")
    assert len(again([first], [second]).new) == 1


def test_a_guid_and_a_date_that_change_together_are_still_the_post_of_that_address() -> None:
    found = again([entry("a", days=8)], [replace(entry("a", days=1), guid="urn:1")])
    assert not found.new


def test_a_feed_whose_entries_all_link_to_the_home_page_loses_none() -> None:
    before = [entry("1", "Strip", address="https://ada.example/", words="one")]
    after = [entry("2", "Strip", address="https://ada.example/", words="two"), *before]
    assert len(again(before, after).new) == 1


def test_a_feed_with_one_guid_for_all_loses_none() -> None:
    entries = [replace(entry(name), guid="https://ada.example/") for name in "abc"]
    assert len(keyed(1, entries)) == 3
    assert again(entries, entries) == Matched(unchanged=3)


def test_a_guid_that_stops_being_shared_is_still_the_same_post() -> None:
    both = [replace(entry(name), guid="same") for name in "ab"]
    found = again(both, both[:1])
    assert not found.new
    assert not any(each.edited for each in found.replaced)


def test_an_entry_that_stands_there_twice_comes_once() -> None:
    assert len(keyed(1, [entry("a"), entry("a")])) == 1


def test_the_same_guid_in_two_sources_is_two_posts() -> None:
    assert keyed(1, [entry("a")])[0].guid_key != keyed(2, [entry("a")])[0].guid_key


words = st.sampled_from(["", "tea", "soil", "jazz", "trust"])
entries_of_a_feed = st.lists(
    st.builds(
        entry,
        guid=st.sampled_from("abcdef"),
        title=words,
        address=st.sampled_from([None, "", "https://ada.example/", "https://ada.example/x"]),
        days=st.sampled_from([None, 1, 2, 3]),
        words=words,
    ),
    max_size=8,
)


@given(entries_of_a_feed, entries_of_a_feed)
def test_every_entry_is_new_changed_or_known_and_no_post_is_two_of_them(
    before: list[EntryRecord], after: list[EntryRecord]
) -> None:
    found = again(before, after)
    assert len(found.new) + len(found.replaced) + found.unchanged == len(keyed(1, after))
    posts = [each.post_id for each in found.replaced]
    assert len(set(posts)) == len(posts)


@given(entries_of_a_feed)
def test_a_second_look_at_the_same_feed_never_finds_anything(entries: list[EntryRecord]) -> None:
    found = again(entries, entries)
    assert not found.new
    assert not found.replaced


def test_what_another_source_knows_is_not_taken_for_ours() -> None:
    stranger: list[Known] = []
    assert len(matched(keyed(1, [entry("a")]), {}, stranger).new) == 1
