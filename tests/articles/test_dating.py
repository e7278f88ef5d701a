"""Publication dates by what came with the article or stands in it; nothing else makes one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.dating import date_of, parse
from bot.articles.marking import mark
from bot.model import Draft, Provenance, Published
from tests.fakes import TEXTS

NEWS = "A ferry sank off Quill on Friday."


def dated(text: str, published: str | None = None) -> Published:
    """The date of an article with this text, and this date given beside it."""
    return date_of(Draft("ferry.txt", text, published=published), mark(text))


GIVEN = [
    ("2020-01-04", "2020-01-04", None),
    ("20200104", "2020-01-04", None),
    ("4 January 2020", "2020-01-04", None),
    ("Sat, 04 Jan 2020 10:45:00 GMT", "2020-01-04", "2020-01-04T10:45:00+00:00"),
    ("2020-01-04T10:45:00Z", "2020-01-04", "2020-01-04T10:45:00+00:00"),
    ("2020-01-04T10:45", "2020-01-04", "2020-01-04T10:45:00"),
    ("Sat, 04 Jan 2020 23:45:00 EST", "2020-01-04", "2020-01-04T23:45:00"),
    # the day is the one on the paper's own calendar, whatever it is in Greenwich
    ("2020-01-04T00:30:00+03:00", "2020-01-04", "2020-01-04T00:30:00+03:00"),
    ("2020-01-04T23:30:00-05:00", "2020-01-04", "2020-01-04T23:30:00-05:00"),
]


@pytest.mark.parametrize(("words", "day", "moment"), GIVEN)
def test_what_came_with_it(words: str, day: str, moment: str | None) -> None:
    found = dated(NEWS, words)
    assert (found.how, str(found.date)) == (Provenance.GIVEN, day)
    assert found.moment == (dt.datetime.fromisoformat(moment) if moment else None)


STATED = [
    f"date 2020-01-04 Ferry sinks off Quill\n\n{NEWS}",
    f" date 2020-01-04 Boats stand off the pier Credit: AP\n\n{NEWS}",
    f"Published: 2020-01-04\n\n{NEWS}",
    f"Updated 4 January 2020 at 10:45 GMT\n\n{NEWS}",
    f"Posted on January 4, 2020\n\n{NEWS}",
    f"Ferry sinks off Quill\n\nJanuary 4, 2020\n\n{NEWS}",
]


@pytest.mark.parametrize("text", STATED)
def test_what_the_text_states(text: str) -> None:
    found = dated(text)
    assert (found.how, found.rule, str(found.date)) == (Provenance.STATED, "stamped_in_text", "2020-01-04")


def test_what_came_with_it_goes_before_what_it_states() -> None:
    assert str(dated(STATED[0], "2020-01-05").date) == "2020-01-05"


UNKNOWN = [
    NEWS,
    f"QUILL, Friday (AP) — {NEWS}",
    f"QUILL, Jan. 4 (AP) — {NEWS}",
    "A ferry sank off Quill on January 4, 2020.",
    f"10:45 GMT\n\n{NEWS}",
    f"{NEWS}\n\nCopyright 2020 Associated Press. All rights reserved.",
    f"{NEWS} It was built in 1987.",
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_nothing_is_made_up(text: str) -> None:
    assert dated(text) == Published(None, Provenance.UNKNOWN, "none", None)


@pytest.mark.parametrize("words", ["Friday", "January 2020", "4 January", "2020", "10:45", "soon", "", "99/99/2020"])
def test_a_date_that_lacks_something_is_none(words: str) -> None:
    assert parse(words) is None
    assert dated(NEWS, words).how is Provenance.UNKNOWN


@given(TEXTS, st.one_of(st.none(), st.text(), TEXTS))
def test_any_text_has_a_date_with_its_provenance_or_none(text: str, published: str | None) -> None:
    found = dated(text, published)
    assert (found.date is None) == (found.how is Provenance.UNKNOWN)


@given(st.datetimes(dt.datetime(1900, 1, 1)), st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=9))]))
def test_any_moment_is_read_back(moment: dt.datetime, zone: dt.tzinfo | None) -> None:
    moment = moment.replace(tzinfo=zone)
    assert dated(NEWS, moment.isoformat()) == Published(moment.date(), Provenance.GIVEN, "given_with_it", moment)
