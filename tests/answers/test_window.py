"""Days asked for in words, and the topic beside them. 2020-01-02 is a Thursday."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.window import Stretch, Window, capitalised, window
from bot.facts.dates import read_dates
from bot.model import Sentence
from bot.periods import bounds, precision_of

SAID = [
    ("since monday", Window("", "2019-12-30", None)),
    ("until dec 31", Window("", None, "2019-12-31")),
    ("before friday", Window("", None, "2019-12-26")),
    ("after dec 31", Window("", "2020-01-01", None)),
    ("after 2011 before dec 27", Window("", "2012-01-01", "2019-12-26")),
    ("yesterday", Window("", "2020-01-01", "2020-01-01")),
    ("last week", Window("", "2019-12-23", "2019-12-29")),
    ("december 2019", Window("", "2019-12-01", "2019-12-31")),
    ("from dec 27 to 31", Window("", "2019-12-27", "2019-12-31")),
    ("between 2003 and 2011", Window("", "2003-01-01", "2011-12-31")),
    ("from friday to sunday", Window("", "2019-12-27", "2019-12-29")),
    ("ferry since monday", Window("ferry", "2019-12-30", None)),
    ("ferry last week", Window("ferry", "2019-12-23", "2019-12-29")),
    ("the ferry on Dec. 29", Window("the ferry", "2019-12-29", "2019-12-29")),
    ("2019-12-29 ferry", Window("ferry", "2019-12-29", "2019-12-29")),
    ("ferry 29.12.2019", Window("ferry", "2019-12-29", "2019-12-29")),
    ("december 29 ferry", Window("december 29 ferry", None, None)),
    ("election 2020", Window("election 2020", None, None)),
    ("ferry", Window("ferry", None, None)),
    ("", Window("", None, None)),
]

# What is asked for day by day.
OF_DAYS = [
    ("tuesday ferry", Window("ferry", "2019-12-31", "2019-12-31")),
    ("ferry december 29", Window("ferry", "2019-12-29", "2019-12-29")),
    ("3 january 2018 ferry", Window("ferry", "2018-01-03", "2018-01-03")),
    ("ferry last week", Window("ferry", "2019-12-23", "2019-12-29")),
    ("election 2020", Window("election 2020", None, None)),
]


def read(text: str, *, of_days: bool = False) -> Window:
    mentions = read_dates(capitalised(text), [Sentence(0, len(text), 0)], dt.date(2020, 1, 2))
    placed = [(m, precision_of(m.value)) for m in mentions]
    return window(text, [Stretch(m.start, m.end, *bounds(found[0])) for m, found in placed if found], of_days=of_days)


@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_days_in_words(text: str, wanted: Window) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), OF_DAYS)
def test_any_day_in_words(text: str, wanted: Window) -> None:
    assert read(text, of_days=True) == wanted


@given(st.text(), st.lists(st.sampled_from(["since", "to", "monday", "31", "dec", "2019", "and", "from", "last week"])))
def test_any_words_have_a_window(text: str, words: list[str]) -> None:
    for said in (text, " ".join(words), f"{text} {' '.join(words)}"):
        found = read(said)
        assert found.topic == " ".join(found.topic.split())
        assert all(day is None or dt.date.fromisoformat(day) for day in (found.first, found.last))
