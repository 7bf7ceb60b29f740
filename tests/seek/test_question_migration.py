"""Items that were chosen for a question before it had a page are found by the words of their reasons."""

from importlib import import_module

import pytest
from django.apps import apps

from allotment.core.models import Owner
from allotment.seek.models import EditionItem
from tests.network import plant


@pytest.mark.django_db
def test_earlier_items_find_their_question_and_nobody_elses(alice: Owner, bob: Owner) -> None:
    mine, theirs = plant(alice, mark="quillwort"), plant(bob, mark="bryony")
    before = set(EditionItem.objects.exclude(question=None).values_list("pk", "question_id"))
    assert {question for _item, question in before} == {mine.questions[0].pk, theirs.questions[0].pk}
    EditionItem.objects.update(question=None)
    import_module("allotment.seek.migrations.0003_question_page").find_questions(apps, None)
    assert set(EditionItem.objects.exclude(question=None).values_list("pk", "question_id")) == before
