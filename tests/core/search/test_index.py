"""The contract of the index: the same on SQLite and on PostgreSQL, whichever the suite runs on."""

import pytest
from django.db import connection
from django.db.migrations.state import ProjectState

from allotment.core.search.ask import Ask, Document, Label, Words, label
from allotment.core.search.index import Index, engine
from allotment.core.search.migrate import CreateSearchIndex
from allotment.core.search.sqlite import MOST_NAMED

pytestmark = pytest.mark.django_db

SOURCES = (label("source", 1), label("source", 12))
DOCUMENTS = [
    Document(10, ("Slow tea", "Ada Lovelace", "Brewing takes patience, and patience takes brewing."), (SOURCES[0],)),
    Document(20, ("On gardens", "Mei", "A garden teaches slow work. Tea helps."), (SOURCES[1],)),
    Document(30, ("Élan", "José", "Le café est un jardin où naît l'amitié."), (SOURCES[0], label("lang", "fr"))),
    Document(40, ("学習", "田中", "個人的な学習ネットワーク。学ぶ人"), (SOURCES[1],)),
    Document(50, ("Tea", "", "x" * 40 + " tea tea"), ()),
]


def made(*, keeps_text: bool) -> Index:
    index = Index("trial", "title", "author", "body", keeps_text=keeps_text)
    with connection.cursor() as cursor:
        for statement in engine(connection.vendor).create(index.shape):
            cursor.execute(statement)
    return index


@pytest.fixture(params=[False, True], ids=["lean", "keeps-text"])
def index(request: pytest.FixtureRequest) -> Index:
    index = made(keeps_text=request.param)
    index.add(DOCUMENTS)
    return index


def wanted(*texts: str, prefix: bool = False) -> Ask:
    return Ask(every=tuple((Words(text, prefix=prefix),) for text in texts))


def found(index: Index, *texts: str, prefix: bool = False) -> list[int]:
    return index.newest(wanted(*texts, prefix=prefix), limit=100)


def test_a_word_is_found_newest_first(index: Index) -> None:
    assert found(index, "tea") == [50, 20, 10]


def test_all_words_have_to_be_there(index: Index) -> None:
    assert found(index, "tea", "slow") == [20, 10]
    assert found(index, "tea", "ocean") == []


def test_words_that_follow_each_other_are_a_phrase_within_one_text(index: Index) -> None:
    assert found(index, "slow work") == [20]
    assert found(index, "work slow") == []
    assert found(index, "tea ada") == []


def test_the_beginning_of_a_word_finds_it(index: Index) -> None:
    assert found(index, "gard", prefix=True) == [20]
    assert found(index, "gard") == []
    assert found(index, "slow te", prefix=True) == [10]


def test_a_beginning_that_many_words_share_finds_them_all(index: Index) -> None:
    index.add([Document(100 + number, ("", "", f"sprout{number} tall")) for number in range(MOST_NAMED + 20)])
    everything = list(range(100 + MOST_NAMED + 19, 99, -1))
    assert index.newest(wanted("sprout", prefix=True), limit=2_000) == everything
    assert index.newest(wanted("SPROUT1", prefix=True), limit=2_000) == [
        n for n in everything if str(n - 100)[0] == "1"
    ]
    assert index.newest(wanted("sprout1", "tall", prefix=True), limit=3) == [1119, 1118, 1117]
    assert found(index, "sprouts", prefix=True) == []


@pytest.mark.parametrize("text", ["cafe", "CAFÉ", "Café", "cafe\u0301", "où", "naît l'amitié"])
def test_accents_and_case_make_no_difference(index: Index, text: str) -> None:
    assert found(index, text) == [30]


@pytest.mark.parametrize("text", ["学習", "学", "ネットワーク", "学ぶ人", "田中"])
def test_scripts_without_spaces_are_found_from_the_middle(index: Index, text: str) -> None:
    assert found(index, text) == [40]


def test_what_stands_apart_is_no_phrase_in_such_scripts_either(index: Index) -> None:
    assert found(index, "習学") == []


def test_a_label_is_exact_and_no_word_finds_it(index: Index) -> None:
    assert index.newest(Ask(every=((Label(SOURCES[0]),),)), limit=9) == [30, 10]
    assert index.newest(Ask(every=((Label(SOURCES[1]),),)), limit=9) == [40, 20]
    for text in ("source1", "source", SOURCES[0]):
        assert found(index, text, prefix=True) == []


def test_one_of_a_group_is_enough_and_every_group_counts(index: Index) -> None:
    either = (Words("patience"), Words("garden"), Label(label("lang", "fr")))
    assert index.newest(Ask(every=(either,)), limit=9) == [30, 20, 10]
    assert index.newest(Ask(every=(either, (Words("tea"),))), limit=9) == [20, 10]


def test_what_is_not_wanted_is_left_out(index: Index) -> None:
    assert index.newest(Ask(every=((Words("tea"),),), none=(Words("slow work"), Words("x" * 40))), limit=9) == [10]


