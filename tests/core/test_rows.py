"""Questions whose SQL is written once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import F, QuerySet
from pytest_django import DjangoAssertNumQueries

from allotment.core.models import Owner, Session
from allotment.core.rows import Asked

NOW = datetime(2026, 11, 22, 8, 30, 15, 250_000, UTC)

pytestmark = pytest.mark.django_db


def sessions_of(name: str, since: datetime) -> QuerySet[Session, tuple[object, ...]]:
    sessions = Session.objects.filter(owner__name=name, expire_date__gt=since).order_by("expire_date")
    return sessions.values_list("session_key", "expire_date", "owner__paused_until", "owner__is_active", "owner_id")


def made(name: str) -> Owner:
    owner = Owner.objects.create_owner(name=name, password=None)
    owner.paused_until = date(2026, 12, 24)
    owner.save()
    for days in (2, 1):
        key = f"{name}-{days}"
        Session.objects.create(session_key=key, session_data="", expire_date=NOW + timedelta(days), owner=owner)
    return owner


def test_the_answer_is_that_of_the_values_list() -> None:
    made("ann"), made("ben")
    asked = Asked(sessions_of, str, datetime)
    for name, since in (("ann", NOW), ("ben", NOW), ("ann", NOW + timedelta(days=1)), ("nobody", NOW)):
        assert [tuple(row) for row in asked(name, since)] == list(sessions_of(name, since))


def test_values_come_back_as_the_field_has_them() -> None:
    owner = made("ann")
    [row] = Asked(sessions_of, str, datetime)("ann", NOW + timedelta(days=1, seconds=1))
    assert tuple(row) == ("ann-2", NOW + timedelta(days=2), date(2026, 12, 24), True, owner.pk)
    assert row[3] is True


def test_a_value_may_be_asked_for_twice_and_a_day_be_a_day(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    owner, other = made("ann"), made("ben")
    away = Asked(
        lambda one, day: Owner.objects.filter(pk__gte=one, pk__lte=one, paused_until__gt=day).values_list(
            "name", F("pk")
        ),
        int,
        date,
    )
    with django_assert_num_queries(3):
        assert [tuple(row) for row in away(owner.pk, date(2026, 12, 1))] == [("ann", owner.pk)]
        assert [tuple(row) for row in away(other.pk, date(2026, 12, 1))] == [("ben", other.pk)]
        assert away(owner.pk, date(2026, 12, 24)) == []


def test_what_looks_like_sql_is_a_value() -> None:
    made("ann")
    assert Asked(sessions_of, str, datetime)("ann' OR 1=1 --", NOW) == []


def test_a_value_that_is_not_asked_for_is_refused() -> None:
    with pytest.raises(ValueError, match="not asked for"):
        Asked(lambda name: Owner.objects.filter(name__startswith=name).values_list("pk"), str)("a")
