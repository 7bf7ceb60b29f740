import pytest

from allotment.seek.nearness import (
    Near,
    Terms,
    characteristic,
    folded,
    nearness,
    query_terms,
    stem,
    telling_terms,
    texts_with,
    words_of,
)

POSTS = {
    "shift": "What night-shift nurses taught me about spaced practice. Nurses on a rota count shifts, not weeks.",
    "carrot": "Forked carrots: what stony ground is telling you. You can sieve the whole bed.",
    "survey": "Three ways our evaluation went wrong. The wards said nothing had changed.",
    "french": "Les infirmières de nuit apprennent autrement : une étude à l'hôpital.",
    "japanese": "夜勤の看護師が教えてくれた間隔練習について。",
}
QUESTION = "How do nurses on night shifts practise what they learned?"


def best(question: str) -> str:
    near = nearness(POSTS, [question])
    return max(near, key=lambda key: near[key].score)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't, well-read!", ["don", "t", "well", "read"]),
        ("L'Été à Zürich", ["l", "ete", "a", "zurich"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("Привет, мир", ["привет", "мир"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("東京タワー", ["東京", "京タ", "タワ", "ワー"]),
        ("Python入門 3", ["python", "入門", "3"]),
        ("人", ["人"]),
        ("한국어 배우기", ["한국어", "배우기"]),
        ("", []),
    ],
)
def test_words_are_found_in_any_script(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words


def test_accents_and_case_make_no_difference() -> None:
    assert folded("Café ÉTÉ") == "cafe ete"


@pytest.mark.parametrize(
    ("question", "post"),
    [
        (QUESTION, "shift"),
        ("What helps carrots grow straight?", "carrot"),
        ("Wann ist eine Evaluation gut?", "survey"),
        ("Comment une infirmiere apprend-elle la nuit ?", "french"),
        ("看護師の練習", "japanese"),
    ],
)
def test_the_post_about_it_is_nearest_in_any_language(question: str, post: str) -> None:
    assert best(question) == post


def test_a_post_is_told_which_question_it_is_near_and_by_which_words() -> None:
    near = nearness(POSTS, ["What do carrots want?", QUESTION])["shift"]
    assert near.question == QUESTION
    assert {"nurses", "night", "shifts", "practice"} <= set(near.words)
    assert 0.3 < near.score <= 1


def test_a_question_in_another_language_is_near_to_nothing() -> None:
    assert nearness(POSTS, ["Милыя людзі, як вы вучыцеся?"]) == {}


def test_one_word_of_many_is_hardly_near() -> None:
    texts = {number: f"Something about gardens number{number}" for number in range(9)} | {10: "The ward was cold"}
    near = nearness(texts, ["coaching by message for carers on every ward at night"])
    assert near[10].score < 0.1


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    texts = dict.fromkeys(range(20), "learning") | {30: "sketchnotes"}
    near = nearness(texts, ["learning sketchnotes"])
    assert near[30].score > near[0].score


def test_a_wider_sample_keeps_the_words_of_the_question_telling() -> None:
    selected = {number: f"carrots and note{number}" for number in range(60)}
    sample = [*(f"other things, why not {number}" for number in range(500)), "carrots"]
    question = ["Why not carrots?"]
    assert nearness(selected, question, sample)[1].score > 2 * nearness(selected, question)[1].score


GERMAN = [f"was wir aus der zeitung {number} wissen" for number in range(20)]
ENGLISH = [f"what the post {number} said to us" for number in range(200)]


def test_words_that_stand_everywhere_in_their_language_are_not_searched_for() -> None:
    sample = [*GERMAN, *ENGLISH, "die geschichte der stadt"]
    assert query_terms("Was lernen wir aus der Geschichte?", sample) == ("lernen", "geschichte")


def test_small_words_of_a_rare_language_bring_nothing_near() -> None:
    texts = dict(enumerate([*GERMAN, *ENGLISH, "die geschichte der stadt"]))
    assert list(nearness(texts, ["Was lernen wir aus der Geschichte?"])) == [220]


def test_without_a_sample_only_the_shortest_words_go() -> None:
    assert query_terms("How do I learn it?") == ("how", "learn")


def test_a_question_of_nothing_but_short_words_keeps_them() -> None:
    assert query_terms("To be?") == ("to", "be")
    assert query_terms("?!") == ()


@pytest.mark.parametrize(
    ("term", "start"), [("ward", "ward"), ("nurse", "nurs"), ("practice", "practi"), ("看護", "看護"), ("go", "go")]
)
def test_a_stem_leaves_the_ending_away(term: str, start: str) -> None:
    assert stem(term) == start


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("nurse", {"nurse", "nurses", "nursing", "nursery"}),
        ("ward", {"ward", "wards"}),
        ("practice", {"practise", "practical"}),
        ("art", set()),
    ],
)
def test_forms_of_a_word_are_those_with_a_short_ending(term: str, forms: set[str]) -> None:
    text = "nurse nurses nursing nursery nursemaids ward wards warden practise practical practitioners arts cart"
    assert {form for found in Terms.of([term]).found_in(text).values() for form in found} == forms


def test_two_forms_of_one_word_are_one_term() -> None:
    assert query_terms("Nurses and nursing, practice and practise") == ("nurses", "and", "nursing", "practice")


def test_no_texts_and_no_questions_are_near_to_nothing() -> None:
    assert nearness({}, [QUESTION]) == {}
    assert nearness(POSTS, []) == {}
    assert nearness({"empty": ""}, [QUESTION, ""]) == {}


def test_the_nearest_question_is_the_first_of_equals() -> None:
    assert nearness({1: "carrots"}, ["carrots", "Carrots"])[1] == Near(1.0, "carrots", ("carrots",))


def test_the_telling_words_of_several_questions_are_those_of_each() -> None:
    sample = [f"wir und der garten nummer {number}" for number in range(20)] + ["geschichte der musik"]
    questions = ["Was lernen wir aus der Geschichte?", "How do gardens grow?"]
    one_by_one = [word for question in questions for word in query_terms(question, sample)]
    assert telling_terms(questions, sample) == one_by_one


def test_a_word_is_found_among_others_in_each_of_its_forms() -> None:
    written = words_of("Nurses and a nurse were nursing; the nursemaid was not.")
    assert Terms.of(["nurse", "garden"]).forms_among(written) == {
        "nurse": {"nurse", "nurses", "nursing"},
        "garden": {"garden"},
    }


def test_what_sets_texts_apart_is_common_there_and_rare_elsewhere() -> None:
    elsewhere = texts_with(["the weather", "the news", "the news of the day", "on gardens"])
    liked = ["the compost heap", "why the compost matters", "the news of compost"]
    assert characteristic(liked, elsewhere, number=1) == ["compost"]
    assert "of" not in characteristic(liked, elsewhere, number=20)
    assert characteristic([], elsewhere, number=3) == []
