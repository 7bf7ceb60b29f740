from collections.abc import Callable

import pytest

from tests.validating import Grammar, Validator

GOOD = '<!doctype html>\n<html lang="en"><head><title>Today</title></head><body><p>Good</p></body></html>'
UNCLOSED = GOOD.replace("</p>", "</p></div>")


def test_a_good_page_is_valid(valid_html: Callable[[str], None]) -> None:
    valid_html(GOOD)


def test_a_page_with_a_stray_end_is_not_valid(html_validator: Validator) -> None:
    assert html_validator.faults(UNCLOSED) != []


@pytest.mark.parametrize(("page", "count"), [(GOOD, 0), (UNCLOSED, 1)])
def test_the_simpler_validator_knows_the_grammar(page: str, count: int) -> None:
    assert len(Grammar("html5lib").faults(page)) == count