def test_a_word_may_be_asked_of_one_text_only(index: Index) -> None:
    assert index.newest(Ask(every=((Words("tea", column="title"),),)), limit=9) == [50, 10]
    assert index.newest(Ask(every=((Words("ada lovelace", column="author"),),)), limit=9) == [10]
    assert index.newest(Ask(every=((Words("jos", prefix=True, column="author"),),)), limit=9) == [30]


def test_a_span_of_ids_holds_its_beginning_and_not_its_end(index: Index) -> None:
    tea = ((Words("tea"),),)
    assert index.newest(Ask(tea, since_id=20), limit=9) == [50, 20]
    assert index.newest(Ask(tea, before_id=20), limit=9) == [10]
    assert index.newest(Ask(tea, since_id=11, before_id=50), limit=1) == [20]


def test_where_no_word_is_asked_all_of_the_span_is_found(index: Index) -> None:
    assert index.newest(Ask(since_id=20), limit=3) == [50, 40, 30]
    assert index.best(Ask(before_id=30), limit=9) == [20, 10]


def test_best_first_puts_titles_before_bodies(index: Index) -> None:
    assert index.best(wanted("tea"), limit=9)[-1] == 20
    assert index.best(wanted("slow"), limit=1) == [10]
    assert index.best(wanted("ocean"), limit=9) == []


def test_best_first_ranks_the_newest_matches_only(index: Index) -> None:
    assert index.best(wanted("slow"), limit=9, among=1) == [20]


def test_what_is_removed_is_found_no_more(index: Index) -> None:
    index.remove(DOCUMENTS[:2])
    assert found(index, "tea") == [50]
    assert found(index, "patience") == []
    assert index.newest(Ask(), limit=9) == [50, 40, 30]


def test_what_is_replaced_is_found_by_its_new_words_only(index: Index) -> None:
    index.replace([DOCUMENTS[2]], [Document(30, ("Elan", "José", "Changed"), (SOURCES[1],))])
    assert found(index, "changed") == [30]
    assert found(index, "amitie") == []
    assert index.newest(Ask(every=((Label(SOURCES[0]),),)), limit=9) == [10]


def test_a_cleared_index_is_empty_and_can_be_filled_again(index: Index) -> None:
    index.clear()
    assert index.newest(Ask(), limit=9) == []
    assert found(index, "tea") == []
    index.add(DOCUMENTS[:1])
    assert found(index, "tea") == [10]


def test_an_index_that_keeps_its_texts_takes_a_document_again_without_hearing_the_old_one() -> None:
    index = made(keeps_text=True)
    index.add(DOCUMENTS)
    index.add([Document(10, ("New", "", ""))])
    index.remove([Document(20, ())])
    assert found(index, "patience") == []
    assert found(index, "new") == [10]
    assert found(index, "tea") == [50]


def test_an_index_written_in_many_pieces_is_put_in_order_and_finds_the_same(index: Index) -> None:
    for number in range(60, 0, -1):  # FTS5 begins a new piece where an id is smaller than the one before
        index.add([Document(100 + number, ("", "", f"sprout{number} tall"))])
    before = index.newest(Ask(), limit=100), found(index, "tall")
    assert pieces(index) not in {0, 1}
    assert list(index.tidy())
    assert pieces(index) in {None, 1}
    assert (index.newest(Ask(), limit=100), found(index, "tall")) == before
    assert len(list(index.tidy())) == 1


def pieces(index: Index) -> int | None:
    """Segments of the FTS5 table; None on PostgreSQL, whose pending list does not say."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT id >> 37) FROM {index.shape.table}_data WHERE id >= 1 << 37")
        return int(cursor.fetchone()[0])


def test_several_words_are_matched_at_once_for_nearness(index: Index) -> None:
    assert index.matching(["tea", "café", "ocean"], since_id=20, limit=9) == {
        "tea": [50, 20],
        "café": [30],
        "ocean": [],
    }


def test_thousands_of_labels_may_be_asked_at_once(index: Index) -> None:
    many = tuple(Label(label("source", number)) for number in range(2, 3_000))
    assert index.newest(Ask(every=((Words("tea"),), many)), limit=9) == [20]


@pytest.mark.parametrize(
    "text", ["", "\x00", 'say "tea" AND', "a\x00b", "NEAR(", "'; --", "%s %", "*", "\\", "\ud800", "\u200b"]
)
def test_no_text_spoils_the_index_or_the_question(index: Index, text: str) -> None:
    index.add([Document(60, (text, text, text))])
    found(index, text or "tea")
    found(index, text or "tea", prefix=True)
    assert found(index, "patience") == [10]


def test_a_very_long_text_is_taken(index: Index) -> None:
    index.add([Document(60, ("long", "", " ".join(f"word{number}" for number in range(60_000))))])
    assert found(index, "word7") == [60]


@pytest.mark.django_db(transaction=True)
def test_the_index_is_made_and_taken_down_by_a_migration() -> None:
    operation, state = CreateSearchIndex("trial", ["title", "author", "body"]), ProjectState()
    with connection.schema_editor() as editor:
        operation.database_forwards("core", editor, state, state)
    Index("trial", "title", "author", "body").add(DOCUMENTS)
    with connection.schema_editor() as editor:
        operation.database_backwards("core", editor, state, state)
    assert not [name for name in connection.introspection.table_names() if "trial" in name]
