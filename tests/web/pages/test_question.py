"""The page of one learning question, and of all."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from allotment.seek.models import Question
from tests.network import Network
from tests.web.pages.conftest import browser_of


@pytest.fixture
def browser(alices: Network) -> Client:
    return browser_of(alices)


@pytest.fixture
def asked(alices: Network) -> Question:
    """One that the first source is followed for."""
    return alices.questions[0]


def page_of(browser: Client, question: Question) -> str:
    return browser.get(f"/questions/{question.pk}/").content.decode().replace("\xa0", " ")


def test_it_shows_why_and_what_is_followed_for_it_and_by_whom(
    browser: Client, asked: Question, alices: Network
) -> None:
    page = page_of(browser, asked)
    assert asked.why in page
    assert (
        f'<a href="/sources/{alices.source.pk}/">{alices.source.title}</a></p><p class="note">{alices.person.name}<'
        in page
    )
    assert alices.follows[1].source.title not in page.split("Chosen because of it")[0]


def test_it_shows_what_came_into_editions_because_of_it_and_nothing_else(
    browser: Client, asked: Question, alices: Network
) -> None:
    because = alices.edition.items.filter(question=asked)
    others = alices.edition.items.exclude(question=asked)
    assert because
    assert others
    page = page_of(browser, asked)
    assert all(f"/posts/{item.post_id}/" in page for item in because)
    assert not any(f"/posts/{item.post_id}/" in page for item in others)


def test_more_than_a_page_of_what_was_chosen_goes_on_and_ends(
    browser: Client, asked: Question, alices: Network
) -> None:
    alices.edition.items.all().delete()
    for position, post in enumerate(alices.posts):
        alices.edition.items.create(position=position, post=post, question=asked, reasons=[])
    first = page_of(browser, asked)
    assert "That is all that belongs to it." not in first
    second = browser.get(first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]).content.decode()
    assert "That is all that belongs to it." in second
    shown = [post.pk for post in alices.posts for page in (first, second) if f"/posts/{post.pk}/" in page]
    assert sorted(shown) == sorted(post.pk for post in alices.posts)


def test_a_question_without_anything_says_what_will_come(browser: Client, alices: Network) -> None:
    Question.objects.filter(pk=alices.questions[1].pk).update(why="")
    page = page_of(browser, alices.questions[1])
    assert "Nothing yet." in page
    assert "A line on why helps to keep going." in page


def test_it_is_answered_with_what_is_known_and_says_so_everywhere(browser: Client, asked: Question) -> None:
    answer = browser.post(f"/questions/{asked.pk}/answer/", {"known_now": "In <turns>."})
    assert answer.headers["Location"] == f"/questions/{asked.pk}/"
    page = page_of(browser, asked)
    assert "Answered on 22 November" in page
    assert "In &lt;turns&gt;." in page
    every = browser.get("/questions/").content.decode().split("Resting and answered")[1]
    assert "In &lt;turns&gt;." in every
    assert "In &lt;turns&gt;." in browser.get(f"/questions/{asked.pk}/answer/").content.decode()


def test_it_rests_and_opens_again_from_its_page(browser: Client, asked: Question) -> None:
    browser.post(f"/questions/{asked.pk}/rest/")
    assert '<p class="note">Resting</p>' in page_of(browser, asked)
    browser.post(f"/questions/{asked.pk}/renew/")
    assert "Open until 14 February 2027" in page_of(browser, asked)


def test_with_three_open_another_is_not_opened_and_the_page_says_why(browser: Client, alices: Network) -> None:
    browser.post("/questions/", {"text": "What is the third?"})
    answer = browser.post(f"/questions/{alices.questions[2].pk}/renew/")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Let one rest first" in answer.content.decode()


def test_its_time_over_is_said_in_words(browser: Client, asked: Question) -> None:
    Question.objects.filter(pk=asked.pk).update(ends_on=asked.opened_on - timedelta(days=1))
    assert "Its twelve weeks are over" in page_of(browser, asked)


def test_other_words_take_the_place_of_the_first(browser: Client, asked: Question) -> None:
    browser.post(f"/questions/{asked.pk}/words/", {"text": "How do  wasps sleep?", "why": "They sting"})
    asked.refresh_from_db()
    assert (asked.text, asked.why, asked.others_can_help) == ("How do wasps sleep?", "They sting", False)
